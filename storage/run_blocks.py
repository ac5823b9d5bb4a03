"""The rows of a run's blocks, and what of an earlier run another may share (ADR 60).

A row says, sealed, which run and number its blob was sealed for, so that nobody can point it at another one;
and which run the row is of, so that nobody can move a part that is shared from one run to another.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.blobs import missing
from storage.canonical import from_json_bytes, to_bytes, to_json_bytes, to_text
from storage.errors import SealBroken
from storage.models import BlockRecord, PartRecord, RunRecord
from storage.parts import Alike, Place, StoredBlock
from storage.sealing import broken_seal
from storage.unit import Unit, field_bound

AlikeParts = dict[tuple[str, str], Alike]
"""(name, class) of a part -> its blocks by what they were made of."""
_OF, _RUN, _NUMBER, _MADE_OF = "of", "run", "number", "made_of"


def run_digest(unit: Unit, record: RunRecord) -> str:
    """By which the blobs of a run are bound to it."""
    digests = unit.open(record.digests, field_bound(record.project_id, "run.digests", record.id))
    return str(from_json_bytes(to_bytes(digests))["run"])


def block_record(unit: Unit, place: Place, part: str, block: StoredBlock) -> BlockRecord:
    """part: the id of its row.

    Its blob is looked for once more under the lock: the sweeper deletes under the same lock.
    """
    if unit.blobs.find(block.blob) is None:
        raise missing()
    row, origin = f"{part}/{block.number}", _origin(place, block)
    return BlockRecord(
        part_id=part,
        number=block.number,
        rows=block.rows,
        sha256=unit.seal(block.sha256, field_bound(place.project, "block.sha256", row)),
        origin=unit.seal(origin, field_bound(place.project, "block.origin", row)) if origin else None,
        blob=block.blob,
    )


def _origin(place: Place, block: StoredBlock) -> str:
    """Nothing of a block that is its own run's and that nobody will find alike."""
    if not block.made_of:
        return ""
    told = {_OF: place.run, _RUN: block.sealed_run, _NUMBER: block.sealed_number, _MADE_OF: block.made_of}
    return to_text(to_json_bytes(told))


def opened_block(unit: Unit, place: Place, record: BlockRecord) -> StoredBlock:
    """Raises SealBroken."""
    row = f"{record.part_id}/{record.number}"
    sha256 = unit.open(record.sha256, field_bound(place.project, "block.sha256", row))
    told: dict[str, Any] = {}
    if record.origin is not None:
        told = from_json_bytes(
            to_bytes(unit.open(record.origin, field_bound(place.project, "block.origin", row)))
        )
    if told.get(_OF, place.run) != place.run:
        raise broken_seal("it was moved to another run")
    sealed_run, sealed_number = told.get(_RUN, place.run), told.get(_NUMBER, record.number)
    shared = (sealed_run, sealed_number, told.get(_MADE_OF, ""))
    return StoredBlock(record.number, record.rows, sha256, record.blob, *shared)


def blocks_alike(unit: Unit, project: str, run: str | None) -> AlikeParts:
    """Blocks of an earlier run that say what they were made of; none where there is no such run.

    Looked up apart from the unit's transaction, so that it holds no lock. What does not open is left out:
    it is sealed anew then, and whoever checks the store is told.
    """
    found: dict[tuple[str, str], dict[str, StoredBlock]] = {}
    if run is not None:
        for place, block in _of_run(unit, project, run):
            found.setdefault((place.name, place.sensitivity), {}).setdefault(block.made_of, block)
    return dict(found)


def _of_run(unit: Unit, project: str, run: str) -> Iterator[tuple[Place, StoredBlock]]:
    statement = (
        select(PartRecord, BlockRecord)
        .join(RunRecord, PartRecord.run_id == RunRecord.id)
        .join(BlockRecord, BlockRecord.part_id == PartRecord.id)
        .where(RunRecord.project_id == project, RunRecord.run_index == unit.ring(project).index("run", run))
        .where(BlockRecord.origin.is_not(None))
        .order_by(PartRecord.number, BlockRecord.number)
    )
    with Session(unit.reading) as session:
        for part, block in session.execute(statement):
            try:
                name = unit.open(part.name, field_bound(project, "part.name", part.id))
                place = Place(project, run, name, part.sensitivity)
                yield place, opened_block(unit, place, block)
            except SealBroken:
                continue
