"""How an extract shows who asks. Secrets come from the environment, by name, and are in no file of ours."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from typing import Protocol

import httpx

from storage.errors import StorageError


class SignInRefused(StorageError):
    """The system that hands out access did not."""

    kind = "sign_in_refused"


class Credentials(Protocol):
    """What is sent along with every request to the system's own address."""

    def headers(self, client: httpx.Client) -> dict[str, str]:
        """Raises SignInRefused."""
        ...

    def renew(self) -> bool:
        """Whether asking anew may help after a 401."""
        ...


@dataclass(frozen=True)
class Fixed:
    """A header that stays: a bearer token, a name and password, a key. Empty: nothing."""

    header: str = ""
    value: str = field(default="", repr=False)

    def headers(self, client: httpx.Client) -> dict[str, str]:
        return {self.header: self.value} if self.header else {}

    def renew(self) -> bool:
        return False


def basic(name: str, password: str) -> Fixed:
    """RFC 7617."""
    return Fixed("Authorization", f"Basic {b64encode(f'{name}:{password}'.encode()).decode()}")


@dataclass
class ClientCredentials:
    """A token that is asked for and renewed (RFC 6749, 4.4)."""

    token_address: str
    client_id: str
    secret: str = field(repr=False)
    scope: str = ""
    _token: str = field(default="", repr=False)

    def headers(self, client: httpx.Client) -> dict[str, str]:
        if not self._token:
            self._token = self._asked(client)
        return {"Authorization": f"Bearer {self._token}"}

    def renew(self) -> bool:
        self._token = ""
        return True

    def _asked(self, client: httpx.Client) -> str:
        form = {"grant_type": "client_credentials", **({"scope": self.scope} if self.scope else {})}
        try:
            answer = client.post(self.token_address, data=form, auth=(self.client_id, self.secret))
            told = answer.json() if answer.status_code == 200 else None
        except (httpx.HTTPError, ValueError):
            told = None
        token = told.get("access_token") if isinstance(told, dict) else None
        if not isinstance(token, str) or not token:
            raise SignInRefused(
                place="sign_in",
                found="The system gave no access for this client and secret.",
                do="Check token_address, client_id and the secret, then run this again.",
            )
        return token
