"""The doors of the portal: sign in, sign out, accept an invitation. Each sets or drops the cookie itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import ClassVar

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from core.errors import ChartbridgeError
from portal.components.markup import Content
from portal.services import accounts, joining, sessions
from portal.services.accounts import Tried
from portal.services.joining import Joined, Joining
from portal.settings import Settings
from portal.sign_in import pages, parts
from portal.sign_in.asking import new_form
from portal.sign_in.device import device_of
from portal.sign_in.frame import Fields, Frame
from portal.sign_in.guard import SignedInOnly
from portal.sign_in.key_doors import KeyDoors
from portal.sign_in.own_doors import OwnDoors
from portal.wording import sign_in as words
from storage import Storage

_INSIDE = re.compile(r"/[\w-]*(\?[\w\-=&.%:]*)?", re.ASCII)
"""Where one may be led after signing in: a page of this portal and nothing else."""
_LONGEST = 1_000


class Doors(Frame):
    also_open: ClassVar[tuple[str, ...]] = ()
    """Paths of doors that the guard does not know by itself."""

    def __init__(self, settings: Settings, open_store: Callable[[], Storage]) -> None:
        super().__init__(settings, open_store)
        self._own = OwnDoors(settings, open_store)
        self._key = KeyDoors(settings, open_store)

    def routes(self) -> list[Route]:
        return [
            Route("/sign-in", self._asks_to_sign_in, methods=["GET"]),
            Route("/sign-in", self._posted(self._signs_in), methods=["POST"]),
            Route("/sign-out", self._asks_to_sign_out, methods=["GET"]),
            Route("/sign-out", self._posted(self._signs_out), methods=["POST"]),
            Route("/invitation/{token}", self._shows_invitation, methods=["GET"]),
            Route("/invitation/{token}", self._posted(self._accepts), methods=["POST"]),
            *self._own.routes(),
            *self._key.routes(),
        ]

    def guard(self) -> Middleware:
        return Middleware(SignedInOnly, cookie=self._cookies.session, known=self.known, doors=self.also_open)

    def known(self, token: str) -> bool:
        return sessions.is_known(self._store(), token, rules=self._rules)

    def _asks_to_sign_in(self, request: Request) -> Response:
        to = inside(request.query_params.get("to", ""))
        if self.known(self._token(request)):
            return RedirectResponse(to or "/", 303)
        said = parts.told(words.SIGNED_OUT) if "out" in request.query_params else ""
        return self._page(request, lambda form: pages.sign_in(form, to=to, said=said))

    def _signs_in(self, request: Request, fields: Fields) -> Response:
        to, email = inside(fields.get("to", "")), fields.get("email", "")
        try:
            token = accounts.sign_in(self._store(), self._tried(request, fields, email), rules=self._rules)
        except ChartbridgeError as error:
            said = parts.wrong(error)
            return self._page(request, lambda form: pages.sign_in(form, email=email, to=to, said=said), 401)
        return self._let_in(request, RedirectResponse(to or "/", 303), token)

    def _asks_to_sign_out(self, request: Request) -> Response:
        if not self.known(self._token(request)):
            return RedirectResponse("/sign-in", 303)
        return self._page(request, pages.sign_out)

    def _signs_out(self, request: Request, fields: Fields) -> Response:
        sessions.sign_out(self._store(), self._token(request))
        response = RedirectResponse("/sign-in?out", 303)
        self._cookies.drop(response, self._cookies.session)
        return response

    def _shows_invitation(self, request: Request) -> Response:
        return self._invitation(request, request.path_params["token"])

    def _accepts(self, request: Request, fields: Fields) -> Response:
        token = request.path_params["token"]
        try:
            joined = self._join(request, token, fields)
        except ChartbridgeError as error:
            return self._invitation(request, token, name=fields.get("name", ""), said=parts.wrong(error))
        shown = (
            HTMLResponse(pages.recovery_codes(joined.codes)) if joined.codes else RedirectResponse("/", 303)
        )
        return self._let_in(request, shown, joined.token)

    def _join(self, request: Request, token: str, fields: Fields) -> Joined:
        tried = self._tried(request, fields, "")
        if joining.welcome(self._store(), token).known:
            return joining.join_with_account(self._store(), token, tried, rules=self._rules)
        asked = Joining(
            fields.get("name", ""),
            tried.password,
            fields.get("again", ""),
            tried.code,
            self._form(request),
        )
        made = joining.make_account
        return made(self._store(), token, asked, rules=self._rules, replaces=tried.replaces)

    def _invitation(self, request: Request, token: str, *, name: str = "", said: Content = "") -> Response:
        form = self._form(request) or new_form()
        try:
            invited = joining.welcome(self._store(), token, browser=form)
        except ChartbridgeError as error:
            return HTMLResponse(pages.refused(error), 404)
        shown = pages.invitation(form, token, invited, name=name, said=said)
        return self._with_form(HTMLResponse(shown, 422 if said else 200), form)

    def _tried(self, request: Request, fields: Fields, email: str) -> Tried:
        password, code = (fields.get(name, "") for name in ("password", "code"))
        return Tried(email, password, code, self._came_from(request), self._token(request))

    def _let_in(self, request: Request, response: Response, token: str) -> Response:
        device = device_of(request.headers.get("user-agent", ""))
        sessions.came_with(self._store(), token, device)
        self._cookies.put(response, self._cookies.session, token)
        self._cookies.drop(response, self._cookies.form)
        return response


def inside(to: str) -> str:
    return to if len(to) <= _LONGEST and _INSIDE.fullmatch(to) else ""
