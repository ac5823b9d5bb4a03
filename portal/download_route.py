"""Where a browser comes with the address of a grant, and leaves with its file or with one sentence.

Served from the sealed store in pieces: never whole in memory, never in a temporary file, never in a cache.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from core.errors import ChartbridgeError
from portal.downloads import PATH, GrantRefused, redeem
from portal.opened_classes import narrowed
from portal.permissions import Forbidden
from portal.services import refusals, taking
from portal.settings import Settings
from portal.shared import settings, storage
from storage import Storage

_GONE = {"cache-control": "no-store"}


def download_route() -> Route:
    return Route(f"/{PATH}/{{project}}/{{number}}/{{mac}}", _download, methods=["GET"])


def _download(request: Request) -> Response:
    """In a thread of its own, since reading and sealing wait for disks."""
    if request.method != "GET":
        # Asking what a link would give must not use it up.
        return PlainTextResponse("", 405, headers=_GONE)
    try:
        return _given(storage(), settings(), **request.path_params)
    except GrantRefused as refused:
        return _said(refused, refused.status)
    except Forbidden as refused:
        return _said(refused, 403)
    except ChartbridgeError as error:
        return _said(error, 404)


def _given(store: Storage, chosen: Settings, *, project: str, number: str, mac: str) -> Response:
    grant = redeem(store, project=project, number=number, mac=mac)
    store = narrowed(store, grant.actor)
    with refusals.noted(store, grant.actor.name, grant.project):
        file = taking.give(store, grant, zone=chosen.time_zone)
    headers = {**_GONE, "content-disposition": f'attachment; filename="{file.name}"'}
    return StreamingResponse(file.pieces, media_type=file.media_type, headers=headers)


def _said(error: ChartbridgeError, status: int) -> Response:
    return PlainTextResponse(f"{error.found} {error.do}", status, headers=_GONE)
