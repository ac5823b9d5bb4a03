"""What is said of each cell adds up, column by column, to what the proof of conservation counts (law 1)."""

from __future__ import annotations

from collections import Counter

import pytest

from core.decisions import Choice, Decision, GroupKind
from core.mapping.model import Fate
from core.tracing import CellTrace
from tests.core.test_runs_with_decisions import HOW, TABLES, decide, done, group
from tests.core.traced import traced

DECIDED: dict[str, tuple[Decision, ...]] = {
    "nothing": (),
    "rows left behind": (
        decide(group(GroupKind.ORPHAN), Choice.DECLINE),
        decide(group(GroupKind.INCOMPLETE), Choice.ARCHIVE),
        decide(group(GroupKind.TABLE), Choice.DECLINE),
    ),
    "rows merged and kept": (
        decide(group(GroupKind.DUPLICATE), Choice.MERGE),
        decide(group(GroupKind.TABLE), Choice.ARCHIVE),
    ),
    "a column and values left behind": (
        decide(group(GroupKind.COLUMN), Choice.DECLINE),
        decide(group(GroupKind.VALUE, value="x"), Choice.DECLINE),
        decide(group(GroupKind.VALUE, finding="not_a_date"), Choice.ARCHIVE),
    ),
    "a column and values attached as notes": (
        decide(group(GroupKind.COLUMN), Choice.NOTE),
        decide(group(GroupKind.VALUE, value="x"), Choice.NOTE),
        decide(group(GroupKind.VALUE, finding="not_a_date"), Choice.NOTE),
        decide(group(GroupKind.DUPLICATE), Choice.MERGE),
    ),
    "a word read as another": (
        decide(group(GroupKind.VALUE, value="x"), Choice.REPLACE, "female"),
        decide(group(GroupKind.VALUE, finding="not_a_date"), Choice.DECLINE),
    ),
}


@pytest.mark.parametrize("name", DECIDED)
def test_the_traces_of_all_cells_are_what_the_proof_counts(name: str) -> None:
    run = done(*DECIDED[name])
    found: Counter[tuple[str, str, Fate]] = Counter()
    for read, _, cells in traced(run, TABLES, HOW):
        found.update((read.table.name, cell.column, cell.fate) for cell in cells)
    counted = {
        (table.table, column, fate): getattr(sums, fate.value)
        for table in run.sums
        for column, sums in table.columns.items()
        for fate in Fate
        if getattr(sums, fate.value)
    }
    assert found == counted


@pytest.mark.parametrize("name", DECIDED)
def test_every_cell_has_a_field_or_somebodys_word(name: str) -> None:
    for _, _, cells in traced(done(*DECIDED[name]), TABLES, HOW):
        for cell in cells:
            if cell.fate is Fate.MAPPED:
                assert cell.homes or cell.key or cell.absent, cell
            elif cell.fate is not Fate.WAITING:
                assert cell.by, cell


def cell(name: str, record: int, column: str, *decisions: Decision) -> CellTrace:
    rows = traced(done(*decisions), TABLES, HOW)
    (cells,) = [cells for read, at, cells in rows if (read.table.name, at) == (name, record)]
    (only,) = [each for each in cells if each.column == column]
    return only


def test_a_cell_names_the_field_of_the_record_that_holds_it() -> None:
    born = cell("patients", 1, "born")
    assert [(home.entity, home.field, home.id) for home in born.homes] == [
        ("patient", "birth_date", "patient:main:1")
    ]
    phone = cell("patients", 1, "telephone")
    assert [(home.entity, home.id) for home in phone.homes] == [("phone", "phone:main:patient.1")]
    assert (born.by, born.fate) == ("a test", Fate.MAPPED)


def test_a_declined_cell_names_the_decision_and_a_declined_row_that_of_the_row() -> None:
    column = decide(group(GroupKind.COLUMN), Choice.DECLINE)
    told = cell("patients", 1, "colour", column)
    assert (told.fate, told.by, told.reason, told.decision) == (
        Fate.DECLINED,
        "Ann Sample",
        "It was said so.",
        0,
    )
    rows = decide(group(GroupKind.ORPHAN), Choice.DECLINE)
    told = cell("visits", 2, "note", rows)
    assert (told.fate, told.by, told.decision) == (Fate.DECLINED, "Ann Sample", 0)


def test_a_cell_that_became_a_note_names_the_note_the_person_and_why() -> None:
    told = cell("patients", 2, "colour", decide(group(GroupKind.COLUMN), Choice.NOTE))
    (home,) = told.homes
    assert (home.entity, home.field) == ("clinical_note", "text")
    assert home.id.startswith("clinical_note:main:patient.2#")
    assert (told.fate, told.by, told.reason, told.decision) == (
        Fate.MAPPED, "Ann Sample", "It was said so.", 0,
    )  # fmt: skip


def test_the_key_of_a_record_is_told_as_such() -> None:
    told = cell("patients", 1, "id")
    assert (told.fate, told.key, told.homes) == (Fate.MAPPED, True, ())
