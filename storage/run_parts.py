"""The rows of a run's parts, all at once when every block of them was written and read back."""

from __future__ import annotations

from dataclasses import dataclass

from storage.models import PartRecord
from storage.parts import Place, StoredBlock
from storage.run_blocks import block_record
from storage.unit import Unit, field_bound


@dataclass(frozen=True)
class Written:
    """A part whose blocks are stored but that no row names yet."""

    place: Place
    rows: int
    blocks: tuple[StoredBlock, ...]


def add_parts(unit: Unit, run: str, written: list[Written]) -> None:
    """All rows of a run's parts at once: there are a hundred and more. run: the id of its row."""
    named = [(unit.new_id(), part) for part in written]
    unit.session.add_all(
        _part_record(unit, run, id, part, number=number) for number, (id, part) in enumerate(named)
    )
    unit.session.flush()
    blocks = ((id, part.place, block) for id, part in named for block in part.blocks)
    unit.session.add_all(block_record(unit, place, id, block) for id, place, block in blocks)
    unit.session.flush()


def _part_record(unit: Unit, run: str, id: str, written: Written, *, number: int) -> PartRecord:
    place = written.place
    return PartRecord(
        id=id,
        run_id=run,
        number=number,
        name=unit.seal(place.name, field_bound(place.project, "part.name", id)),
        name_index=unit.ring(place.project).index("part.name", place.name),
        sensitivity=place.sensitivity,
        rows=written.rows,
    )
