"""Runs: published whole or not at all, and never twice with different results (law 3).

Blocks are written aside and read back first; one transaction then makes the run visible. A publish that
was stopped leaves blobs that no row names, which the sweeper removes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import polars as pl
from sqlalchemy import select

from storage.audit import Audit
from storage.audit_events import AuditEvent
from storage.canonical import from_json_bytes, to_bytes, to_json_bytes, to_text
from storage.errors import RunDiffers
from storage.keys import Sensitivity
from storage.models import BlockRecord, PartRecord, RunRecord
from storage.parts import (
    Framed,
    Part,
    Place,
    StoredBlock,
    blocks_of,
    prove,
    read_block,
    store_part,
)
from storage.run_blocks import AlikeParts, blocks_alike, opened_block
from storage.run_parts import Written, add_parts
from storage.sealing import Bound
from storage.stored_part import StoredPart
from storage.unit import Unit, absent, field_bound


@dataclass(frozen=True)
class RunRow:
    """run, result: hex digests (contracts, section 3). closes: whether both sums do. summary: section 4."""

    run: str
    result: str
    created_at: datetime
    closes: bool
    summary: dict[str, Any] = field(repr=False)
    mapping_version: int | None
    by: str = field(repr=False)


@dataclass(frozen=True)
class PartRow:
    """One part of a published run. name may hold a file's name."""

    name: str = field(repr=False)
    sensitivity: str
    rows: int


Proven = set[tuple[Bound, str, str]]
"""Blobs that were read to their end: what each is sealed for, its name, and the SHA-256 of its plaintext."""


