"""Where a browser brings files in: slice by slice, so that a cut costs one slice, and small ones in batches.

After tus 1.0: HEAD tells how far an upload is, PATCH adds the slice that begins there, 409 is answered to
any other. A request goes by a grant in its header (portal/upload_grants.py); who sends it is asked before its
body is read, and again by the service. Bodies are bounded (portal/receiving.py) and go sealed into the store.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from core.errors import ChartbridgeError
from portal import quiet_logs
from portal.opened_classes import narrowed
from portal.permissions import Action, Actor, Forbidden, authorise
from portal.receiving import Streams, body_of, checked, files_in
from portal.services import refusals, slices
from portal.services.entry import NotHere
from portal.services.sessions import SignedOut
from portal.services.slices import MOST_AT_ONCE, SLICE, Limits, NoRoom
from portal.settings import Settings
from portal.shared import settings, storage
from portal.sign_in.visitor import visitor_of
from portal.upload_grants import HEADER, PATH, UploadGrant, UploadRefused, issue, redeem, until
from portal.wording import bringing as words
from storage import OUTAGES, Begun, Storage
from storage.errors import BlobStoreFailed, DigestDiffers, NotStored, OffsetDiffers

_HEADERS = {"cache-control": "no-store", "tus-resumable": "1.0.0"}
_FRAMING = 1 << 18
_LARGEST_QUESTION = 16_384
_MEGABYTE = 1 << 20
_STATUS: tuple[tuple[type[ChartbridgeError], int], ...] = (
    (Forbidden, 403),
    (NotHere, 403),
    (SignedOut, 401),
    (OffsetDiffers, 409),
    (DigestDiffers, 460),
    (NoRoom, 413),
    (NotStored, 404),
    (BlobStoreFailed, 503),
)
STREAMS = Streams(each=4, all_in_all=32)
_LOG = logging.getLogger("chartbridge.slices")


@dataclass(frozen=True)
class Asked:
    """Who brings something, and where. store: opens what they may."""

    store: Storage
    grant: UploadGrant
    limits: Limits

    @property
    def actor(self) -> Actor:
        return self.grant.actor

    @property
    def project(self) -> str:
        return self.grant.project

    @property
    def where(self) -> tuple[Storage, Actor, str]:
        return self.store, self.actor, self.project


Answering = Callable[[Request], Awaitable[Response]]


def slice_routes() -> list[Route]:
    at = f"/{PATH}/{{project}}"
    return [
        Route(at, _answered(_begin), methods=["POST"]),
        Route(f"{at}/batch", _answered(_batch), methods=["POST"]),
        Route(f"{at}/brought", _answered(_brought), methods=["POST"]),
        Route(f"{at}/{{upload}}", _answered(_slice), methods=["HEAD", "PATCH"]),
        Route(f"{at}/{{upload}}/whole", _answered(_whole), methods=["POST"]),
    ]


def _answered(answer: Answering) -> Answering:
    async def answering(request: Request) -> Response:
        try:
            return await answer(request)
        except ClientDisconnect:
            return Response(status_code=400)
        except ChartbridgeError as error:
            return _said(error)
        except OUTAGES as error:
            _LOG.warning("a server did not answer; what came is sent again", extra=quiet_logs.told(error))
            return PlainTextResponse(f"{words.AWAY} {words.WAIT}", 503, headers=_HEADERS)

    return answering


async def _begin(request: Request) -> Response:
    asked = await _who(request)
    question = await _question(request)
    file = {"path": question.get("path"), "size": question.get("size")}
    if not (isinstance(file["path"], str) and type(file["size"]) is int and file["size"] >= 0):
        raise UploadRefused(400, words.NOT_UNDERSTOOD, words.SEND_AGAIN)
    more = {"stamp": str(question.get("stamp", ""))[:40], "anew": question.get("anew") is True}
    came = await _done(asked, slices.begin, *asked.where, **file, **more, limits=asked.limits)
    begun = came.begun
    begins = {"upload": begun.id, "offset": begun.offset, "slices": came.slices, "slice": SLICE}
    return JSONResponse(begins, 201, headers=await _standing(asked, begun))


async def _slice(request: Request) -> Response:
    upload = request.path_params["upload"]
    asked = await _who(request, upload)
    begun = await _done(asked, slices.held, *asked.where, upload)
    if request.method == "HEAD":
        return Response(status_code=200, headers=await _standing(asked, begun))
    start = _offset(request)
    if start != begun.offset:
        raise OffsetDiffers(begun.offset)
    with STREAMS.one(asked.actor.name):
        body = await body_of(request, most=SLICE)
        content = await run_in_threadpool(checked, body, request.headers.get("upload-checksum"))
        begun = await _done(
            asked, slices.take, *asked.where, upload, start=start, content=content, limits=asked.limits
        )
    return Response(status_code=204, headers=await _standing(asked, begun))


async def _whole(request: Request) -> Response:
    upload = request.path_params["upload"]
    asked = await _who(request, upload)
    question = await _question(request)
    sha256 = str(question.get("sha256", ""))
    return JSONResponse(await _done(asked, slices.finish, *asked.where, upload, sha256=sha256))


async def _batch(request: Request) -> Response:
    asked = await _who(request)
    with STREAMS.one(asked.actor.name):
        body = await body_of(request, most=SLICE + _FRAMING)
        content = await run_in_threadpool(checked, body, request.headers.get("upload-checksum"))
        files = files_in(content, most=MOST_AT_ONCE)
        came = await _done(asked, slices.take_batch, *asked.where, files, limits=asked.limits)
    told = {"new": came.new, "known": came.known, "replacing": came.replacing}
    return JSONResponse(told, headers={**_HEADERS, HEADER: await _fresh(asked, asked.grant)})


async def _brought(request: Request) -> Response:
    asked = await _who(request)
    await _done(asked, slices.brought, *asked.where)
    return Response(status_code=204, headers=_HEADERS)


async def _who(request: Request, upload: str = "") -> Asked:
    """With a sign-in, its visitor, who must be the person of the grant, as what they are now."""
    return await run_in_threadpool(_asked, request, upload)


def _asked(request: Request, upload: str) -> Asked:
    store, chosen, project = storage(), settings(), request.path_params["project"]
    visitor = visitor_of(store, chosen, request.cookies)
    now = visitor.actor_in(project) if visitor else None
    token = request.headers.get(HEADER, "")
    grant = redeem(store, project, token, upload=upload, by=now.name if now else "")
    grant = replace(grant, actor=now) if now else grant
    asked = Asked(narrowed(store, grant.actor), grant, limits_of(chosen))
    with refusals.noted(asked.store, grant.actor.name, project):
        authorise(grant.actor, Action.UPLOAD, project)
    return asked


def limits_of(chosen: Settings) -> Limits:
    return Limits(chosen.upload_limit * _MEGABYTE, chosen.project_quota * _MEGABYTE)


async def _done(asked: Asked, service: Callable[..., Any], *given: Any, **more: Any) -> Any:
    """In a thread of its own, since sealing and storing wait for disks."""

    def do() -> Any:
        with refusals.noted(asked.store, asked.actor.name, asked.project):
            return service(*given, **more)

    return await run_in_threadpool(do)


async def _standing(asked: Asked, begun: Begun) -> dict[str, str]:
    """How far it is, and a grant to go on with."""
    fresh = await _fresh(asked, asked.grant.of(begun.id, begun.size))
    told = {"upload-offset": str(begun.offset), "upload-length": str(begun.size)}
    return {**_HEADERS, **told, HEADER: fresh}


async def _fresh(asked: Asked, grant: UploadGrant) -> str:
    return await run_in_threadpool(issue, asked.store, replace(grant, until=until(asked.store)))


async def _question(request: Request) -> Mapping[str, Any]:
    """A small object of JSON; none is an empty one."""
    try:
        told = json.loads(await body_of(request, most=_LARGEST_QUESTION) or b"{}")
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise UploadRefused(400, words.NOT_UNDERSTOOD, words.SEND_AGAIN)
    return told


def _offset(request: Request) -> int:
    said = request.headers.get("upload-offset", "")
    if not (said.isascii() and said.isdigit() and len(said) < 16):
        raise UploadRefused(400, words.NOT_UNDERSTOOD, words.SEND_AGAIN)
    return int(said)


def _said(error: ChartbridgeError) -> Response:
    status = error.status if isinstance(error, UploadRefused) else _status(error)
    more = {"upload-offset": str(error.offset)} if isinstance(error, OffsetDiffers) else {}
    return PlainTextResponse(f"{error.found} {error.do}", status, headers={**_HEADERS, **more})


def _status(error: ChartbridgeError) -> int:
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 404)
