"""The provider as a client of it sees it: authorization code with PKCE, by Authlib (ADR 34).

Authlib carries out the flow; what it would take on trust is fixed here. Of the provider's own description
only what is needed is kept, since it would else override how the client works; keys sign by asymmetric
algorithms only; issuer, audience, times and nonce are checked with a bounded skew of the clocks.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import httpx
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.base_client.errors import MismatchingStateError, OAuthError
from authlib.integrations.starlette_client import OAuth, StarletteOAuth2App
from joserfc.errors import JoseError
from starlette.requests import Request
from starlette.responses import Response

from core.errors import WrongUsage
from portal.services.provider_entry import ProviderRefused, Vouched
from portal.settings import LOOPBACK, PREFIX, Settings
from portal.wording import provider as words
from portal.wording import signing as signing_words
from storage import Holder, folded

SKEW = 60
"""Seconds by which the provider's clock may differ from ours."""
_WAIT = 10.0
_READ_AGAIN = 3_600.0
"""Seconds after which the provider's description is read anew; an unknown key is looked up at once."""
_LONGEST = 255
_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_MORE_ENDPOINTS = ("userinfo_endpoint", "end_session_endpoint")
_KEPT = ("issuer", *_ENDPOINTS, *_MORE_ENDPOINTS, "authorization_response_iss_parameter_supported")
_ANEW = {"prompt": "login", "max_age": "0"}
_SIGNS_BY = "id_token_signing_alg_values_supported"
Claims = Mapping[str, Any]


_NO_ANSWER = (httpx.HTTPError, httpx.InvalidURL)
"""It cannot be reached, or not at the addresses that it names."""
_NO_SENSE = (JoseError, AuthlibBaseError, KeyError, TypeError, AttributeError, ValueError, RuntimeError)
"""It answered something else than a provider answers; Authlib takes every answer for an object of JSON."""


class NotTheProvider(ValueError):
    """A description that is not the one of the provider that the settings name."""


