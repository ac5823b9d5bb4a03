"""A damaged row of names is proposed only where one reading is left."""

from __future__ import annotations

import pytest

from core.repairs import ALL_REPAIRS, RepairKind
from tests.core.sources.given import rows
from tests.core.sources.repairs.given import NAMES, lines, read, text

CLEAN = read(text(lines()))


@pytest.mark.parametrize(
    "line", [f",{NAMES}", NAMES.replace(",", ",,", 1), NAMES.replace(",", " "), NAMES.replace("day,", "day")]
)
def test_damaged_names_are_restored_where_that_is_accepted(line: str) -> None:
    damaged = text([line, *lines()[1:]])
    (proposal,) = read(damaged).proposals
    assert (proposal.kind, proposal.record, proposal.after) == (RepairKind.HEADER, None, CLEAN.table.columns)
    repaired = read(damaged, ALL_REPAIRS)
    assert repaired.table.columns == CLEAN.table.columns
    assert rows(repaired) == rows(CLEAN)


def test_names_in_two_rows_are_joined_where_that_is_accepted() -> None:
    damaged = text(["Visit,Visit,Item,Item,Item,", *lines()])
    assert read(damaged).table.columns[0] == "Visit"
    repaired = read(damaged, ALL_REPAIRS)
    assert repaired.table.columns == (
        "Visit day", "Visit time", "Item code", "Item price", "Item kind", "note",
    )  # fmt: skip
    assert rows(repaired) == rows(CLEAN)


def test_a_first_record_of_words_is_not_taken_for_names() -> None:
    records = ["name,town,born", *(f"Ann,Oslo,{1950 + n}" for n in range(20))]
    records[1] = "Ben,Oslo,unknown"
    assert read(text(records)).proposals == ()
