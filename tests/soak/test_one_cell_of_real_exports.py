"""Exports that nobody here wrote: the sums close, cells are traced, one cell changes what is declared."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.accept import Policy, Settings, accept
from core.demonstration import intake_of
from core.dependents import Reach
from core.mapping.model import Fate
from core.record import RECORD
from core.row_ties import Row
from core.runs import migrate
from core.suggest import suggest_all
from tests.core.cells import cells_of
from tests.core.dependent import Runs
from tests.core.traced import traced
from tests.shared_data import shared_data

NAMES = ("synthea", "smart_sample_patients", "openemr")
CELLS, CHANGED = 1_000, 4
pytestmark = [pytest.mark.soak, pytest.mark.timeout(7200)]


@pytest.fixture(scope="module", params=NAMES)
def runs(request: pytest.FixtureRequest) -> Iterator[Runs]:
    """With every suggestion accepted, as `migrate --accept all` does it."""
    folder = shared_data(f"tables/{request.param}")
    intake = intake_of({str(path.relative_to(folder)): path.read_bytes() for path in files(folder)})
    tables = [read.table for read in intake.tables]
    suggested = suggest_all(tables, RECORD)
    yield Runs(
        intake.tables, accept(suggested, tables, RECORD, policy=Policy.ALL, settings=Settings()), RECORD
    )


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in (".csv", ".txt", ".tsv", ".sql"))


def test_both_sums_close_and_a_thousand_cells_are_traced(runs: Runs) -> None:
    run = migrate(runs.intake(runs.tables), runs.mapping, record=RECORD)
    assert run.closes
    chance, picked = random.Random(7), set[Row]()
    rows = [(read, at) for read in runs.tables for at in read.table.frame["#record"]]
    for read, at in chance.sample(rows, min(len(rows), CELLS // 4)):
        picked.add((*read.table.key, at))
    cells = [cell for _, _, each in traced(run, runs.tables, runs.mapping, picked) for cell in each]
    for cell in chance.sample(cells, min(len(cells), CELLS)):
        if cell.fate is Fate.MAPPED:
            assert cell.homes or cell.key or cell.absent, cell
        elif cell.fate is not Fate.WAITING:
            assert cell.by, cell


@pytest.mark.parametrize("reach", list(Reach))
def test_a_changed_cell_changes_what_the_plan_declares(runs: Runs, reach: Reach) -> None:
    cells = cells_of(runs, reach, random.Random(13))
    for cell in [each for each, _ in zip(cells, range(CHANGED), strict=False)]:
        runs.cell_changed(cell.at, cell.record, cell.column, cell.other).holds(cell.row)
