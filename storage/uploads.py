"""Originals, as received, for ever (law 4): sealed, known by their SHA-256, stored once, never changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from core.tables import Upload
from storage.audit import Audit
from storage.audit_events import AuditEvent
from storage.blobs import BlobStore, missing
from storage.keys import KeyRing, Sensitivity
from storage.models import UploadRecord
from storage.sealed_blobs import open_sealed, put_sealed
from storage.sealing import Bound, chunks
from storage.unit import Unit, absent, field_bound


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
        sha256, size = put_sealed(
            self._unit.blobs,
            ring,
            slices,
            bound=_content_bound(project),
            name=lambda digest: _blob(ring, digest),
        )
        self._unit.lock(project)
        return self._current(project, path, sha256) or self._add(project, path, sha256, size=size, by=by)

    def of(self, project: str) -> list[UploadRow]:
        """Every receipt, oldest first; a path is there once for each time its content changed."""
        statement = (
            select(UploadRecord).where(UploadRecord.project_id == project).order_by(UploadRecord.number)
        )
        return [self._row(record) for record in self._unit.session.scalars(statement)]

    def current(self, project: str) -> list[UploadRow]:
        """What counts now: of each path the content received last, in path order."""
        newest = {row.path: row for row in self.of(project)}
        return [newest[path] for path in sorted(newest)]

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

    def batch(self, project: str) -> tuple[Upload, ...]:
        """The current uploads as the engine takes them; they may be opened after the transaction's end."""
        ring = self._unit.ring(project)
        return tuple(_as_upload(self._unit.blobs, ring, row) for row in self.current(project))

    def _current(self, project: str, path: str, sha256: str) -> UploadRow | None:
        """The receipt that counts under `path`, where it is of this very content."""
        ring = self._unit.ring(project)
        newest = self._unit.session.scalars(
            select(UploadRecord)
            .where(
                UploadRecord.project_id == project,
                UploadRecord.path_index == ring.index("upload.path", path),
            )
            .order_by(UploadRecord.number.desc())
            .limit(1)
        ).first()
        same = newest is not None and newest.blob == _blob(ring, sha256)
        return self._row(newest) if newest is not None and same else None

    def _add(self, project: str, path: str, sha256: str, *, size: int, by: str) -> UploadRow:
        unit, ring = self._unit, self._unit.ring(project)
        row = UploadRow(unit.new_id(), project, path, sha256, size, unit.clock(), by, new=True)
        if unit.blobs.find(_blob(ring, sha256)) is None:
            raise missing()
        unit.session.add(
            UploadRecord(
                id=row.id,
                project_id=project,
                number=unit.next(UploadRecord.number, UploadRecord.project_id == project),
                path=unit.seal(path, field_bound(project, "upload.path", row.id)),
                path_index=ring.index("upload.path", path),
                sha256=unit.seal(sha256, field_bound(project, "upload.sha256", row.id)),
                size=size,
                blob=_blob(ring, sha256),
                received_at=row.received_at,
                by=unit.seal(by, field_bound(project, "upload.by", row.id)),
            )
        )
        unit.session.flush()
        facts = {"upload": row.id, "path": path, "sha256": sha256, "size": size}
        self._audit.append(project, AuditEvent.UPLOAD_RECEIVED, by, facts)
        return row

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
    return Upload(row.path, row.sha256, row.size, lambda: b"".join(_open(blobs, ring, row)))


def _open(blobs: BlobStore, ring: KeyRing, upload: UploadRow) -> Iterator[bytes]:
    bound, name = _content_bound(upload.project), _blob(ring, upload.sha256)
    return open_sealed(blobs, ring, name, bound=bound, sha256=upload.sha256)


def _content_bound(project: str) -> Bound:
    """Nobody has classed an original yet, so it is of the most restrictive class."""
    return Bound(project, "upload", Sensitivity.RESTRICTED)


def _blob(ring: KeyRing, sha256: str) -> str:
    return ring.blob_name("upload", sha256)
