"""Uploads under way, slice by slice: what has come stays, whatever cuts the line (laws 4 and 7).

Each slice is sealed as a blob of its own as it comes and is never in clear on a disk. When all of them are
there, they are opened one after the other into one sealed original, in memory a block at a time. Until then
nothing of them is an upload: no page shows them, no run reads them, and after a day the sweeper takes them.
The audit event is the receipt's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import delete, func, select

from storage.canonical import canonical
from storage.errors import DigestDiffers, OffsetDiffers
from storage.keys import Sensitivity
from storage.models import UploadRecord
from storage.models_slices import BegunRecord, SliceRecord
from storage.sealed_blobs import open_sealed, put_sealed
from storage.sealing import Bound, chunks
from storage.unit import Unit, absent, field_bound
from storage.uploads import UploadRow, Uploads


@dataclass(frozen=True)
class Begun:
    """offset: bytes that have come. upload: the receipt's id, once the whole was received."""

    id: str
    project: str
    path: str = field(repr=False)
    by: str = field(repr=False)
    size: int
    offset: int
    upload: str | None = None

    @property
    def left(self) -> int:
        return self.size - self.offset


@dataclass(frozen=True)
class Slice:
    """sha256: hex, of what came."""

    start: int
    size: int
    sha256: str = field(repr=False)
    blob: str


class Slices:
    def __init__(self, unit: Unit, uploads: Uploads) -> None:
        self._unit = unit
        self._uploads = uploads

    def begin(
        self, project: str, path: str, by: str, *, size: int, stamp: str = "", anew: bool = False
    ) -> Begun:
        """The same person bringing the same file (path, size, stamp) goes on where it was cut.

        stamp: when the file was changed last, as its browser tells. anew: what has come is forgotten.
        """
        unit = self._unit
        told = unit.ring(project).index("slices.told", canonical(by, path, size, stamp).hex())
        unit.lock(project)
        open_ones = select(BegunRecord).where(
            BegunRecord.project_id == project, BegunRecord.told == told, BegunRecord.upload_id.is_(None)
        )
        found = unit.session.scalars(open_ones).first()
        if found is not None and anew:
            self._drop(found)
        elif found is not None:
            return self._begun(found)
        return self._begun(self._add(project, path, by, size=size, told=told))

    def find(self, project: str, upload: str, by: str) -> Begun:
        """Raises NotStored, word for word the same of one of another project or another person."""
        begun = self._begun(self._record(project, upload))
        if begun.by != by:
            raise absent("upload")
        return begun

    def of(self, begun: Begun) -> list[Slice]:
        """What has come, in order."""
        statement = select(SliceRecord).where(SliceRecord.begun_id == begun.id).order_by(SliceRecord.start)
        return [self._slice(record) for record in self._unit.session.scalars(statement)]

    def add(self, begun: Begun, content: bytes, *, start: int) -> Begun:
        """Stores the slice that begins at `start`. Raises OffsetDiffers where that is not where it goes on.

        Sealed and stored before the transaction begins, so that a disk that is slow blocks nobody.
        """
        unit, project = self._unit, begun.project
        ring, bound = unit.ring(project), _bound(begun, start)
        named = partial(ring.blob_name, "slice", begun.id, start)
        sha256, size = put_sealed(unit.blobs, ring, chunks(content), bound=bound, name=named)
        unit.lock(project)
        record = self._record(project, begun.id)
        now = self._begun(record)
        if now.offset != start or now.upload is not None or start + size > now.size:
            raise OffsetDiffers(now.offset)
        row = f"{begun.id}/{start}"
        unit.session.add(
            SliceRecord(
                begun_id=begun.id,
                start=start,
                project_id=project,
                size=size,
                sha256=unit.seal(sha256, field_bound(project, "upload_slice.sha256", row)),
                blob=named(sha256),
            )
        )
        record.changed_at = unit.clock()
        unit.session.flush()
        return self._begun(record)

    def finish(self, begun: Begun, slices: Sequence[Slice], *, sha256: str = "") -> UploadRow:
        """Makes one original of all slices. sha256: hex, where the sender knows it; raises DigestDiffers.

        The blobs of the slices are no longer named after; `forget` removes them when that is committed.
        """
        whole = (block for each in slices for block in self._open(begun, each))
        row = self._uploads.receive_stream(begun.project, begun.path, whole, begun.by)
        if sha256 and row.sha256 != sha256:
            raise DigestDiffers
        record = self._record(begun.project, begun.id)
        record.upload_id = row.id
        self._unit.session.execute(delete(SliceRecord).where(SliceRecord.begun_id == begun.id))
        self._unit.session.flush()
        return row

    def forget(self, slices: Sequence[Slice]) -> None:
        """Removes blobs that no row names any more. Whatever is left, the sweeper takes."""
        for each in slices:
            self._unit.blobs.delete(each.blob)

    def used(self, project: str) -> int:
        """Bytes of every receipt of the project and of every slice that has come."""
        sums = (
            select(func.coalesce(func.sum(UploadRecord.size), 0)).where(UploadRecord.project_id == project),
            select(func.coalesce(func.sum(SliceRecord.size), 0)).where(SliceRecord.project_id == project),
        )
        return sum(int(self._unit.session.scalar(each) or 0) for each in sums)

    def _open(self, begun: Begun, part: Slice) -> Iterator[bytes]:
        ring, bound = self._unit.ring(begun.project), _bound(begun, part.start)
        return open_sealed(self._unit.blobs, ring, part.blob, bound=bound, sha256=part.sha256)

    def _add(self, project: str, path: str, by: str, *, size: int, told: bytes) -> BegunRecord:
        unit = self._unit
        new = unit.new_id()
        record = BegunRecord(
            id=new,
            project_id=project,
            told=told,
            path=unit.seal(path, field_bound(project, "begun_upload.path", new)),
            by=unit.seal(by, field_bound(project, "begun_upload.by", new)),
            size=size,
            changed_at=unit.clock(),
        )
        unit.session.add(record)
        unit.session.flush()
        return record

    def _drop(self, record: BegunRecord) -> None:
        self._unit.session.execute(delete(SliceRecord).where(SliceRecord.begun_id == record.id))
        self._unit.session.delete(record)
        self._unit.session.flush()

    def _record(self, project: str, upload: str) -> BegunRecord:
        record = self._unit.session.get(BegunRecord, upload)
        if record is None or record.project_id != project:
            raise absent("upload")
        return record

    def _begun(self, record: BegunRecord) -> Begun:
        unit, project = self._unit, record.project_id
        came = select(func.coalesce(func.sum(SliceRecord.size), 0)).where(SliceRecord.begun_id == record.id)
        return Begun(
            record.id,
            project,
            unit.open(record.path, field_bound(project, "begun_upload.path", record.id)),
            unit.open(record.by, field_bound(project, "begun_upload.by", record.id)),
            record.size,
            record.size if record.upload_id else int(unit.session.scalar(came) or 0),
            record.upload_id,
        )

    def _slice(self, record: SliceRecord) -> Slice:
        row = field_bound(record.project_id, "upload_slice.sha256", f"{record.begun_id}/{record.start}")
        return Slice(record.start, record.size, self._unit.open(record.sha256, row), record.blob)


def _bound(begun: Begun, start: int) -> Bound:
    """Of the same door as originals (ADR 30), and of one place in one upload."""
    return slice_bound(begun.project, begun.id, start)


def slice_bound(project: str, upload: str, start: int) -> Bound:
    return Bound(project, "upload", Sensitivity.RESTRICTED, part=f"{upload}/{start}")
