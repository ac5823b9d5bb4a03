"""One cell of the demonstration clinic changed, with all else frozen: whose log entries are others."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from core.demonstration import intake_of
from core.dependents import Reach
from core.record import RECORD
from tests.core.cells import Cell, cells_of
from tests.core.demonstration.kinds import exported, settled
from tests.core.dependent import Runs


@pytest.fixture(scope="module")
def runs() -> Iterator[Runs]:
    yield Runs(intake_of(exported("legacy")).tables, settled("legacy"), RECORD)


def changes(runs: Runs, reach: Reach, cell: Cell) -> int:
    """How many entries are others. What may be, and what is, is as declared."""
    changed = runs.cell_changed(cell.at, cell.record, cell.column, cell.other)
    changed.holds(cell.row)
    if reach is Reach.OWN:
        assert changed.declared == {cell.row} or len(changed.declared) > 1
    return len(changed.really)


def test_a_cell_of_no_key_and_no_check_changes_its_own_entry_alone(runs: Runs) -> None:
    cells = cells_of(runs, Reach.OWN, random.Random(11))
    assert [changes(runs, Reach.OWN, next(cells)) for _ in range(2)] == [1, 1]


def test_the_number_of_a_patient_changes_whoever_refers_to_it_as_declared(runs: Runs) -> None:
    numbers = cells_of(runs, Reach.NUMBER, random.Random(5))
    patient = next(cell for cell in numbers if cell.row[1] == "patients" and cell.column == "PatNum")
    assert changes(runs, Reach.NUMBER, patient) > 5


@pytest.mark.soak
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("reach", [each for each in Reach if each is not Reach.LOOKED_UP])
def test_many_cells_of_every_kind_change_what_is_declared(runs: Runs, reach: Reach) -> None:
    cells = cells_of(runs, reach, random.Random(29))
    for _ in range(12):
        changes(runs, reach, next(cells))
