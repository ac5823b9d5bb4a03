"""The sealed blobs of a store, copied elsewhere and back: the data plane's half of a backup.

What is copied stays sealed, so a copy is worth nothing without the master key (law 7). Blobs never change
under their name; one that is there already is not copied again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.anchors import FOLDER, STAYS
from storage.blobs import BlobStore, StoredBlob
from storage.database import for_reading
from storage.models import AuditRecord
from storage.opening import Storage

PIECE = 1 << 20


@dataclass(frozen=True)
class Copied:
    """new: blobs copied. there: those that were there already.

    ahead: anchors left out on the way back, of events that the database does not have: it is older than
    they are, and what was done in between is lost.
    """

    new: int
    there: int
    ahead: int = 0


def copy_out(storage: Storage, target: BlobStore) -> Copied:
    """Copy the database first: whatever it names is then among the blobs, which are stored before it."""
    return _copied(storage.blobs, target, list(storage.blobs.list()), until=storage.clock() + STAYS)


def copy_in(storage: Storage, source: BlobStore) -> Copied:
    """Bring the database back first: its last events decide which anchors are of it."""
    heads = _heads(storage)
    every = list(source.list())
    wanted = [blob for blob in every if not _is_ahead(blob.name, heads)]
    copied = _copied(source, storage.blobs, wanted, until=storage.clock() + STAYS)
    return Copied(copied.new, copied.there, len(every) - len(wanted))


def _copied(source: BlobStore, target: BlobStore, blobs: list[StoredBlob], *, until: datetime) -> Copied:
    new = 0
    for blob in blobs:
        found = target.find(blob.name)
        if found is None or found.size != blob.size:
            _copy(source, target, blob.name, until=until)
            new += 1
    return Copied(new, len(blobs) - new)


def _copy(source: BlobStore, target: BlobStore, name: str, *, until: datetime) -> None:
    with source.read(name) as stream:
        if name.startswith(f"{FOLDER}/"):
            target.put_to_stay(name, stream.read(), until=until)
            return
        with target.writer() as writer:
            for piece in iter(lambda: stream.read(PIECE), b""):
                writer.write(piece)
            writer.commit(name)


def _heads(storage: Storage) -> dict[str, int]:
    newest = select(AuditRecord.project_id, func.max(AuditRecord.seq)).group_by(AuditRecord.project_id)
    with Session(for_reading(storage.engine)) as session:
        return dict(session.execute(newest).all())


def _is_ahead(name: str, heads: dict[str, int]) -> bool:
    folder, _, rest = name.partition("/")
    project, _, seq = rest.partition("/")
    return folder == FOLDER and int(seq) > heads.get(project, 0)
