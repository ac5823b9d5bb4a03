"""Of a changed table only the touched columns are made again, and nobody can tell (law 3)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from core.decisions import Decisions
from core.known import CannotReuse
from core.mapping.model import Fate, Kept, Mapping, Only, Rule, Step, TableMapping
from core.tables import ReadTable
from tests.core.engine import outcome
from tests.core.small import in_windows, rule
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
