"""What every door has in common: the store, the cookies, and a form that is known to be ours."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from portal.services.own_sign_in import Visit
from portal.services.sessions import Rules
from portal.settings import Settings
from portal.sign_in import pages
from portal.sign_in.asking import FormRefused, fields_of, new_form
from portal.sign_in.cookie import Cookies
from storage import Storage

Fields = Mapping[str, str]


class Frame:
    """open_store: the store of this process, opened when it is first asked for."""

    def __init__(self, settings: Settings, open_store: Callable[[], Storage]) -> None:
        self._store = open_store
        self._cookies = Cookies.of(settings)
        self._rules = Rules.of(settings)

    def _token(self, request: Request) -> str:
        return request.cookies.get(self._cookies.session, "")

    def _came_from(self, request: Request) -> str:
        return request.client.host if request.client else ""

    def _visit(self, request: Request, form: str = "") -> Visit:
        browser = form or self._form(request)
        return Visit(self._token(request), self._rules, self._came_from(request), browser)

    def _page(self, request: Request, drawn: Callable[[str], str], status: int = 200) -> Response:
        """A page with a form, and the cookie that the form goes with, made where there is none."""
        form = self._form(request) or new_form()
        return self._with_form(HTMLResponse(drawn(form), status), form)

    def _with_form(self, response: Response, form: str) -> Response:
        self._cookies.put(response, self._cookies.form, form)
        return response

    def _form(self, request: Request) -> str:
        return request.cookies.get(self._cookies.form, "")

    def _posted(
        self, done: Callable[[Request, Fields], Response]
    ) -> Callable[[Request], Awaitable[Response]]:
        """A form's way: read without waiting for disks, done in a thread."""

        async def take(request: Request) -> Response:
            try:
                fields = await fields_of(request, cookie=self._cookies.form)
            except FormRefused as refused:
                return HTMLResponse(pages.refused(refused), 403)
            return await run_in_threadpool(done, request, fields)

        return take
