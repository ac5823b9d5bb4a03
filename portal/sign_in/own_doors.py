"""Your sign-in: pages of our own, so that no password and no secret of a second step goes through the
framework, which keeps what is typed in the state of a visit (ADR 42).

They stand behind the guard, as everything but the doors does.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from core.errors import ChartbridgeError
from portal.components.markup import Content
from portal.services import own_sign_in
from portal.services.sessions import SignedOut
from portal.settings import Settings
from portal.sign_in import own_pages, pages, parts
from portal.sign_in.frame import Fields, Frame
from portal.sign_in.own_pages import CODES, PASSWORD, START, STEP
from portal.wording import own_sign_in as words
from storage import Storage

_SAID = {"ended": words.ENDED, "others": words.OTHERS_ENDED, "password": words.PHRASE_CHANGED}
"""What one is told on coming back to the start, by the query of its address."""
_ENTER = f"/sign-in?to={START}"


class OwnDoors(Frame):
    def __init__(self, settings: Settings, open_store: Callable[[], Storage], *, provider: str = "") -> None:
        """provider: the name of who keeps passwords and second steps, "" where they are kept here."""
        super().__init__(settings, open_store)
        self._zone = settings.time_zone
        self._provider = provider

    def routes(self) -> list[Route]:
        kept_here = () if self._provider else self._of_an_account()
        return [*self._both(START, self._shows_start, self._ends), *kept_here]

    def _of_an_account(self) -> list[Route]:
        return [
            *self._both(PASSWORD, self._asks_password, self._changes_password),
            *self._both(STEP, self._asks_step, self._renews_step),
            *self._both(CODES, self._asks_codes, self._renews_codes),
        ]

    def _both(
        self, path: str, shows: Callable[[Request], Response], does: Callable[[Request, Fields], Response]
    ) -> list[Route]:
        """Whoever's session has ended meanwhile is led to the sign-in."""

        def shown(request: Request) -> Response:
            return _or_enter(lambda: shows(request))

        def done(request: Request, fields: Fields) -> Response:
            return _or_enter(lambda: does(request, fields))

        return [
            Route(path, shown, methods=["GET"]),
            Route(path, self._posted(done), methods=["POST"]),
        ]

    def _shows_start(self, request: Request) -> Response:
        view = own_sign_in.view(self._store(), self._visit(request))
        told = _SAID.get(request.query_params.get("done", ""), "")
        said = parts.told(told) if told else ""

        def drawn(form: str) -> str:
            return own_pages.start(form, view, self._zone, provider=self._provider, said=said)

        return self._page(request, drawn)

    def _ends(self, request: Request, fields: Fields) -> Response:
        store, visit = self._store(), self._visit(request)
        what = fields.get(own_pages.END, "")
        if what == own_pages.EVERYWHERE:
            own_sign_in.end_all(store, visit)
            return self._left()
        if what == own_pages.OTHERS:
            own_sign_in.end_others(store, visit)
            return RedirectResponse(f"{START}?done=others", 303)
        own_sign_in.end_one(store, visit, fields.get("session", ""))
        return RedirectResponse(f"{START}?done=ended", 303)

    def _left(self) -> Response:
        response = RedirectResponse("/sign-in?out", 303)
        self._cookies.drop(response, self._cookies.session)
        return response

    def _asks_password(self, request: Request, said: Content = "") -> Response:
        return self._asks(request, lambda form: own_pages.password(form, said=said), said)

    def _changes_password(self, request: Request, fields: Fields) -> Response:
        typed = {"old": fields.get("old", ""), "new": fields.get("password", "")}
        try:
            own_sign_in.change_password(
                self._store(), self._visit(request), **typed, again=fields.get("again", "")
            )
        except ChartbridgeError as error:
            return self._asks_password(request, _said(error))
        return RedirectResponse(f"{START}?done=password", 303)

    def _asks_step(self, request: Request, said: Content = "") -> Response:
        def drawn(form: str) -> str:
            offered = own_sign_in.second_step(self._store(), self._visit(request, form))
            return own_pages.step(form, offered, said=said)

        return self._asks(request, drawn, said)

    def _renews_step(self, request: Request, fields: Fields) -> Response:
        typed = {"password": fields.get("password", ""), "code": fields.get("code", "")}
        try:
            made = own_sign_in.renew_second_step(self._store(), self._visit(request), **typed)
        except ChartbridgeError as error:
            return self._asks_step(request, _said(error))
        return HTMLResponse(pages.recovery_codes(made, to=START))

    def _asks_codes(self, request: Request, said: Content = "") -> Response:
        left = own_sign_in.view(self._store(), self._visit(request)).codes or 0
        return self._asks(request, lambda form: own_pages.codes(form, left, said=said), said)

    def _renews_codes(self, request: Request, fields: Fields) -> Response:
        password = fields.get("password", "")
        try:
            made = own_sign_in.renew_codes(self._store(), self._visit(request), password=password)
        except ChartbridgeError as error:
            return self._asks_codes(request, _said(error))
        return HTMLResponse(pages.recovery_codes(made, to=START))

    def _asks(self, request: Request, drawn: Callable[[str], str], said: Content) -> Response:
        return self._page(request, drawn, 422 if said else 200)


def _said(error: ChartbridgeError) -> Content:
    if isinstance(error, SignedOut):
        raise error
    return parts.wrong(error)


def _or_enter(act: Callable[[], Response]) -> Response:
    try:
        return act()
    except SignedOut:
        return RedirectResponse(_ENTER, 303)
