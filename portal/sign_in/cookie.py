"""The cookie of a session: named, written and taken away in one place.

Over https it bears the prefix that binds it to this host and to `Secure`. On this computer without https it
is told from other portals here by the port, since a browser keeps cookies by host alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from starlette.responses import Response

from portal.settings import Settings

_SAME_SITE: Literal["lax"] = "lax"


@dataclass(frozen=True)
class Cookies:
    """session: holds 256 random bits and nothing else. form: what a form has to say again.

    errand: what a sign-in through a provider has to find again, sealed. anew: that the provider was made to
    ask its person anew for this session, sealed.
    """

    session: str
    form: str
    errand: str
    anew: str
    secure: bool

    @classmethod
    def of(cls, settings: Settings) -> Cookies:
        secure = settings.reached_at.startswith("https://")
        name = "__Host-chartbridge" if secure else f"chartbridge-{settings.port}"
        return cls(name, f"{name}-form", f"{name}-errand", f"{name}-anew", secure)

    def put(self, response: Response, name: str, value: str) -> None:
        response.set_cookie(name, value, path="/", secure=self.secure, httponly=True, samesite=_SAME_SITE)

    def drop(self, response: Response, name: str) -> None:
        response.delete_cookie(name, path="/", secure=self.secure, httponly=True, samesite=_SAME_SITE)
