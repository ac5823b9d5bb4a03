"""Answers nobody unknown: without a session there is no page, no asset, no upload and no websocket.

Pure ASGI and outermost but for headers, so that a route that somebody adds later is closed as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from portal.wording import sign_in as words

OPEN = ("/healthz", "/readyz", "/sign-in", "/sign-out")
_INVITATION = re.compile(r"/invitation/[\w-]+", re.ASCII)
CLOSED_WEBSOCKET = 4401

Known = Callable[[str], bool]
"""Whether a session of this token is open."""


class SignedInOnly:
    """cookie: the name of the session's. known: asked for every request, never remembered.

    doors: paths that are open besides, to sign in by.
    """

    def __init__(self, app: ASGIApp, *, cookie: str, known: Known, doors: tuple[str, ...] = ()) -> None:
        self._app = app
        self._doors = doors
        self._cookie = cookie
        self._known = known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or self._is_open(scope["path"]):
            await self._app(scope, receive, send)
            return
        if await self._is_known(HTTPConnection(scope).cookies.get(self._cookie, "")):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": CLOSED_WEBSOCKET})
        else:
            await _turned_away(scope)(scope, receive, send)

    def _is_open(self, path: str) -> bool:
        return path in self._doors or is_open(path)

    async def _is_known(self, token: str) -> bool:
        return bool(token) and await run_in_threadpool(self._known, token)


def is_open(path: str) -> bool:
    return path in OPEN or _INVITATION.fullmatch(path) is not None


def _turned_away(scope: Scope) -> Response:
    """Whoever opens a page is led to the sign-in and back; everything else gets one sentence."""
    wants_page = dict(scope["headers"]).get(b"accept", b"").startswith(b"text/html")
    if scope["method"] in ("GET", "HEAD") and (wants_page or scope["path"] == "/"):
        query = scope["query_string"].decode("latin-1")
        asked = f"{scope['path']}?{query}" if query else scope["path"]
        return RedirectResponse(f"/sign-in?to={quote(asked, safe='')}", 303)
    return PlainTextResponse(f"{words.ENDED} {words.ENDED_DO}", 401)
