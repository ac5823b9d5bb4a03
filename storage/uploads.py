"""Originals, as received, for ever (law 4): sealed, known by their SHA-256, stored once, never changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from sqlalchemy import select

from core.tables import Upload
from storage.audit import Audit
from storage.audit_events import AuditEvent
from storage.blobs import BlobStore, missing
from storage.keys import KeyRing, Sensitivity
from storage.models import UploadRecord
from storage.sealed_blobs import open_sealed, put_sealed
from storage.sealing import Bound, chunks
from storage.set_aside import set_aside
from storage.unit import Unit, absent, field_bound

_SIDE_BY_SIDE = 16
"""Small files that are sealed and flushed to the disk at once."""


@dataclass(frozen=True)
class UploadRow:
    """path: as given, "/"-separated. sha256: hex, of the content. size: bytes. by: who uploaded it.

    new: whether this very call stored it; False for what was there before.
    """

    id: str
    project: str
    path: str = field(repr=False)
    sha256: str = field(repr=False)
    size: int
    received_at: datetime
    by: str = field(repr=False)
    new: bool = field(default=False, compare=False)


class Uploads:
    def __init__(self, unit: Unit, audit: Audit) -> None:
        self._unit = unit
        self._audit = audit

    def receive(self, project: str, path: str, content: bytes, by: str) -> UploadRow:
        """Stores one file. What already counts under the path, received again, gives the row that is there.

        Content that another one had taken the place of gets a receipt of its own, and counts again.
        """
        return self.receive_stream(project, path, chunks(content), by)

    def receive_stream(self, project: str, path: str, slices: Iterable[bytes], by: str) -> UploadRow:
        """As `receive`, from slices of any size; holds one slice and one block in memory.

        The bytes are sealed and stored before the transaction begins, so a slow sender blocks nobody.
        """
        ring = self._unit.ring(project)
        sha256, size = _put_slices(self._unit.blobs, ring, slices)
        self._unit.lock(project)
        return self._current(project, path, sha256) or self._add(project, path, sha256, size=size, by=by)

    def holds(self, project: str, path: str, sha256: str) -> bool:
        """Whether this very content is what counts under `path`, and is there: it need not come again."""
        ring = self._unit.ring(project)
        there = self._current(project, path, sha256)
        return there is not None and self._unit.blobs.find(_blob(ring, sha256)) is not None

    def receive_each(self, project: str, files: Sequence[tuple[str, bytes]], by: str) -> list[UploadRow]:
        """As `receive` for many small files, (path, content) with no path twice: sealed side by side, since
        a disk is waited for with each, and written as one transaction.
        """
        unit, ring = self._unit, self._unit.ring(project)
        with ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
            sealed = list(pool.map(partial(_put, unit.blobs, ring), (content for _, content in files)))
            unit.lock(project)
            newest = self._newest(project, [ring.index("upload.path", path) for path, _ in files])
            came = [(path, *each) for (path, _), each in zip(files, sealed, strict=True)]
            known = {path: newest.get(ring.index("upload.path", path)) for path, _ in files}
            new = [each for each in came if not _is(known[each[0]], _blob(ring, each[1]))]
            if not all(pool.map(unit.blobs.find, (_blob(ring, sha256) for _, sha256, _ in new))):
                raise missing()
        added = {row.path: row for row in self._add_each(project, new, by=by)}
        kept = {path: self._row(row) for path, row in known.items() if row is not None and path not in added}
        return [{**kept, **added}[path] for path, _ in files]

    def counting(self, project: str, paths: Sequence[str]) -> int:
        """Under how many of `paths` something was received."""
        ring = self._unit.ring(project)
        return len(self._newest(project, [ring.index("upload.path", path) for path in paths]))

    def of(self, project: str) -> list[UploadRow]:
        """Every receipt, oldest first; a path is there once for each time its content changed."""
        return [self._row(record) for record in self._records(project)]

    def of_ids(self, project: str, uploads: Iterable[str]) -> list[UploadRow]:
        """Those, oldest first, by one statement however many. Raises NotStored as `get` does."""
        wanted = set(uploads)
        found = [self._row(record) for record in self._records(project) if record.id in wanted]
        if len(found) < len(wanted):
            raise absent("upload")
        return found

    def _records(self, project: str) -> Iterable[UploadRecord]:
        of_project = select(UploadRecord).where(UploadRecord.project_id == project)
        return self._unit.session.scalars(of_project.order_by(UploadRecord.number))

    def current(self, project: str) -> list[UploadRow]:
        """What counts now: of each path the content received last, in path order, but for what people have
        set aside (storage.upload_words).
        """
        aside = set_aside(self._unit, project)
        newest = {row.path: row for row in self.of(project)}
        return [newest[path] for path in sorted(newest) if newest[path].id not in aside]

    def get(self, project: str, upload: str) -> UploadRow:
        """Raises NotStored, of an upload of another project too."""
        record = self._unit.session.get(UploadRecord, upload)
        if record is None or record.project_id != project:
            raise absent("upload")
        return self._row(record)

    def open(self, upload: UploadRow) -> bytes:
        """The whole content, proven to be what was received."""
        return b"".join(self.open_stream(upload))

    def open_stream(self, upload: UploadRow) -> Iterator[bytes]:
        """The content in blocks of at most 1 MiB. Its digest is proven with the last one."""
        return _open(self._unit.blobs, self._unit.ring(upload.project), upload)

    def as_given(self, row: UploadRow) -> Upload:
        """One upload as the engine takes it; it may be opened after the transaction's end."""
        return _as_upload(self._unit.blobs, self._unit.ring(row.project), row)

    def batch(self, project: str) -> tuple[Upload, ...]:
        """The current uploads as the engine takes them; they may be opened after the transaction's end."""
        ring = self._unit.ring(project)
        return tuple(_as_upload(self._unit.blobs, ring, row) for row in self.current(project))

    def _current(self, project: str, path: str, sha256: str) -> UploadRow | None:
        """The receipt that counts under `path`, where it is of this very content."""
        ring = self._unit.ring(project)
        index = ring.index("upload.path", path)
        newest = self._newest(project, [index]).get(index)
        return self._row(newest) if newest is not None and _is(newest, _blob(ring, sha256)) else None

    def _newest(self, project: str, indexes: Sequence[bytes]) -> dict[bytes, UploadRecord]:
        """Of each path, by its index, the receipt that counts, if one does."""
        statement = (
            select(UploadRecord)
            .where(UploadRecord.project_id == project, UploadRecord.path_index.in_(indexes))
            .order_by(UploadRecord.number)
        )
        aside = set_aside(self._unit, project)
        newest = {record.path_index: record for record in self._unit.session.scalars(statement)}
        return {index: record for index, record in newest.items() if record.id not in aside}

    def _add(self, project: str, path: str, sha256: str, *, size: int, by: str) -> UploadRow:
        if self._unit.blobs.find(_blob(self._unit.ring(project), sha256)) is None:
            raise missing()
        (row,) = self._add_each(project, [(path, sha256, size)], by=by)
        return row

    def _add_each(self, project: str, came: Sequence[tuple[str, str, int]], *, by: str) -> list[UploadRow]:
        """came: (path, sha256, size) of content whose blob is there."""
        unit = self._unit
        rows = [
            UploadRow(unit.new_id(), project, path, sha256, size, unit.clock(), by, new=True)
            for path, sha256, size in came
        ]
        first = unit.next(UploadRecord.number, UploadRecord.project_id == project)
        unit.session.add_all(self._record(row, number) for number, row in enumerate(rows, start=first))
        unit.session.flush()
        facts = [{"upload": r.id, "path": r.path, "sha256": r.sha256, "size": r.size} for r in rows]
        self._audit.append_each(project, AuditEvent.UPLOAD_RECEIVED, by, facts)
        return rows

    def _record(self, row: UploadRow, number: int) -> UploadRecord:
        unit, project, ring = self._unit, row.project, self._unit.ring(row.project)
        return UploadRecord(
            id=row.id,
            project_id=project,
            number=number,
            path=unit.seal(row.path, field_bound(project, "upload.path", row.id)),
            path_index=ring.index("upload.path", row.path),
            sha256=unit.seal(row.sha256, field_bound(project, "upload.sha256", row.id)),
            size=row.size,
            blob=_blob(ring, row.sha256),
            received_at=row.received_at,
            by=unit.seal(row.by, field_bound(project, "upload.by", row.id)),
        )

    def _row(self, record: UploadRecord) -> UploadRow:
        project, unit = record.project_id, self._unit
        return UploadRow(
            record.id,
            project,
            unit.open(record.path, field_bound(project, "upload.path", record.id)),
            unit.open(record.sha256, field_bound(project, "upload.sha256", record.id)),
            record.size,
            record.received_at,
            unit.open(record.by, field_bound(project, "upload.by", record.id)),
        )


