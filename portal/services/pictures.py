"""Files looked at: the facts of one on a page, an address for its picture, and the picture at the door.

Authority is asked for here at every call, by the page and by the door alike (portal/services/picture_access).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from zoneinfo import ZoneInfo

from core.pictures.model import NARROWEST, Facts, Form, Picture, Wanted
from core.pictures.refusals import PictureRefused
from portal.desk import Desk
from portal.drawing import drawn
from portal.permissions import Action, Actor, allowed, whom_to_ask
from portal.picture_grants import DESK, PictureGrant, issue, until
from portal.services.picture_access import opened, unknown
from portal.services.run_files import RunFile
from portal.services.stored_bytes import bytes_of
from portal.viewmodels.picture import Kind, PictureRef, PictureView
from storage import Storage

_KINDS = {Form.DICOM: Kind.DICOM, Form.PHOTOGRAPH: Kind.PHOTOGRAPH, Form.DOCUMENT: Kind.DOCUMENT}


def view(
    store: Storage,
    actor: Actor,
    project: str,
    ref: PictureRef,
    *,
    zone: ZoneInfo,
    desk: Desk[PictureGrant] = DESK,
) -> PictureView:
    """What a page shows of one file. Raises Forbidden, StaleVersion, StepRefused."""
    found = opened(store, actor, project, ref, zone=zone)
    plain = PictureView(
        ref=ref,
        kind=Kind.OTHER,
        alt=found.alt,
        size=found.file.size,
        takes=allowed(actor, Action.SEE_ORIGINALS),
        ask=whom_to_ask(Action.SEE_ORIGINALS),
    )
    try:
        told = _facts(store, project, found.run, found.file)
    except PictureRefused as refused:
        return replace(plain, refused=(refused.found, refused.do))
    (address,) = issue(store, PictureGrant(project, actor, found.run, ref, until(store)), desk=desk)
    return replace(
        plain,
        kind=_KINDS[told.form],
        address=address,
        frames=told.frames,
        low=told.low,
        high=told.high,
        window=told.window,
        presets=told.presets,
    )


@lru_cache(maxsize=512)
def _facts(store: Storage, project: str, run: str, file: RunFile) -> Facts:
    """A file of a run never changes. Numbers, and nothing of a person; what is refused is tried again."""
    return drawn(bytes_of(store, project, run, file), Wanted(width=NARROWEST)).facts


def picture(store: Storage, grant: PictureGrant, wanted: Wanted, *, zone: ZoneInfo) -> Picture:
    """The picture that was granted. Raises Forbidden, PictureRefused, and StepRefused after another run."""
    found = opened(store, grant.actor, grant.project, grant.ref, zone=zone)
    if found.run != grant.run:
        raise unknown()
    return drawn(bytes_of(store, grant.project, found.run, found.file), wanted)
