"""Where a browser comes with the address of a picture, and gets it as a PNG or one sentence why not.

Made anew at every request, in a process of its own, and kept nowhere (laws 4 and 7).
"""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from core.errors import ChartbridgeError
from portal.opened_classes import narrowed
from portal.permissions import Forbidden
from portal.picture_grants import PATH, PictureGone, redeem, wanted_of
from portal.services import pictures, refusals
from portal.services.entry import NotHere
from portal.services.sessions import SignedOut
from portal.settings import Settings
from portal.shared import settings, storage
from portal.sign_in.visitor import visitor_of
from storage import Storage

_HEADERS = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
}


def picture_route() -> Route:
    return Route(f"/{PATH}/{{project}}/{{number}}/{{mac}}", _picture, methods=["GET"])


def _picture(request: Request) -> Response:
    """In a thread of its own, since making a picture takes a while."""
    if request.method != "GET":
        return PlainTextResponse("", 405, headers=_HEADERS)
    try:
        return _given(storage(), settings(), request)
    except PictureGone as gone:
        return _said(gone, gone.status)
    except (Forbidden, SignedOut, NotHere) as refused:
        return _said(refused, 403)
    except ChartbridgeError as error:
        return _said(error, 404)


def _given(store: Storage, chosen: Settings, request: Request) -> Response:
    """With a sign-in, to the person of the grant alone, and for what they still may."""
    visitor = visitor_of(store, chosen, request.cookies)
    now = visitor.actor_in(request.path_params["project"]) if visitor else None
    grant = redeem(store, **request.path_params, by=now.name if now else "")
    grant = replace(grant, actor=now) if now else grant
    store = narrowed(store, grant.actor)
    wanted = wanted_of(request.query_params)
    with refusals.noted(store, grant.actor.name, grant.project):
        made = pictures.picture(store, grant, wanted, zone=chosen.time_zone)
    return Response(made.png, media_type="image/png", headers=_HEADERS)


def _said(error: ChartbridgeError, status: int) -> Response:
    return PlainTextResponse(f"{error.found} {error.do}", status, headers=_HEADERS)