class Runs:
    def __init__(self, unit: Unit, audit: Audit) -> None:
        self._unit = unit
        self._audit = audit

    def publish(
        self,
        project: str,
        *,
        run: str,
        result: str,
        parts: Iterable[Part | Framed],
        summary: Mapping[str, Any],
        mapping_version: int | None,
        by: str,
        alike: str | None = None,
    ) -> RunRow:
        """Makes a run visible. Again with the same result: proves what is stored and adds nothing.

        summary["closes"] says whether both sums close. Raises RunDiffers where the run was published with
        another result. alike: the digest of an earlier run, whose blocks are shared where they were made of
        the same (ADR 60). Call it first in its transaction: the write lock is taken only when all is written.
        The tree over the log is made when somebody needs its root (storage/log_proofs.py).
        """
        written = self._written(project, run, parts, alike=alike)
        self._unit.lock(project)
        existing = self._record(project, run)
        if existing is not None:
            return self._same(existing, result, written, mapping_version)
        closes, told = bool(summary["closes"]), dict(summary)
        row = RunRow(run, result, self._unit.clock(), closes, told, mapping_version, by)
        self._add(project, row, written)
        return row

    def confirm(self, project: str, run: str, facts: Mapping[str, Any], *, by: str) -> None:
        """Adds to the summary of a run that it was made once more, and leaves an event. Raises NotStored."""
        self.tell_more(project, run, facts)
        result = self.get(project, run).result
        self._audit.append(project, AuditEvent.RUN_CONFIRMED, by, {"run": run, "result": result})

    def tell_more(self, project: str, run: str, facts: Mapping[str, Any]) -> None:
        """Adds to the summary of a run what follows from it alone. Raises NotStored."""
        record = self._published(project, run)
        told = to_text(to_json_bytes({**self._row(record).summary, **facts}))
        record.summary = self._unit.seal(told, field_bound(project, "run.summary", record.id))
        self._unit.session.flush()

    def of(self, project: str) -> list[RunRow]:
        """Newest first."""
        statement = select(RunRecord).where(RunRecord.project_id == project).order_by(RunRecord.number.desc())
        return [self._row(record) for record in self._unit.session.scalars(statement)]

    def get(self, project: str, run: str) -> RunRow:
        """Raises NotStored."""
        return self._row(self._published(project, run))

    def parts(self, project: str, run: str) -> list[PartRow]:
        """In the order they were published in."""
        record = self._published(project, run)
        statement = select(PartRecord).where(PartRecord.run_id == record.id).order_by(PartRecord.number)
        return [self._part_row(project, part) for part in self._unit.session.scalars(statement)]

    def opens(self, part: PartRow) -> bool:
        """Whether this unit of work opens parts of that name and class at all."""
        place = Place("", "", part.name, part.sensitivity)
        return self._unit.opened.opens(place.bound(0))

    def open_part(self, project: str, run: str, name: str, sensitivity: str) -> pl.DataFrame:
        """The frame as it was published. Raises NotStored."""
        return pl.concat(self.blocks(project, run, name, sensitivity), how="vertical")

    def blocks(self, project: str, run: str, name: str, sensitivity: str) -> Iterator[pl.DataFrame]:
        """The frame in its fixed row ranges, one in memory at a time."""
        place = Place(project, run, name, sensitivity)
        ring = self._unit.ring(project)
        for block in self._blocks(place, self._part(place)):
            yield read_block(self._unit.blobs, ring, place, block=block)

    def open_rows(
        self, project: str, run: str, name: str, sensitivity: str, *, start: int, count: int
    ) -> pl.DataFrame:
        """Rows `start` (0-based) to `start + count`, opening only the blocks that hold them."""
        return self.stored(project, run, name, sensitivity).rows(start, count)

    def stored(self, project: str, run: str, name: str, sensitivity: str) -> StoredPart:
        """A part of which rows will be opened many times. Raises NotStored."""
        place = Place(project, run, name, sensitivity)
        blocks = tuple(self._blocks(place, self._part(place)))
        return StoredPart(self._unit.blobs, self._unit.ring(project), place, blocks)

    def verify(self, project: str, run: str, *, proven: Proven | None = None) -> None:
        """Reads every block of a run to its end; raises SealBroken or BlobMissing where one is not whole.

        proven: blobs that need no reading since they were read before; those of this run are added to it.
        """
        ring, seen = self._unit.ring(project), set() if proven is None else proven
        for part in self.parts(project, run):
            place = Place(project, run, part.name, part.sensitivity)
            for block in self._blocks(place, self._part(place)):
                proof = (place.bound_of(block), block.blob, block.sha256)
                if proof not in seen:
                    prove(self._unit.blobs, ring, place, block=block)
                    seen.add(proof)

    def _written(
        self, project: str, run: str, parts: Iterable[Part | Framed], *, alike: str | None
    ) -> list[Written]:
        """Writes the parts, or only names them where the run is there already."""
        if self._is_there(project, run):
            return [Written(_place(project, run, each), each.height, ()) for each in map(blocks_of, parts)]
        earlier = blocks_alike(self._unit, project, alike)
        return [self._write(project, run, blocks_of(part), earlier) for part in parts]

    def _write(self, project: str, run: str, part: Part, earlier: AlikeParts) -> Written:
        place, ring = _place(project, run, part), self._unit.ring(project)
        alike = earlier.get((place.name, place.sensitivity), {})
        blocks = store_part(self._unit.blobs, ring, place, part=part, alike=alike)
        return Written(place, part.height, tuple(blocks))

    def _is_there(self, project: str, run: str) -> bool:
        """Looked up apart from the unit's transaction, so that writing does not hold its lock."""
        index = self._unit.ring(project).index("run", run)
        statement = select(RunRecord.id).where(RunRecord.project_id == project, RunRecord.run_index == index)
        with self._unit.reading.connect() as connection:
            return connection.scalar(statement) is not None

    def _same(
        self, record: RunRecord, result: str, written: list[Written], mapping_version: int | None
    ) -> RunRow:
        row = self._row(record)
        stored = {(part.name, part.sensitivity): part.rows for part in self.parts(record.project_id, row.run)}
        handed = {(each.place.name, each.place.sensitivity): each.rows for each in written}
        if row.result != result or stored != handed:
            raise _differs()
        self.verify(record.project_id, row.run)
        if mapping_version is not None:
            record.mapping_version = mapping_version
        return replace(row, mapping_version=record.mapping_version)

    def _add(self, project: str, row: RunRow, written: list[Written]) -> None:
        unit, record = self._unit, self._unit.new_id()
        digests = to_text(to_json_bytes({"run": row.run, "result": row.result}))
        summary = to_text(to_json_bytes(row.summary))
        unit.session.add(
            RunRecord(
                id=record,
                project_id=project,
                number=unit.next(RunRecord.number, RunRecord.project_id == project),
                run_index=unit.ring(project).index("run", row.run),
                digests=unit.seal(digests, field_bound(project, "run.digests", record)),
                summary=unit.seal(summary, field_bound(project, "run.summary", record)),
                closes=row.closes,
                mapping_version=row.mapping_version,
                created_at=row.created_at,
                by=unit.seal(row.by, field_bound(project, "run.by", record)),
            )
        )
        unit.session.flush()
        add_parts(unit, record, written)
        facts = {"run": row.run, "result": row.result, "closes": row.closes, "parts": len(written)}
        self._audit.append(project, AuditEvent.RUN_PUBLISHED, row.by, facts)

    def _record(self, project: str, run: str) -> RunRecord | None:
        index = self._unit.ring(project).index("run", run)
        statement = select(RunRecord).where(RunRecord.project_id == project, RunRecord.run_index == index)
        return self._unit.session.scalars(statement).first()

    def _published(self, project: str, run: str) -> RunRecord:
        record = self._record(project, run)
        if record is None:
            raise absent("run")
        return record

    def _part(self, place: Place) -> PartRecord:
        index = self._unit.ring(place.project).index("part.name", place.name)
        statement = select(PartRecord).where(
            PartRecord.run_id == self._published(place.project, place.run).id,
            PartRecord.name_index == index,
            PartRecord.sensitivity == place.sensitivity,
        )
        record = self._unit.session.scalars(statement).first()
        if record is None:
            raise absent("part")
        return record

    def _blocks(self, place: Place, part: PartRecord) -> list[StoredBlock]:
        statement = select(BlockRecord).where(BlockRecord.part_id == part.id).order_by(BlockRecord.number)
        return [opened_block(self._unit, place, record) for record in self._unit.session.scalars(statement)]

    def _part_row(self, project: str, part: PartRecord) -> PartRow:
        name = self._unit.open(part.name, field_bound(project, "part.name", part.id))
        return PartRow(name, part.sensitivity, part.rows)

    def _row(self, record: RunRecord) -> RunRow:
        project, unit = record.project_id, self._unit
        digests = from_json_bytes(
            to_bytes(unit.open(record.digests, field_bound(project, "run.digests", record.id)))
        )
        summary = unit.open(record.summary, field_bound(project, "run.summary", record.id))
        return RunRow(
            digests["run"],
            digests["result"],
            record.created_at,
            record.closes,
            from_json_bytes(to_bytes(summary)),
            record.mapping_version,
            unit.open(record.by, field_bound(project, "run.by", record.id)),
        )


def _place(project: str, run: str, part: Part) -> Place:
    return Place(project, run, part.name, Sensitivity(part.sensitivity).value)


def _differs() -> RunDiffers:
    return RunDiffers(
        place="run",
        found="The same inputs were published before with another result, so one of the two is wrong.",
        do="Nothing was changed. Report it: equal inputs must give equal results.",
    )
