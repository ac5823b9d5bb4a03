"""With mapping and decisions frozen, another cell changes its own log entry, and others as the plan says."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.decisions import Choice
from core.dependents import Reach
from core.tables import RECORD
from tests.core.dependent import Runs
from tests.core.small import SMALL, mapped, mapping, read, source
from tests.core.test_runs_with_decisions import HOW, TABLES, Decisions, GroupKind, decide, group

NUMBERS = ["1", "2", "3", "1.0", ""]
DAYS = ["01/02/2000", "03/04/2030", "soon", ""]
PATIENT = st.tuples(*[st.sampled_from(each) for each in (NUMBERS, ["Ada", "Bo"], DAYS, ["F", "X", ""])])
VISIT = st.tuples(*[st.sampled_from(each) for each in (NUMBERS, NUMBERS, DAYS, ["fine", ""], NUMBERS)])
COLUMNS = (("id", "name", "born", "sex"), ("number", "patient", "when", "note", "earlier"))
POOLS = {
    "id": NUMBERS, "number": NUMBERS, "patient": NUMBERS, "earlier": NUMBERS, "born": DAYS, "when": DAYS,
    "name": ["Ada", "Cy"], "sex": ["F", "M", "X"], "note": ["fine", "well"],
}  # fmt: skip


def runs_over(patients: list[tuple[str, ...]], visits: list[tuple[str, ...]]) -> Runs:
    people, seen = source("patients", COLUMNS[0], patients), source("visits", COLUMNS[1], visits)
    fields = {"name": "last_name", "born": "birth_date", "sex": "sex"}
    visit = {"patient": "patient", "when": "start", "note": "note", "earlier": "earlier"}
    how = mapping(
        mapped(people, "patient", fields, key=("id",)), mapped(seen, "visit", visit, key=("number",))
    )
    return Runs([read(people), read(seen)], how, SMALL)


@pytest.mark.law
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PATIENT, min_size=1, max_size=4), st.lists(VISIT, min_size=1, max_size=5), st.data())
def test_what_changes_is_what_the_plan_declares(
    patients: list[tuple[str, ...]], visits: list[tuple[str, ...]], data: st.DataObject
) -> None:
    runs = runs_over(patients, visits)
    at = data.draw(st.sampled_from([0, 1]))
    table = runs.tables[at].table
    record = data.draw(st.integers(1, table.frame.height))
    column = data.draw(st.sampled_from(table.columns))
    was = table.frame[column][record - 1]
    text = data.draw(st.sampled_from([each for each in POOLS[column] if each != was]))
    runs.cell_changed(at, record, column, text).holds((*table.key, record))


def test_the_plan_tells_what_each_column_is_to_the_run() -> None:
    plan = runs_over([("1", "Ada", "", "")], [("1", "1", "", "", "")]).plan
    told = {column: reaches for (_, _, column), reaches in plan.columns.items()}
    assert told == {
        "id": {Reach.NUMBER},
        "number": {Reach.NUMBER},
        "patient": {Reach.REFERENCE, Reach.STANDING},
        "earlier": {Reach.REFERENCE},
        "born": {Reach.COMPARED},
        "name": {Reach.OWN},
        "sex": {Reach.OWN},
        "when": {Reach.OWN},
        "note": {Reach.OWN},
    }


def test_a_cell_of_no_key_and_no_check_changes_exactly_its_own_entry() -> None:
    rows = [(str(n), "Ada", "01/02/2000", "F") for n in range(1, 6)]
    runs = runs_over(rows, [(str(n), "1", "", "fine", "") for n in range(1, 6)])
    for at, column, text in ((0, "name", "Zoe"), (0, "sex", "?"), (1, "note", "other"), (1, "when", "soon")):
        changed = runs.cell_changed(at, 3, column, text)
        assert changed.really == changed.declared == {(*runs.tables[at].table.key, 3)}


def test_decided_runs_keep_to_their_plan_as_well() -> None:
    decisions = Decisions.of(
        [
            decide(group(GroupKind.ORPHAN), Choice.DECLINE),
            decide(group(GroupKind.DUPLICATE), Choice.MERGE),
            decide(group(GroupKind.VALUE, value="x"), Choice.REPLACE, "female"),
            decide(group(GroupKind.COLUMN), Choice.DECLINE),
        ]
    )
    runs, chance = Runs(TABLES, HOW, SMALL, decisions), random.Random(3)
    for _ in range(6):
        at = chance.randrange(len(TABLES))
        table = TABLES[at].table
        record, column = chance.randrange(table.frame.height) + 1, chance.choice(table.columns)
        was = table.frame.filter(table.frame[RECORD] == record)[column][0]
        text = chance.choice([each for each in ("1", "2", "9", "X", "") if each != was])
        runs.cell_changed(at, record, column, text).holds((*table.key, record))
