"""Where a browser comes with the address of a grant, and leaves with its file or with one sentence.

Served from the sealed store in pieces: never whole in memory, never in a temporary file, never in a cache.
"""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from core.errors import ChartbridgeError
from portal.downloads import PATH, GrantRefused, redeem
from portal.opened_classes import narrowed
from portal.permissions import Forbidden
from portal.services import refusals, taking
from portal.services.entry import Entry, NotHere
from portal.services.sessions import SignedOut
from portal.settings import Settings
from portal.shared import settings, storage
from portal.sign_in.visitor import visitor_of
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
        chosen = settings()
        visitor = visitor_of(storage(), chosen, request.cookies)
        return _given(storage(), chosen, visitor, **request.path_params)
    except GrantRefused as refused:
        return _said(refused, refused.status)
    except (Forbidden, SignedOut, NotHere) as refused:
        return _said(refused, 403)
    except ChartbridgeError as error:
        return _said(error, 404)


def _given(
    store: Storage, chosen: Settings, visitor: Entry | None, *, project: str, number: str, mac: str
) -> Response:
    """With a sign-in, to the person of the grant alone, and for what they still may."""
    now = visitor.actor_in(project) if visitor else None
    grant = redeem(store, project=project, number=number, mac=mac, by=now.name if now else "")
    grant = replace(grant, actor=now) if now else grant
    store = narrowed(store, grant.actor)
    with refusals.noted(store, grant.actor.name, grant.project):
        file = taking.give(store, grant, zone=chosen.time_zone)
    headers = {**_GONE, "content-disposition": f'attachment; filename="{file.name}"'}
    return StreamingResponse(file.pieces, media_type=file.media_type, headers=headers)


def _said(error: ChartbridgeError, status: int) -> Response:
    return PlainTextResponse(f"{error.found} {error.do}", status, headers=_GONE)
