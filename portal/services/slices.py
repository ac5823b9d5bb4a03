"""Bringing files in by our own route: begin, slice after slice, finish; small ones together (laws 4, 7).

Each asks for authority, and for room, every time. An upload under way is its person's alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from core.errors import ChartbridgeError
from portal.permissions import Action, Actor, authorise
from portal.services.looking import ask_to_look
from portal.services.uploads import told_apart
from portal.upload_grants import PATH, UploadGrant, issue, until
from portal.viewmodels.uploads import Bringing, Dropped, Receipt
from portal.wording import bringing as words
from storage import Begun, Storage, Work
from storage.errors import OffsetDiffers

SLICE = 4 << 20
"""Bytes of a slice, and of a batch of small files: what one stream holds in memory."""
MOST_AT_ONCE = 1_000
"""Files of a batch."""
LONGEST_PATH = 1_000
_MEGABYTE = 1 << 20


class NoRoom(ChartbridgeError):
    """A file that is larger than one may be, or more than the project may hold."""

    kind = "no_room"


@dataclass(frozen=True)
class Limits:
    """In bytes. file: of one file. project: of everything that was brought into a project."""

    file: int
    project: int


@dataclass(frozen=True)
class Came:
    """Where an upload stands. slices: size and SHA-256 (hex) of each, so that its sender can compare."""

    begun: Begun
    slices: tuple[tuple[int, str], ...]


def granted(store: Storage, actor: Actor, project: str) -> Bringing:
    """What a page hands its browser to begin uploads with."""
    authorise(actor, Action.UPLOAD, project)
    grant = issue(store, UploadGrant(project, actor, until(store)))
    return Bringing(f"{PATH}/{project}", grant)


def begin(
    store: Storage,
    actor: Actor,
    project: str,
    *,
    path: str,
    size: int,
    stamp: str = "",
    anew: bool = False,
    limits: Limits,
) -> Came:
    """The upload of this file by this person, where it was cut or from its start. Raises NoRoom."""
    authorise(actor, Action.UPLOAD, project)
    with store.begin() as work:
        begun = work.slices.begin(project, checked(path), actor.name, size=size, stamp=stamp, anew=anew)
        refuse_beyond(work, project, limits, more=begun.left, largest=size)
        return Came(begun, tuple((each.size, each.sha256) for each in work.slices.of(begun)))


def held(store: Storage, actor: Actor, project: str, upload: str) -> Begun:
    """Raises NotStored, of another person's and of another project's too."""
    authorise(actor, Action.UPLOAD, project)
    with store.read() as work:
        return work.slices.find(project, upload, actor.name)


def take(
    store: Storage, actor: Actor, project: str, upload: str, *, start: int, content: bytes, limits: Limits
) -> Begun:
    """Raises OffsetDiffers where the slice is not the next one, and NoRoom."""
    authorise(actor, Action.UPLOAD, project)
    with store.read() as work:
        begun = work.slices.find(project, upload, actor.name)
        if begun.offset != start or begun.upload is not None:
            raise OffsetDiffers(begun.offset)
        refuse_beyond(work, project, limits, more=len(content), largest=begun.size)
    with store.begin() as work:
        return work.slices.add(begun, content, start=start)


def finish(store: Storage, actor: Actor, project: str, upload: str, *, sha256: str = "") -> Mapping[str, Any]:
    """The receipt of the whole: its digest as the store computed it. Asked again, the same.

    sha256: hex, where its sender knows it. Raises OffsetDiffers where something is left to come, and
    DigestDiffers.
    """
    authorise(actor, Action.UPLOAD, project)
    with store.read() as work:
        begun = work.slices.find(project, upload, actor.name)
        if begun.upload is not None:
            row = work.uploads.get(project, begun.upload)
            return {"sha256": row.sha256, "size": row.size, "new": row.new}
        if begun.left:
            raise OffsetDiffers(begun.offset)
        slices = work.slices.of(begun)
    with store.begin() as work:
        row = work.slices.finish(begun, slices, sha256=sha256)
    with store.read() as work, suppress(ChartbridgeError):
        work.slices.forget(slices)
    return {"sha256": row.sha256, "size": row.size, "new": row.new}


def take_batch(
    store: Storage, actor: Actor, project: str, files: Sequence[Dropped], *, limits: Limits
) -> Receipt:
    """Small files, all of them or none. Raises NoRoom."""
    authorise(actor, Action.UPLOAD, project)
    told = told_apart([Dropped(checked(file.path), file.content) for file in files])
    largest = max((len(file.content) for file in told), default=0)
    with store.begin() as work:
        refuse_beyond(work, project, limits, more=sum(len(file.content) for file in told), largest=largest)
    with store.begin() as work:
        before = work.uploads.counting(project, [file.path for file in told])
        rows = work.uploads.receive_each(project, [(f.path, f.content) for f in told], actor.name)
    new = sum(row.new for row in rows)
    known = len(rows) - new
    return Receipt(new=new, known=known, replacing=max(0, before - known))


def brought(store: Storage, actor: Actor, project: str) -> None:
    """Everything of a drop has come: one look at it is queued."""
    authorise(actor, Action.UPLOAD, project)
    with store.begin() as work:
        if work.uploads.current(project):
            ask_to_look(work, project, by=actor.name)


def checked(path: str) -> str:
    """As the browser gave it: "/"-separated, with no way out of its folder."""
    steps = [step for step in path.replace("\\", "/").split("/") if step not in ("", ".", "..")]
    return "/".join(steps)[-LONGEST_PATH:] or "unnamed"


def refuse_beyond(work: Work, project: str, limits: Limits, *, more: int, largest: int) -> None:
    """Raises NoRoom. more: bytes that are to come beside what is there. largest: of the largest file."""
    if largest > limits.file:
        found, do = words.TOO_LARGE.format(limits.file // _MEGABYTE), words.TOO_LARGE_DO
        raise NoRoom(place="this file", found=found, do=do)
    if work.slices.used(project) + more > limits.project:
        found = words.NO_ROOM.format(limits.project // _MEGABYTE)
        raise NoRoom(place="this project", found=found, do=words.NO_ROOM_DO)
