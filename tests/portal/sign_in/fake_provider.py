"""A provider made by hand, in memory, which can lie in every way that one could."""

from __future__ import annotations

import base64
import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import httpx
from joserfc import jwt
from joserfc.jwk import RSAKey
from joserfc.jws import JWSRegistry

ISSUER = "https://login.maple.example"
CLIENT, SECRET = "chartbridge", "a secret of the test"
KEY = RSAKey.generate_key(2048, {"kid": "first", "use": "sig"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "first", "use": "sig"})
NEW_KEY = RSAKey.generate_key(2048, {"kid": "second", "use": "sig"})
Token = Callable[[dict[str, Any]], str]


def signed(claims: dict[str, Any], *, key: Any = KEY, **header: Any) -> str:
    head = {"alg": "RS256", "kid": "first", **header}
    return jwt.encode(head, claims, key, registry=JWSRegistry(algorithms=[head["alg"]]))


@dataclass
class FakeProvider:
    """people: subject -> what is told of them. sign: makes the ID token. description: what differs.

    raw: path -> an answer as it is, in place of what a provider answers."""

    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    sign: Token = signed
    claims: dict[str, Any] = field(default_factory=dict)
    description: dict[str, Any] = field(default_factory=dict)
    answer: dict[str, Any] = field(default_factory=dict)
    info: dict[str, Any] | None = None
    keys: list[Any] = field(default_factory=lambda: [KEY])
    away: bool = False
    raw: dict[str, httpx.Response] = field(default_factory=dict)
    asked: list[httpx.Request] = field(default_factory=list)
    _codes: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)

    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self._answered)

    def signs_in(self, there: str, subject: str, **other: str) -> str:
        """Where the browser is led back to, once the person has signed in at the address `there`."""
        wanted = dict(parse_qsl(urlsplit(there).query))
        code = f"code-{len(self._codes)}"
        self._codes[code] = (subject, wanted)
        told = {"code": code, "state": wanted["state"], "iss": ISSUER, **other}
        return f"{urlsplit(wanted['redirect_uri']).path}?{urlencode(told)}"

    def _answered(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        if self.away:
            raise httpx.ConnectError("nobody is there", request=request)
        if request.url.path in self.raw:
            return self.raw[request.url.path]
        known = {
            "/.well-known/openid-configuration": lambda: self._described(),
            "/jwks": lambda: {"keys": [key.as_dict(private=False) for key in self.keys]},
            "/token": lambda: self._token(parse_qs(request.content.decode())),
            "/me": lambda: self.info,
        }
        told = known[request.url.path]()
        return httpx.Response(400 if "error" in told else 200, json=told)

    def _described(self) -> dict[str, Any]:
        told = {
            "issuer": ISSUER,
            "authorization_endpoint": f"{ISSUER}/auth",
            "token_endpoint": f"{ISSUER}/token",
            "jwks_uri": f"{ISSUER}/jwks",
            "end_session_endpoint": f"{ISSUER}/end",
            "authorization_response_iss_parameter_supported": True,
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            **({"userinfo_endpoint": f"{ISSUER}/me"} if self.info is not None else {}),
            **self.description,
        }
        return {name: value for name, value in told.items() if value is not None}

    def _token(self, asked: dict[str, list[str]]) -> dict[str, Any]:
        subject, wanted = self._codes.pop(asked["code"][0], ("", {}))
        if not wanted or _challenge(asked["code_verifier"][0]) != wanted["code_challenge"]:
            return {"error": "invalid_grant"}
        now = int(time.time())
        claims = {
            **{"iss": ISSUER, "aud": CLIENT, "sub": subject, "iat": now, "exp": now + 300},
            **{"nonce": wanted["nonce"], **self.people[subject], **self.claims},
        }
        kept = {name: value for name, value in claims.items() if value is not None}
        told = {"access_token": "x", "token_type": "Bearer", "id_token": self.sign(kept), **self.answer}
        return {name: value for name, value in told.items() if value is not None}


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
