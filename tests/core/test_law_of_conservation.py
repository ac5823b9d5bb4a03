"""Law 1 by property: whatever the tables and the mapping, both sums close and nothing is lost.

`make test` tries each law with as many examples as any property; `make soak` with some two thousand.
"""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import packed
from core.decisions import CHOICES, Choice, Decision, Decisions, GroupKind
from core.decisions.found import PART, from_frame
from core.mapping.model import Fate, Mapping, Route, TableMapping
from core.packed import Packed
from core.tables import ReadTable
from tests.core.engine import outcome
from tests.core.small import mapped, mapping, read, source

CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        ["", " ", "\t", "1", "2", "3", "NULL", "n/a", "-", "0000-00-00", "$1.50", "(2.00)", "1.005"]
    ),
    st.sampled_from(
        ["01/02/2000", "13/14/2000", "2020-02-30", "2020-05-01 10:00", "F", "m", "?", "NKDA", "é\n"]
    ),
    st.text(max_size=5),
)
PATIENT_COLUMNS = ["id", "name", "born", "sex", "balance", "speaks", "also speaks", "telephone", "rest"]
PATIENT_FIELDS = {
    "name": "last_name",
    "born": "birth_date",
    "sex": "sex",
    "balance": "balance",
    "speaks": "languages",
    "also speaks": "languages",
    "telephone": "phone.number",
}
VISIT_COLUMNS = ["number", "patient", "when", "note", "earlier", "odd"]
VISIT_FIELDS = {"patient": "patient", "when": "start", "note": "note", "earlier": "earlier"}


# Unicode's property White_Space (PropList.txt); Python's str.strip also strips U+001C to U+001F.
WHITE_SPACE = set("\t\n\x0b\x0c\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000") | {
    chr(code) for code in range(0x2000, 0x200B)
}


def _rows(width: int) -> st.SearchStrategy[list[list[str | None]]]:
    return st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=8)


@st.composite
def _mapping_of(draw: st.DrawFn, table: ReadTable, entity: str, fields: dict[str, str]) -> TableMapping:
    """Any mapping of the table: some columns mapped, the rest kept in any way or named nowhere."""
    names = list(table.table.columns)
    taken = draw(st.lists(st.sampled_from(sorted(fields)), unique=True))
    left = [name for name in names if name not in taken]
    kept = draw(
        st.dictionaries(st.sampled_from(left), st.sampled_from([Fate.WAITING, Fate.DECLINED, Fate.ARCHIVED]))
    )
    key = draw(st.sampled_from([(), (names[0],), (names[0], names[1])]))
    made = mapped(
        table.table,
        entity,
        {name: fields[name] for name in taken},
        key=key,
        kept={name: fate for name, fate in kept.items() if name not in key},
        unparsable=draw(st.sampled_from([Fate.WAITING, Fate.ARCHIVED])),
    )
    if draw(st.integers(0, 9)) == 0:
        return TableMapping(made.file, made.table, (), (), (), made.kept, made.unparsable, made.unparsable_by)
    if draw(st.integers(0, 4)) == 0:
        routes = (Route(entity, "no_known_allergy", (names[1],)),)
        return TableMapping(
            made.file,
            made.table,
            made.key,
            routes,
            made.rules,
            made.kept,
            made.unparsable,
            made.unparsable_by,
        )
    return made


@st.composite
def projects(draw: st.DrawFn) -> tuple[list[ReadTable], Mapping]:
    patients = read(source("patients", PATIENT_COLUMNS, draw(_rows(len(PATIENT_COLUMNS)))))
    visits = read(source("visits", VISIT_COLUMNS, draw(_rows(len(VISIT_COLUMNS)))))
    maps = (
        draw(_mapping_of(patients, "patient", PATIENT_FIELDS)),
        draw(_mapping_of(visits, "visit", VISIT_FIELDS)),
    )
    return [patients, visits], mapping(*(maps if draw(st.booleans()) else maps[:1]))


@pytest.mark.law
@given(projects())
def test_both_sums_close_for_any_tables_and_any_mapping(project: tuple[list[ReadTable], Mapping]) -> None:
    tables, how = project
    done = outcome(tables, how)
    assert done.closes, [sums.amiss for sums in done.sums]
    for table, sums in zip(tables, done.sums, strict=True):
        cells = [cell for row in table.table.frame.drop("#record", "#line").rows() for cell in row]
        plainly = sum(1 for cell in cells if cell is not None and set(cell) - WHITE_SPACE)
        assert sums.cells.non_empty == plainly
        assert sums.records_in_file == sum(sums.dispositions.values()) == table.table.frame.height