class Provider:
    """transport: what carries requests to it, the network by default."""

    def __init__(self, settings: Settings, *, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self.name = urlsplit(settings.oidc_issuer or "").netloc
        self._issuer = settings.oidc_issuer or ""
        self._claim = settings.oidc_role_claim or ""
        self._id = settings.oidc_client_id or ""
        secret = settings.oidc_client_secret
        self._secret = secret.get_secret_value() if secret else ""
        self._how: dict[str, Any] = {
            "scope": settings.oidc_scopes,
            "code_challenge_method": "S256",
            "timeout": _WAIT,
            **({"transport": transport} if transport else {}),
        }
        self._known: tuple[float, StarletteOAuth2App] | None = None

    async def leave(self, request: Request, back: str, *, anew: bool = False) -> Response:
        """Leads to the provider. What has to be found again lies in the request's session then.

        anew: it is to ask its person once more, whoever is signed in there already.
        """
        try:
            client = await self._client()
            response: Response = await client.authorize_redirect(request, back, **(_ANEW if anew else {}))
        except (*_NO_ANSWER, *_NO_SENSE):
            raise self._away() from None
        return response

    async def come_back(self, request: Request, *, until: datetime, since: datetime | None = None) -> Vouched:
        """Raises ProviderRefused. until: when this errand ends by itself.

        since: the person has to have signed in there after it, by the provider's word.
        """
        try:
            client = await self._client()
            self._check_sender(request, client)
            wanted = self._wanted()
            token = await client.authorize_access_token(request, claims_options=wanted, leeway=SKEW)
            claims: Claims = token["userinfo"]
            self._check_anew(claims, since)
            return self._vouched(claims, await self._more(client, token), until)
        except MismatchingStateError:
            raise self._refused(words.STALE, words.STALE_DO) from None
        except OAuthError as error:
            raise self._unlike(error) from None
        except _NO_ANSWER:
            raise self._away() from None
        except _NO_SENSE:
            raise self._refused(words.FORGED, words.FORGED_DO) from None

    async def way_out(self, back: str) -> str:
        """Where the provider signs people out, "" where it does not or does not answer."""
        try:
            client = await self._client()
            if "end_session_endpoint" not in client.server_metadata:
                return ""
            made = await client.create_logout_url(back, client_id=self._id)
        except (*_NO_ANSWER, *_NO_SENSE):
            return ""
        return str(made["url"])

    async def _client(self) -> StarletteOAuth2App:
        """Made from the provider's description, which is read again from time to time."""
        if self._known is None or time.monotonic() - self._known[0] > _READ_AGAIN:
            told = _checked(await self._description(), self._issuer)
            named = {"client_id": self._id, "client_secret": self._secret, "client_kwargs": self._how}
            self._known = (time.monotonic(), OAuth().register("provider", **named, **told))
        return self._known[1]

    async def _description(self) -> Any:
        how = {name: self._how[name] for name in ("timeout", "transport") if name in self._how}
        async with httpx.AsyncClient(**how) as http:
            answer = await http.get(f"{self._issuer.rstrip('/')}/.well-known/openid-configuration")
            return answer.raise_for_status().json()

    def _check_sender(self, request: Request, client: StarletteOAuth2App) -> None:
        """Of several providers none may answer for another (RFC 9207)."""
        told = client.server_metadata
        named = request.query_params.get("iss", "")
        needed = told.get("authorization_response_iss_parameter_supported") is True
        if (named or needed) and named != self._issuer:
            raise MismatchingStateError

    def _check_anew(self, claims: Claims, since: datetime | None) -> None:
        """`auth_time` is in every answer to `max_age` (OpenID Connect Core, 3.1.2.1)."""
        at = claims.get("auth_time")
        signed_in = float(at) if isinstance(at, int | float) else 0.0
        if since is not None and signed_in < since.timestamp() - SKEW:
            raise self._refused(signing_words.NOT_ANEW, signing_words.NOT_ANEW_DO)

    def _wanted(self) -> dict[str, Any]:
        return {
            "iss": {"essential": True, "value": self._issuer},
            "aud": {"essential": True, "value": self._id},
            "nonce": {"essential": True},
        }

    async def _more(self, client: StarletteOAuth2App, token: dict[str, Any]) -> Claims:
        """What the provider tells only when asked once more, and only of the same person."""
        claims = token["userinfo"]
        complete = "email" in claims and (not self._claim or self._claim in claims)
        if complete or "userinfo_endpoint" not in client.server_metadata:
            return {}
        more: Claims = await client.userinfo(token=token)
        if more["sub"] != claims["sub"]:
            raise NotTheProvider
        return more

    def _vouched(self, claims: Claims, more: Claims, until: datetime) -> Vouched:
        subject, about = claims["sub"], claims if "email" in claims else more
        if not isinstance(subject, str) or not 0 < len(subject) <= _LONGEST:
            raise NotTheProvider
        says = _values(claims.get(self._claim, more.get(self._claim))) if self._claim else frozenset()
        name = str(claims.get("name") or more.get("name") or "")
        holder = Holder(self._issuer, subject)
        return Vouched(holder, self.name, _confirmed(about), name, says, claims["nonce"], until)

    def _unlike(self, error: OAuthError) -> ProviderRefused:
        if error.error in ("server_error", "temporarily_unavailable"):
            return self._away()
        if error.error in ("access_denied", "login_required", "consent_required", "interaction_required"):
            return self._refused(words.DENIED, words.DENIED_DO)
        return self._refused(words.FORGED, words.FORGED_DO)

    def _away(self) -> ProviderRefused:
        return self._refused(words.AWAY, words.AWAY_DO)

    def _refused(self, found: str, do: str) -> ProviderRefused:
        return ProviderRefused(found, do, provider=self.name)


def check_provider(settings: Settings) -> None:
    """Raises WrongUsage naming the first setting that is missing."""
    for name in ("oidc_issuer", "oidc_client_id", "oidc_client_secret"):
        if getattr(settings, name) is None:
            place = f"{PREFIX}{name.upper()}"
            raise WrongUsage(place=place, found=words.MISSING, do=words.MISSING_DO)
    if settings.oidc_role_claim and not settings.oidc_project:
        place = f"{PREFIX}OIDC_PROJECT"
        raise WrongUsage(place=place, found=words.NO_PROJECT, do=words.NO_PROJECT_DO)


def _checked(told: Any, issuer: str) -> dict[str, Any]:
    """What is kept of a description. Raises NotTheProvider.

    Only algorithms that nobody but the provider can sign with are left.
    """
    if not isinstance(told, dict) or told.get("issuer") != issuer or any(n not in told for n in _ENDPOINTS):
        raise NotTheProvider
    if not all(_is_sealed(told[name]) for name in (*_ENDPOINTS, *_MORE_ENDPOINTS) if name in told):
        raise NotTheProvider
    offered = told.get(_SIGNS_BY) or ["RS256"]
    known = [each for each in _ALGORITHMS if each in offered]
    if not known:
        raise NotTheProvider
    return {**{name: told[name] for name in _KEPT if name in told}, _SIGNS_BY: known}


def _is_sealed(address: Any) -> bool:
    """Whether it is one that is asked, over a line that nobody can read. Raises InvalidURL, ValueError."""
    parts = httpx.URL(address) if isinstance(address, str) else httpx.URL()
    return parts.scheme == "https" or (parts.scheme == "http" and parts.host in LOOPBACK)


def _confirmed(about: Claims) -> str:
    """The address, "" where the provider does not say that it was confirmed."""
    email, said = about.get("email"), about.get("email_verified")
    confirmed = said is True or said == "true"
    return folded(email) if isinstance(email, str) and confirmed else ""


def _values(said: Any) -> frozenset[str]:
    """One value, or a list of them."""
    several = said if isinstance(said, list) else [said]
    return frozenset(each for each in several if isinstance(each, str))
