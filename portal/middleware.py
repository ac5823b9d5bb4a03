"""What every answer of the portal carries, and which callers it answers at all.

Pure ASGI, so that streams and websockets pass through untouched. The page is never framed, never sends a
referrer, loads nothing from elsewhere and is never kept in a cache on disk (law 7).
"""

from __future__ import annotations

from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' ws: wss:",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "content-security-policy": "; ".join(f"{name} {value}" for name, value in _POLICY.items()),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
_ASSETS = ("/static/",)
_STAY = (b"strict-transport-security", b"max-age=31536000")


class SecurityHeaders:
    """Adds HEADERS to every answer; everything but the framework's own assets is never stored.

    secure: whether people come by https. Then they are told to stay with it, and the framework's own cookies
    are marked too, which by themselves would also go over a line that is not sealed.
    """

    def __init__(self, app: ASGIApp, *, secure: bool = False) -> None:
        self._app = app
        self._secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asset = scope["path"].startswith(_ASSETS)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _joined(message["headers"], asset=asset)
                if self._secure:
                    message["headers"] = [*map(_marked, message["headers"]), _STAY]
            await send(message)

        await self._app(scope, receive, with_headers)


def _joined(headers: list[tuple[bytes, bytes]], *, asset: bool) -> list[tuple[bytes, bytes]]:
    ours = dict(HEADERS) if asset else {**HEADERS, "cache-control": "no-store"}
    kept = [(name, value) for name, value in headers if name.decode("latin-1").lower() not in ours]
    return [*kept, *((name.encode(), value.encode()) for name, value in ours.items())]


def _marked(header: tuple[bytes, bytes]) -> tuple[bytes, bytes]:
    name, value = header
    open_cookie = name.lower() == b"set-cookie" and b"secure" not in value.lower()
    return (name, value + b"; Secure") if open_cookie else header


def middleware(hosts: list[str], *, secure: bool = False) -> list[Middleware]:
    """hosts: the names this portal answers to; others (DNS rebinding) are turned away."""
    return [
        Middleware(TrustedHostMiddleware, allowed_hosts=hosts),
        Middleware(SecurityHeaders, secure=secure),
    ]