def _as_upload(blobs: BlobStore, ring: KeyRing, row: UploadRow) -> Upload:
    def slices() -> Iterator[bytes]:
        return _open(blobs, ring, row)

    return Upload(row.path, row.sha256, row.size, lambda: b"".join(slices()), slices)


def _open(blobs: BlobStore, ring: KeyRing, upload: UploadRow) -> Iterator[bytes]:
    bound, name = _content_bound(upload.project), _blob(ring, upload.sha256)
    return open_sealed(blobs, ring, name, bound=bound, sha256=upload.sha256)


def _put(blobs: BlobStore, ring: KeyRing, content: bytes) -> tuple[str, int]:
    return _put_slices(blobs, ring, chunks(content))


def _put_slices(blobs: BlobStore, ring: KeyRing, slices: Iterable[bytes]) -> tuple[str, int]:
    """SHA-256 (hex) and size of what was sealed and stored."""
    bound, named = _content_bound(ring.project), partial(_blob, ring)
    return put_sealed(blobs, ring, slices, bound=bound, name=named)


def _is(record: UploadRecord | None, blob: str) -> bool:
    return record is not None and record.blob == blob


def _content_bound(project: str) -> Bound:
    """Nobody has classed an original yet, so it is of the most restrictive class."""
    return Bound(project, "upload", Sensitivity.RESTRICTED)


def _blob(ring: KeyRing, sha256: str) -> str:
    return ring.blob_name("upload", sha256)
