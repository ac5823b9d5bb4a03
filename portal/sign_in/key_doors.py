"""Where a person replaces the passphrase that they sign documents with.

A page of our own, as those of the sign-in: password and code have no place in the state of a visit (ADR 42).
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from core.errors import ChartbridgeError
from portal.components.markup import Content
from portal.permissions import Elsewhere, Forbidden
from portal.services import own_signing_key
from portal.services.entry import NotHere
from portal.services.own_signing_key import Typed
from portal.services.sessions import SignedOut
from portal.settings import Settings
from portal.sign_in import key_pages, pages, parts
from portal.sign_in.anew import is_proven
from portal.sign_in.frame import Fields, Frame
from portal.sign_in.key_pages import KEY, PROJECT
from portal.wording import figures
from storage import Storage


class KeyDoors(Frame):
    def __init__(
        self,
        settings: Settings,
        open_store: Callable[[], Storage],
        *,
        provider: str = "",
        there: Callable[[str], str] = str,
    ) -> None:
        """provider: the name of who keeps passwords and second steps, "" where they are kept here.

        there: the address that has it ask a person anew, given where to go after.
        """
        super().__init__(settings, open_store)
        self._zone = settings.time_zone
        self._provider = provider
        self._there = there

    def routes(self) -> list[Route]:
        return [
            Route(KEY, self._shows, methods=["GET"]),
            Route(KEY, self._posted(self._replaces), methods=["POST"]),
        ]

    def _shows(self, request: Request) -> Response:
        project = request.query_params.get(PROJECT, "")
        return self._or_refused(project, lambda: self._asks(request, project))

    def _asks(self, request: Request, project: str, said: Content = "") -> Response:
        view = own_signing_key.view(self._store(), self._visit(request), project)
        if not view.made:
            return HTMLResponse(key_pages.nothing(view, project))
        proven = self._proven(request)
        if self._provider and not proven:
            there = self._there(_address(project))
            return HTMLResponse(key_pages.proving(view, project, provider=self._provider, there=there))

        def drawn(form: str) -> str:
            return key_pages.asking(form, view, project, proven=proven, said=said)

        return self._page(request, drawn, 422 if said else 200)

    def _replaces(self, request: Request, fields: Fields) -> Response:
        project = fields.get(PROJECT, "")
        return self._or_refused(project, lambda: self._replaced(request, project, fields))

    def _replaced(self, request: Request, project: str, fields: Fields) -> Response:
        if self._provider and not self._proven(request):
            return RedirectResponse(_address(project), 303)
        typed = Typed(*(fields.get(name, "") for name in ("new", "again", "password", "code")))
        replace = (
            own_signing_key.replace_by_provider if self._provider else own_signing_key.replace_by_account
        )
        store, visit = self._store(), self._visit(request)
        try:
            begins = replace(store, visit, project, typed)
        except (SignedOut, NotHere, Forbidden, Elsewhere):
            raise
        except ChartbridgeError as error:
            return self._asks(request, project, parts.wrong(error))
        view = own_signing_key.view(store, visit, project)
        waits_until = figures.moment(begins, self._zone) if begins > store.clock() else ""
        response = HTMLResponse(key_pages.replaced(view, project, waits_until))
        self._cookies.drop(response, self._cookies.anew)
        return response

    def _proven(self, request: Request) -> bool:
        """Whether the provider was made to ask this person anew, some minutes ago at most."""
        cookie = request.cookies.get(self._cookies.anew, "")
        return bool(self._provider) and is_proven(self._store(), cookie, self._token(request))

    def _or_refused(self, project: str, act: Callable[[], Response]) -> Response:
        try:
            return act()
        except SignedOut:
            return RedirectResponse(f"/sign-in?to={quote(_address(project), safe='')}", 303)
        except ChartbridgeError as error:
            return HTMLResponse(pages.refused(error), 403)


def _address(project: str) -> str:
    return f"{KEY}?{PROJECT}={quote(project, safe='')}"
