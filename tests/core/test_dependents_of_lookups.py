"""What stands in a table that others look into reaches every row of those (law 3)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.dependents import Reach
from core.mapping.model import Rule, Step
from tests.core.dependent import Runs
from tests.core.small import SMALL, mapped, mapping, read, source

TITLES = source("titles", ["code", "text", "by"], [["3", "Lee", "x"], ["4", "Day", "y"]])
PEOPLE = source("people", ["id", "whose"], [["1", "3"], ["2", "4"], ["3", "3"], ["4", "9"]])
LOOKS = Rule(
    ("whose",), "patient", "last_name",
    (Step("lookup", {"file": "titles.csv", "table": "titles", "key": "code", "value": "text"}),), by="a test",
)  # fmt: skip
PATIENTS = replace(mapped(PEOPLE, "patient", {}, key=("id",)), rules=(LOOKS,))
HOW = mapping(PATIENTS, mapped(TITLES, "patient", {"by": "last_name"}, key=("code",)))


def runs() -> Runs:
    return Runs([read(PEOPLE), read(TITLES)], HOW, SMALL)


def test_the_columns_that_a_lookup_reads_are_told_and_no_others() -> None:
    columns = runs().plan.columns
    told = {column: columns["titles.csv", "titles", column] for column in TITLES.columns}
    assert told == {
        "code": {Reach.NUMBER, Reach.LOOKED_UP},
        "text": {Reach.LOOKED_UP},
        "by": {Reach.OWN},
    }


@pytest.mark.parametrize(("column", "text"), [("code", "9"), ("text", "")])
def test_another_cell_there_changes_no_entry_but_those_declared(column: str, text: str) -> None:
    changed = runs().cell_changed(1, 1, column, text)
    assert ("titles.csv", "titles", 1) in changed.really
    assert changed.really <= changed.declared
    assert {row for row in changed.declared if row[0] == "people.csv"} >= {
        ("people.csv", "people", record) for record in (1, 3)
    }
    assert len(changed.really) > 1
