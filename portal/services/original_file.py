"""One file as it came, taken along: the bytes that were received, to the last one (law 4)."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from core.sources.recognition import Format, recognise
from portal.permissions import Action, Actor, authorise
from portal.services.picture_access import opened
from portal.services.stored_bytes import bytes_of
from portal.viewmodels.picture import PictureRef
from storage import AuditEvent, Storage

_PIECE = 1 << 20
_ENDINGS = {Format.DICOM: ".dcm", Format.PDF: ".pdf", Format.TEXT: ".txt"}
_PICTURES = {"JPEG picture": ".jpg", "PNG picture": ".png", "TIFF picture": ".tif", "BMP picture": ".bmp"}


def write(store: Storage, actor: Actor, project: str, ref: PictureRef, *, zone: ZoneInfo) -> Iterator[bytes]:
    """Pieces of the file. Raises Forbidden before the first; that it was taken is an event of its own."""
    authorise(actor, Action.SEE_ORIGINALS, project)
    found = opened(store, actor, project, ref, zone=zone)
    content = bytes_of(store, project, found.run, found.file)
    with store.begin() as work:
        facts = {"file": found.file.path, "whole": True, "taken": True}
        work.audit.append(project, AuditEvent.UPLOAD_OPENED, actor.name, facts)
    return (content[at : at + _PIECE] for at in range(0, max(len(content), 1), _PIECE))


def ending(first: bytes) -> str:
    """How the name of a file that begins like this ends; its own name may say whose it is."""
    seen = recognise(first)
    return _PICTURES.get(seen.label) or _ENDINGS.get(seen.format, ".bin")
