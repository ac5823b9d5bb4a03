"""`/healthz`: this process answers. `/readyz`: so do its database and its blob store, at the right revision.

A proxy sends people only to who is ready. Neither says anything of what is stored.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from core.errors import ChartbridgeError
from portal.shared import storage
from storage import OUTAGES, unready

NOT_OPEN = "store"
"""Named where the store cannot even be opened."""


def health_routes() -> tuple[Route, ...]:
    return (Route("/healthz", _healthy), Route("/readyz", _ready))


async def _healthy(_request: Request) -> JSONResponse:
    return JSONResponse({"status": "ok"})


def _ready(_request: Request) -> JSONResponse:
    """In a thread of its own, since it waits for both."""
    missing = _missing()
    if missing:
        return JSONResponse({"status": "not ready", "parts": missing}, 503)
    return JSONResponse({"status": "ok"})


def _missing() -> list[str]:
    try:
        return [part.value for part in unready(storage())]
    except (*OUTAGES, ChartbridgeError):
        return [NOT_OPEN]
