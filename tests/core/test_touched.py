"""Of a changed table only the touched columns are made again, and nobody can tell (law 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from core.decisions import NO_DECISIONS, Decisions
from core.known import CannotReuse
from core.mapping.model import Fate, Kept, Mapping, Only, Rule, Step, TableMapping
from core.mapping.writing import table_record
from core.tables import ReadTable
from core.touched import Change, touched
from tests.core.engine import outcome
from tests.core.small import SMALL, in_windows, mapped, read, rule, source
from tests.core.test_again import again, same, stored
from tests.core.test_law_of_conservation import PATIENT_FIELDS, VISIT_FIELDS, decided

_FREE = {"patient": ("sex", "languages"), "visit": ("start", "note")}
"""Fields on which nothing hangs but their own cells."""
_MAPS = [
    {"f": "female"},
    {"m": "male", "?": "female"},
    {"f": "male", "m": "male"},
    {"0": "female", "a": "male"},
]


def _steps(draw: st.DrawFn, one: Rule) -> tuple[Step, ...]:
    if one.field == "sex":
        return (Step("value_map", {"map": draw(st.sampled_from(_MAPS))}),)
    if one.field == "start":
        return (Step("datetime", {"order": draw(st.sampled_from(["mdy", "dmy"])), "zone": "UTC"}),)
    return (Step("text", {"blank": draw(st.sampled_from([("0",), ("a", "none")]))}),)


@st.composite
def altered(draw: st.DrawFn, table: ReadTable, old: TableMapping) -> TableMapping:
    """The mapping with some rules of free fields changed, taken out or put in, and columns kept otherwise."""
    entity = old.routes[0].entity if old.routes else "patient"
    free, fields = _FREE[entity], PATIENT_FIELDS if entity == "patient" else VISIT_FIELDS
    rules: list[Rule] = []
    for each in old.rules:
        act = draw(st.sampled_from(["stay", "other", "out", "only"])) if each.field in free else "stay"
        if act == "other":
            each = replace(each, steps=_steps(draw, each))
        if act == "only" and each.field != "languages":
            each = replace(each, only=Only(draw(st.sampled_from(list(table.table.columns))), ("a", "0")))
        rules += [each] if act != "out" else []
    read_now = {name for each in rules for name in each.columns}
    left = [
        n for n in table.table.columns if n not in read_now and n not in old.key and fields.get(n) in free
    ]
    for name in left:
        if draw(st.booleans()):
            rules.insert(draw(st.integers(0, len(rules))), rule(name, entity, fields[name]))
    taken = {name for each in rules for name in each.columns} | {*old.key}
    kept = [each for each in old.kept if each.column not in taken]
    other = [n for n in table.table.columns if n not in taken and draw(st.integers(0, 3)) == 0]
    fates = st.sampled_from([Fate.WAITING, Fate.DECLINED, Fate.ARCHIVED])
    said = {each.column: each for each in kept} | {n: Kept(n, draw(fates), "Ann", "so") for n in other}
    return replace(old, rules=tuple(rules), kept=tuple(said.values()))


@st.composite
def touching(draw: st.DrawFn) -> tuple[list[ReadTable], Mapping, Mapping, Decisions]:
    tables, how, decisions = draw(decided())
    tables = [in_windows(each) if draw(st.booleans()) else each for each in tables]
    which = draw(st.integers(0, len(how.tables) - 1))
    old = how.tables[which]
    assume(old.routes)
    return tables, how, how.with_table(draw(altered(tables[which], old))), decisions


@pytest.mark.law
@settings(max_examples=30)
@given(touching())
def test_touched_columns_give_what_a_whole_run_gives_there_and_back(
    project: tuple[list[ReadTable], Mapping, Mapping, Decisions],
) -> None:
    tables, before, after, decisions = project
    assume(before != after)
    first = stored(outcome(tables, before, decisions), tables)
    try:
        made, files = again(first, tables, after, decisions)
    except CannotReuse:
        event("everything was done")
        return
    event(f"files read again: {len(files)}")
    event(" ".join(each.standing for each in made.tables))
    same(made, outcome(tables, after, decisions))
    back, _ = again(stored(made, tables, first), tables, before, decisions)
    same(back, outcome(tables, before, decisions))


VISITS = read(
    source(
        "visits",
        ["number", "patient", "when", "then", "note", "odd"],
        [["1", "1", "2020-05-01", "", "a", "x"], ["2", "1", "", "2020-05-02", "b", ""]],
    )
)
PEOPLE = read(source("patients", ["id", "sex", "tel", "owes", "name"], [["1", "F", "555", "3.00", "Ada"]]))
SEEN = mapped(VISITS.table, "visit", {"patient": "patient", "when": "start", "note": "note"}, key=("number",))
KNOWN = mapped(
    PEOPLE.table,
    "patient",
    {"sex": "sex", "tel": "phone.number", "owes": "balance", "name": "last_name"},
    key=("id",),
)


def of(before: TableMapping, after: TableMapping, columns: Sequence[str]) -> tuple[str, ...] | None:
    """The columns that the change touches; None where the whole table is to be made again."""
    said = table_record(before)
    change = Change((said, after), (said, after), columns, {"patient", "visit"})
    found = touched(change, SMALL, NO_DECISIONS)
    return None if found is None else found.columns


def with_rule(table: TableMapping, column: str, **other: object) -> TableMapping:
    rules = (replace(each, **other) if each.columns == (column,) else each for each in table.rules)  # type: ignore[arg-type]
    return replace(table, rules=tuple(rules))


def test_a_value_map_touches_its_column_alone() -> None:
    other = with_rule(KNOWN, "sex", steps=(Step("value_map", {"map": {"f": "male"}}),))
    assert of(KNOWN, other, PEOPLE.table.columns) == ("sex",)


def test_a_column_that_comes_to_feed_a_field_touches_those_that_feed_it_already() -> None:
    more = replace(SEEN, rules=(*SEEN.rules, rule("then", "visit", "start")))
    assert of(SEEN, more, VISITS.table.columns) == ("when", "then")


def test_what_is_kept_of_a_column_touches_it() -> None:
    kept = replace(SEEN, kept=(Kept("odd", Fate.ARCHIVED, "Ann", "so"),))
    assert of(SEEN, kept, VISITS.table.columns) == ("odd",)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (KNOWN, with_rule(KNOWN, "tel", steps=(Step("text", {"blank": ("555",)}),))),
        (KNOWN, with_rule(KNOWN, "owes", steps=(Step("money", {"currency": "EUR"}),))),
        (KNOWN, with_rule(KNOWN, "name", steps=())),
        (KNOWN, replace(KNOWN, unparsable=Fate.ARCHIVED)),
        (KNOWN, replace(KNOWN, rules=tuple(reversed(KNOWN.rules)))),
        (SEEN, with_rule(SEEN, "patient", steps=())),
        (SEEN, replace(SEEN, rules=(*SEEN.rules, rule("number", "visit", "note")))),
        (SEEN, replace(SEEN, routes=())),
    ],
)
def test_what_more_hangs_on_than_its_own_cells_takes_the_whole_table(
    before: TableMapping, after: TableMapping
) -> None:
    columns = PEOPLE.table.columns if before is KNOWN else VISITS.table.columns
    assert of(before, after, columns) is None