@st.composite
def decided(draw: st.DrawFn) -> tuple[list[ReadTable], Mapping, Decisions]:
    """Any project with any decisions about any of the groups that a first run finds in it."""
    tables, how = draw(projects())
    groups = from_frame(next(p.frame for p in outcome(tables, how).parts if p.name == PART))
    made = []
    for found in groups:
        if draw(st.booleans()):
            choice = draw(st.sampled_from(CHOICES[found.group.kind]))
            to = draw(CELLS.filter(bool)) if choice is Choice.REPLACE else ""
            domain = found.group.finding == "value_without_a_code"
            code = draw(st.sampled_from(["female", "male"])) if domain else to
            made.append(Decision(found.group, choice, "Ann", "owner", "so", str(code), found.count))
    return tables, how, Decisions.of(made)


@pytest.mark.law
@given(decided())
def test_both_sums_close_whatever_people_decide(project: tuple[list[ReadTable], Mapping, Decisions]) -> None:
    tables, how, decisions = project
    done = outcome(tables, how, decisions)
    assert done.closes, [sums.amiss for sums in done.sums]
    groups = from_frame(next(p.frame for p in done.parts if p.name == PART))
    waiting = sum(sums.dispositions["waiting"] for sums in done.sums)
    held = [g for g in groups if not g.cells and g.group.kind is not GroupKind.PERSON]
    assert waiting <= sum(g.records for g in held)
    unmerged = [g for g in held if g.choice is Choice.MERGE]
    assert waiting >= sum(g.records for g in held if g.open)
    assert waiting <= sum(g.records for g in [*(g for g in held if g.open), *unmerged])
    assert done.result == outcome(tables, how, decisions).result


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(projects())
def test_the_same_inputs_give_the_same_run_and_result(project: tuple[list[ReadTable], Mapping]) -> None:
    tables, how = project
    first, second = outcome(tables, how), outcome(tables, how)
    assert (first.run, first.result) == (second.run, second.result)


@pytest.mark.law
@given(decided(), st.integers(1, 5))
def test_where_a_table_is_cut_into_windows_changes_nothing(
    project: tuple[list[ReadTable], Mapping, Decisions], rows: int
) -> None:
    """Records, sums, findings and digests: everything but how it was worked on (law 3)."""
    tables, how, decisions = project
    cut = [
        replace(each, table=replace(each.table, rows=Packed.of(each.table.frame, rows))) for each in tables
    ]
    whole, windowed = outcome(tables, how, decisions), outcome(cut, how, decisions)
    assert (windowed.run, windowed.result) == (whole.run, whole.result)
    assert windowed.sums == whole.sums
    assert windowed.findings == whole.findings


@pytest.mark.law
@given(decided())
def test_what_is_packed_is_published_as_what_is_not(
    project: tuple[list[ReadTable], Mapping, Decisions],
) -> None:
    """Few rows are not packed as a rule; here every piece is."""
    tables, how, decisions = project
    plain = outcome(tables, how, decisions)
    with patch.object(packed, "_WORTH", 1):
        made = outcome([replace(each, table=each.table.packed()) for each in tables], how, decisions)
    assert (made.run, made.result, made.sums) == (plain.run, plain.result, plain.sums)


def test_a_counter_that_differs_keeps_the_run_open() -> None:
    table = read(source("patients", ["id", "name"], [["1", "A"], ["2", "B"]]), counted=3)
    done = outcome([table], mapping(mapped(table.table, "patient", {"name": "last_name"}, key=("id",))))
    assert not done.closes
    assert ("", "count_differs", 1) in done.sums[0].amiss


def test_a_changed_cell_changes_the_result_and_not_the_shape_of_the_run() -> None:
    one = read(source("patients", ["id", "name"], [["1", "A"]]))
    other = read(source("patients", ["id", "name"], [["1", "B"]]))
    how = mapping(mapped(one.table, "patient", {"name": "last_name"}, key=("id",)))
    assert outcome([one], how).result != outcome([other], how).result


def test_a_declined_column_is_declined_and_published_nowhere() -> None:
    table = read(source("patients", ["id", "secret"], [["1", "a very long secret"]]))
    how = mapping(mapped(table.table, "patient", {}, key=("id",), kept={"secret": Fate.DECLINED}))
    done = outcome([table], how)
    assert done.sums[0].cells.declined == 1
    texts = [part.frame.select(pl.selectors.string()).rows() for part in done.parts]
    assert "a very long secret" not in str(texts)
