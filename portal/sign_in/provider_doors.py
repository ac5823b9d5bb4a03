"""The doors where people sign in through a provider: there and back, and out of both (ADR 34).

Sessions, cookies and the guard are those of local accounts; there is no form for a password.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar
from urllib.parse import quote

import httpx
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from core.errors import ChartbridgeError
from portal.services import joining, provider_entry
from portal.services.provider_entry import ProviderRefused
from portal.services.provider_roles import ByClaim
from portal.settings import Settings, SignIn
from portal.sign_in import anew, pages, parts
from portal.sign_in.key_doors import KeyDoors
from portal.sign_in.own_doors import OwnDoors
from portal.sign_in.provider import Provider
from portal.sign_in.routes import Doors, inside
from portal.wording import provider as words
from portal.wording import sign_in as sign_in_words
from storage import Storage
from storage.errors import SealBroken

THERE, BACK, OUT = "/sign-in/provider", "/sign-in/back", "/sign-in/out"
_LASTS = timedelta(minutes=10)
_ANEW = "anew"
"""In the address that has the provider ask who somebody is, even where it knows."""


@dataclass(frozen=True)
class Errand:
    """What a browser carries there and back. flow: state, nonce and verifier, as Authlib keeps them.

    anew: the provider was asked to have its person sign in once more, whoever is signed in there.
    """

    flow: dict[str, Any] = field(repr=False)
    to: str
    until: datetime
    anew: bool = False

    @property
    def begun(self) -> datetime:
        return self.until - _LASTS

    def text(self) -> str:
        told = {"flow": self.flow, "to": self.to, "until": self.until.isoformat(), "asked_anew": self.anew}
        return json.dumps(told)

    @classmethod
    def of(cls, text: str) -> Errand:
        kept = json.loads(text)
        return cls(kept["flow"], kept["to"], datetime.fromisoformat(kept["until"]), kept["asked_anew"])


class ProviderDoors(Doors):
    also_open: ClassVar[tuple[str, ...]] = (THERE, BACK, OUT)

    def __init__(
        self,
        settings: Settings,
        open_store: Callable[[], Storage],
        *,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        super().__init__(settings, open_store)
        self._provider = Provider(settings, transport=transport)
        self._own = OwnDoors(settings, open_store, provider=self._provider.name)
        self._key = KeyDoors(settings, open_store, provider=self._provider.name, there=_there_anew)
        self._by_claim = ByClaim.of(settings)
        self._at = settings.reached_at

    def routes(self) -> list[Route]:
        return [
            Route("/sign-in", self._asks_to_sign_in, methods=["GET"]),
            Route(THERE, self._leads_there, methods=["GET"]),
            Route(BACK, self._takes_back, methods=["GET"]),
            Route(OUT, self._is_out, methods=["GET"]),
            Route("/sign-out", self._asks_to_sign_out, methods=["GET"]),
            Route("/sign-out", self._signs_out_of_both, methods=["POST"]),
            Route("/invitation/{token}", self._shows_invitation, methods=["GET"]),
            *self._own.routes(),
            *self._key.routes(),
        ]

    def _asks_to_sign_in(self, request: Request) -> Response:
        to = inside(request.query_params.get("to", ""))
        if self.known(self._token(request)):
            return RedirectResponse(to or "/", 303)
        said = parts.told(sign_in_words.SIGNED_OUT) if "out" in request.query_params else ""
        return HTMLResponse(pages.sign_in_at(self._provider.name, _there(to), said=said))

    async def _leads_there(self, request: Request) -> Response:
        flow: dict[str, Any] = {}
        asked_anew = _ANEW in request.query_params
        try:
            response = await self._provider.leave(
                _with_flow(request, flow), f"{self._at}{BACK}", anew=asked_anew
            )
        except ProviderRefused as error:
            return self._asks_again(error, 502)
        to = inside(request.query_params.get("to", ""))
        sealed = await run_in_threadpool(self._sealed, flow, to, asked_anew)
        self._cookies.put(response, self._cookies.errand, sealed)
        return response

    async def _takes_back(self, request: Request) -> Response:
        """Whatever it leads to, the browser's errand is over."""
        try:
            errand = await run_in_threadpool(self._errand, request.cookies.get(self._cookies.errand, ""))
            asked = _with_flow(request, errand.flow)
            since = errand.begun if errand.anew else None
            vouched = await self._provider.come_back(asked, until=errand.until, since=since)
            token = await run_in_threadpool(self._enter, vouched, self._token(request))
            leads = RedirectResponse(errand.to or "/", 303)
            response = await run_in_threadpool(self._let_in, request, leads, token)
            if errand.anew:
                proof = await run_in_threadpool(anew.sealed, self._store(), token)
                self._cookies.put(response, self._cookies.anew, proof)
        except ProviderRefused as error:
            response = self._asks_again(error, 401)
        self._cookies.drop(response, self._cookies.errand)
        return response

    def _is_out(self, request: Request) -> Response:
        return RedirectResponse("/sign-in?out", 303)

    async def _signs_out_of_both(self, request: Request) -> Response:
        response = await self._posted(self._signs_out)(request)
        there = await self._provider.way_out(f"{self._at}{OUT}") if response.status_code == 303 else ""
        if there:
            response = HTMLResponse(pages.leaving(self._provider.name, there))
            self._cookies.drop(response, self._cookies.session)
        return response

    def _shows_invitation(self, request: Request) -> Response:
        """The link says with which address to come; what counts is that the provider vouches for it."""
        try:
            invited = joining.welcome(self._store(), request.path_params["token"])
        except ChartbridgeError as error:
            return HTMLResponse(pages.refused(error), 404)
        return HTMLResponse(pages.invitation_at(self._provider.name, _there(""), invited))

    def _enter(self, vouched: provider_entry.Vouched, replaces: str) -> str:
        enter, by_claim = provider_entry.enter, self._by_claim
        return enter(self._store(), vouched, rules=self._rules, by_claim=by_claim, replaces=replaces)

    def _sealed(self, flow: dict[str, Any], to: str, asked_anew: bool) -> str:
        store = self._store()
        with store.read() as work:
            there = work.installation.is_there()
        if not there:
            with store.begin() as work:
                work.installation.make()
        with store.read() as work:
            return work.errands.sealed(Errand(flow, to, store.clock() + _LASTS, asked_anew).text())

    def _errand(self, cookie: str) -> Errand:
        """Raises ProviderRefused where the browser carries none, or one that waited too long."""
        stale = ProviderRefused(words.STALE, words.STALE_DO, provider=self._provider.name)
        store = self._store()
        with store.read() as work:
            if not cookie or not work.installation.is_there():
                raise stale
            try:
                errand = Errand.of(work.errands.opened(cookie))
            except (SealBroken, KeyError):
                raise stale from None
        if errand.until <= store.clock():
            raise stale
        return errand

    def _asks_again(self, error: ProviderRefused, status: int) -> Response:
        shown = pages.sign_in_at(self._provider.name, _there(""), said=parts.wrong(error))
        return HTMLResponse(shown, status)


def doors_of(settings: Settings, open_store: Callable[[], Storage]) -> Doors:
    kind = ProviderDoors if settings.sign_in is SignIn.OIDC else Doors
    return kind(settings, open_store)


def _with_flow(request: Request, flow: dict[str, Any]) -> Request:
    """The same request for Authlib, which keeps the flow in a session; the framework has one of its own."""
    return Request({**request.scope, "session": flow})


def _there(to: str) -> str:
    return f"{THERE}?to={quote(to, safe='')}" if to else THERE


def _there_anew(to: str) -> str:
    return f"{_there(to)}&{_ANEW}=1"
