"""Whatever people ask for, in whatever order: the mapping stays whole, and says on whose word it changed."""

from __future__ import annotations

import itertools
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.accept import Settings as Clinic
from core.errors import ChartbridgeError
from core.mapping import from_json, negation, to_json
from core.mapping.model import Fate, Mapping, Only, Step, TableMapping
from core.mapping.undoing import BuiltUpon, undone
from core.profiles import profile
from core.record import RECORD
from core.suggest import suggest_all
from core.transforms import TRANSFORM_NAMES
from core.transforms.teeth import ToothEvidence
from portal.services.mapping_cells import ways
from portal.services.mapping_changes import changed
from portal.services.mapping_evidence import with_evidence, with_parts
from portal.services.mapping_facts import Facts, accepted
from portal.services.mapping_fitting import covers
from portal.services.mapping_kinds import kind_of
from portal.services.mapping_preview import column_view
from portal.services.mapping_standing import Standing
from portal.viewmodels.mapping import (
    Home,
    OptionName,
    Place,
)
from portal.viewmodels.mapping_asked import (
    Change,
    MoveColumn,
    SetKey,
    SetKind,
    SetOption,
    SetValues,
    TakeSeveral,
    TakeSuggestions,
    TakeTable,
    UseValues,
)
from portal.viewmodels.mapping_cells import (
    AlsoFeed,
    Condition,
    JoinColumns,
    SetBlanks,
    SetLookup,
    SetOnly,
    SplitRows,
)
from portal.wording import mapping as words
from tests.core.small import source

CLINIC = Clinic()
BY = "Robin"
PEOPLE = ("patients.csv", "patients")
ALLERGIES = ("allergies.csv", "allergies")
OTHER = {PEOPLE: ALLERGIES, ALLERGIES: PEOPLE}
HOMES = (
    Home("patient", "last_name"),
    Home("patient", "birth_date"),
    Home("patient", "sex"),
    Home("contact_point", "mobile_phone"),
    Home("allergy", "substance"),
    Home("allergy", "note"),
    Home("allergy", "severity"),
)


TABLES = (
    source(
        "patients",
        ["PatNum", "LastName", "Sex", "Seen"],
        [["1", "A", "M", "1/2/2021"], ["2", "B", "Q", "3/4/2021"]],
    ),
    source("allergies", ["PatNum", "Allergy", "Bad"], [["1", "Latex", "mild"], ["2", "NKDA", "severe"]]),
)
COLUMNS = {table.key: table.columns for table in TABLES}


@cache
def facts() -> Facts:
    """Asked for by tests alone: on import, every process would wait for suggestions."""
    known = tuple(profile(table) for table in TABLES)
    return Facts(TABLES, known, suggest_all(TABLES, RECORD, profiles=known))


def about(key: tuple[str, str]) -> st.SearchStrategy[Change]:
    column = st.sampled_from(COLUMNS[key])
    to = st.one_of(st.sampled_from(HOMES), st.sampled_from(list(Place)))
    option = st.sampled_from(
        [
            (OptionName.ORDER, "dmy"),
            (OptionName.ORDER, ""),
            (OptionName.DECIMAL_MARK, ","),
            (OptionName.READING, "split-"),
            (OptionName.READING, "text"),
            (OptionName.NUMBER, "2"),
            (OptionName.READING, "widths"),
            (OptionName.WIDTHS, "1,2"),
        ]
    )
    value = st.sampled_from([("Q", "female"), ("m", ""), ("3/4/2021", "4/4/2021"), (" ", "x")])
    others = st.lists(column, unique=True, max_size=2)
    types = st.sets(st.sampled_from("MQ"))
    codes, *_ = COLUMNS[OTHER[key]]
    texts = st.sampled_from(COLUMNS[OTHER[key]])
    kinds = st.permutations(["patient", "provider", "staff_member"])
    return st.one_of(
        st.builds(lambda c, o, m: JoinColumns(key, c, tuple(o), m), column, others, st.sampled_from(" -")),
        st.builds(lambda c, b, v: SetOnly(key, c, b, tuple(v)), column, column, types),
        st.builds(lambda c, b, n: SetBlanks(key, c, tuple(b), tuple(n)), column, types, types),
        st.builds(lambda c, v: SetLookup(key, c, OTHER[key], codes, v), column, texts),
        st.builds(lambda c: SetLookup(key, c), column),
        st.builds(lambda b, k: SplitRows(key, b, ((k[0], ("M", "mild")), (k[1], ("Q",)))), column, kinds),
        st.just(SplitRows(key)),
        st.builds(lambda c, t: AlsoFeed(key, c, t.entity, t.field), column, st.sampled_from(HOMES)),
        st.builds(lambda c, t: MoveColumn(key, c, t), column, to),
        st.builds(lambda c, o: SetOption(key, c, o[0], o[1]), column, option),
        st.builds(lambda c, v: SetValues(key, c, (v,)), column, value),
        st.builds(lambda c, of: UseValues(key, c, key, of), column, column),
        st.builds(lambda e: SetKind(key, e), st.sampled_from(["patient", "allergy", "provider", None])),
        st.builds(lambda c: TakeSuggestions(key, tuple(c)), st.lists(column, unique=True, max_size=3)),
        st.builds(
            lambda e, c: TakeTable(key, e, tuple(c)),
            st.sampled_from(["patient", "allergy", None]),
            st.lists(column, unique=True, max_size=3),
        ),
        st.builds(lambda k: SetKey(key, tuple(k)), st.lists(column, unique=True, max_size=2)),
    )


CHANGES = st.lists(st.one_of(about(PEOPLE), about(ALLERGIES)), min_size=1, max_size=8)


def after(mapping: Mapping, asked: Change) -> Mapping:
    """Refused changes change nothing."""
    try:
        return changed(mapping, facts(), asked, by=BY, clinic=CLINIC)
    except ChartbridgeError:
        return mapping


@given(CHANGES)
def test_no_order_of_changes_loses_a_column_or_makes_a_mapping_that_cannot_be_read_back(
    asked: list[Change],
) -> None:
    mapping = accepted(facts(), CLINIC)
    for each in asked:
        mapping = after(mapping, each)
        assert covers(mapping, facts().tables)
        assert from_json(to_json(mapping), RECORD, TRANSFORM_NAMES) == mapping
        for table in mapping.tables:
            assert not {k.column for k in table.kept} & set(table.key)


@given(CHANGES)
def test_whatever_changes_says_who_changed_it(asked: list[Change]) -> None:
    mapping = accepted(facts(), CLINIC)
    for each in asked:
        now = after(mapping, each)
        told = {(k.column, k.fate, k.by, k.reason) for t in mapping.tables for k in t.kept}
        new = [k for t in now.tables for k in t.kept if (k.column, k.fate, k.by, k.reason) not in told]
        assert all(BY in kept.by and kept.reason for kept in new)
        rules = [rule for t in mapping.tables for rule in t.rules]
        made = [r for t in now.tables for r in t.rules if r not in rules and r.columns]
        assert all(BY in rule.by and rule.reason for rule in made)
        mapping = now


@given(CHANGES)
def test_a_table_of_allergies_always_reads_denials_apart(asked: list[Change]) -> None:
    mapping = accepted(facts(), CLINIC)
    for each in asked:
        mapping = after(mapping, each)
        for table in mapping.tables:
            if kind_of(table) == negation.ALLERGY:
                told = {
                    c for r in table.rules if r.field in ("substance", "substance_code") for c in r.columns
                }
                first = table.routes[0]
                assert first.entity == negation.STATEMENT
                assert first.columns and (not told or told >= set(first.columns))


@given(CHANGES)
def test_a_change_made_twice_is_the_change_made_once(asked: list[Change]) -> None:
    mapping = accepted(facts(), CLINIC)
    for each in asked:
        mapping = after(mapping, each)
        assert after(mapping, each) == mapping


def test_names_of_persons_are_never_taken_for_rules() -> None:
    assert not words.automatic(BY) and not words.automatic("Rule Smith")
    assert words.automatic(words.by_kind(BY)) and words.automatic("default: waits for a decision")


NAMES = ("people.csv", "people")


@cache
def named() -> Facts:
    rows = [["1", "Lee, Ana M.", "x"], ["2", "Cruz, Eva", "y"], ["3", "Dr. Bo Ek Jr.", "z"]]
    tables = (source("people", ["PatNum", "PatientName", "Memo"], rows),)
    known = tuple(profile(table) for table in tables)
    return Facts(tables, known, suggest_all(tables, RECORD, profiles=known))


def of_names(*asked: Change) -> TableMapping:
    """The table after these changes, the kind of its rows having been said."""
    mapping = accepted(named(), CLINIC)
    for each in (SetKind(NAMES, "patient"), *asked):
        mapping = changed(mapping, named(), each, by=BY, clinic=CLINIC)
    table = mapping.table(NAMES)
    assert table is not None and covers(mapping, named().tables)
    return table


def reading(table: TableMapping) -> list[tuple[str, Step]]:
    return [(rule.field, rule.steps[0]) for rule in table.rules if rule.columns == ("PatientName",)]


def test_several_fields_from_one_cell_are_taken_with_one_change() -> None:
    taken = of_names(TakeSeveral(NAMES, "PatientName"))
    assert [(field, step.options["part"]) for field, step in reading(taken)] == [
        ("last_name", "family"),
        ("first_name", "given"),
        ("middle_name", "middle"),
        ("title", "prefix"),
        ("suffix", "suffix"),
    ]
    assert all(rule.by == BY for rule in taken.rules if rule.columns == ("PatientName",))


def test_what_tells_the_parts_apart_is_settled_once_for_all_of_them() -> None:
    order = SetOption(NAMES, "PatientName", OptionName.NAME_ORDER, "given_first")
    settled = of_names(TakeSeveral(NAMES, "PatientName"), order)
    assert {step.options["name_order"] for _, step in reading(settled)} == {"given_first"}


def test_an_example_of_several_fields_shows_them_all_to_whoever_may_see_values() -> None:
    table = of_names(TakeSeveral(NAMES, "PatientName"))
    mapping = Mapping((table,))
    seen, hidden = (
        column_view(Standing(named(), 1, mapping), NAMES, "PatientName", values=values, ask="")
        for values in (True, False)
    )
    seen, hidden = (with_parts(view, table, "PatientName") for view in (seen, hidden))
    told = {each.old: each.new for each in seen.examples}
    assert told["Lee, Ana M."] == "last name: Lee; first name: Ana; middle name: M."
    assert told["Dr. Bo Ek Jr."] is None
    assert not any("Lee" in f"{each.old} {each.new}" for each in hidden.examples)


def test_another_place_for_the_column_takes_all_its_parts_away() -> None:
    back = of_names(TakeSeveral(NAMES, "PatientName"), MoveColumn(NAMES, "PatientName", Place.ARCHIVED))
    assert not reading(back)


def test_several_fields_are_refused_where_one_of_them_has_a_column() -> None:
    with pytest.raises(ChartbridgeError) as caught:
        of_names(MoveColumn(NAMES, "Memo", Home("patient", "suffix")), TakeSeveral(NAMES, "PatientName"))
    assert "already feeds" in caught.value.found


def test_several_fields_are_refused_where_nobody_suggested_them() -> None:
    with pytest.raises(ChartbridgeError):
        of_names(TakeSeveral(NAMES, "Memo"))


CHART = ("chart.csv", "chart")


@cache
def charted() -> Facts:
    rows = [["1", "1", "16", "d,o"], ["2", "1", "11", "MOD"]]
    tables = (source("chart", ["ProcNum", "PatNum", "Tooth", "Surf"], rows),)
    known = tuple(profile(table) for table in tables)
    return Facts(tables, known, suggest_all(tables, RECORD, profiles=known))


def of_teeth(*asked: Change, clinic: Clinic = CLINIC) -> TableMapping:
    mapping = accepted(charted(), clinic)
    homes = (SetKind(CHART, "procedure"), MoveColumn(CHART, "Tooth", Home("procedure", "tooth")))
    for each in (*homes, *asked):
        mapping = changed(mapping, charted(), each, by=BY, clinic=clinic)
    table = mapping.table(CHART)
    assert table is not None
    return table


BACK = SetOption(CHART, "Tooth", OptionName.READING, "text")


def steps(table: TableMapping, column: str) -> list[Step]:
    return [step for rule in table.rules if rule.columns == (column,) for step in rule.steps]


def test_a_tooth_is_read_as_it_stands_until_a_person_says_how() -> None:
    assert steps(of_teeth(), "Tooth") == [Step("text")]
    read = SetOption(CHART, "Tooth", OptionName.READING, "tooth")
    settled = SetOption(CHART, "Tooth", OptionName.NOTATION, "fdi")
    assert steps(of_teeth(read), "Tooth") == [Step("tooth", {"into": "universal"})]
    assert steps(of_teeth(read, settled), "Tooth") == [
        Step("tooth", {"into": "universal", "notation": "fdi"})
    ]
    assert steps(of_teeth(read, settled, BACK), "Tooth") == [Step("text")]


def test_the_record_has_the_numbers_that_dentists_of_the_country_write() -> None:
    read = SetOption(CHART, "Tooth", OptionName.READING, "tooth")
    assert steps(of_teeth(read, clinic=Clinic(country="DE")), "Tooth") == [Step("tooth", {"into": "fdi"})]


def test_a_field_is_read_in_no_way_that_is_not_its_own() -> None:
    for column, reading in (("Tooth", "surfaces"), ("Tooth", "money"), ("Surf", "tooth")):
        with pytest.raises(ChartbridgeError):
            of_teeth(SetOption(CHART, column, OptionName.READING, reading))


def test_what_speaks_for_a_way_of_numbering_is_counted_beside_the_choice() -> None:
    read = SetOption(CHART, "Tooth", OptionName.READING, "tooth")
    mapping = Mapping((of_teeth(read),))
    view = column_view(Standing(charted(), 1, mapping), CHART, "Tooth", values=False, ask="")
    assert with_evidence(view, charted(), CHART, "Tooth").teeth == ToothEvidence(several=2)


SLOTS = ("slots.csv", "slots")


@cache
def slotted() -> Facts:
    rows = [["1", "2024-01-02", "09:30", "A-1", "x"], ["2", "2024-01-03", "10:00", "B-2", "y"]]
    tables = (source("slots", ["AptNum", "Day", "Zeta", "Ref", "Kind"], rows),)
    known = tuple(profile(table) for table in tables)
    return Facts(tables, known, suggest_all(tables, RECORD, profiles=known))


def of_slots(*asked: Change) -> TableMapping:
    mapping = accepted(slotted(), CLINIC)
    start = MoveColumn(SLOTS, "Day", Home("appointment", "start"))
    for each in (SetKind(SLOTS, "appointment"), start, *asked):
        mapping = changed(mapping, slotted(), each, by=BY, clinic=CLINIC)
    assert covers(mapping, slotted().tables)
    table = mapping.table(SLOTS)
    assert table is not None
    return table


JOINED = JoinColumns(SLOTS, "Day", ("Zeta",))


def test_a_date_is_put_together_with_its_time_and_taken_apart_again() -> None:
    rule = next(rule for rule in of_slots(JOINED).rules if "Zeta" in rule.columns)
    assert rule.columns == ("Day", "Zeta")
    assert [step.transform for step in rule.steps] == ["join", "datetime"]
    alone = of_slots(JOINED, JoinColumns(SLOTS, "Day", ()))
    assert [rule.columns for rule in alone.rules if "Day" in rule.columns] == [("Day",)]
    assert any(kept.column == "Zeta" and kept.fate is Fate.WAITING and kept.by == BY for kept in alone.kept)


def test_a_column_that_is_moved_out_of_a_join_leaves_the_others_read_alone() -> None:
    left = of_slots(JOINED, MoveColumn(SLOTS, "Zeta", Place.ARCHIVED))
    rule = next(rule for rule in left.rules if rule.columns == ("Day",))
    assert [step.transform for step in rule.steps] == ["datetime"]


def test_what_is_read_together_is_previewed_together() -> None:
    mapping = Mapping((of_slots(JOINED),))
    view = column_view(Standing(slotted(), 1, mapping), SLOTS, "Day", values=True, ask="")
    assert view.outcomes is not None and view.outcomes.read == 2
    assert {each.old for each in view.examples} == {"2024-01-02 09:30", "2024-01-03 10:00"}


def test_pieces_of_a_column_go_to_one_field_after_the_other() -> None:
    cut = (
        MoveColumn(SLOTS, "Ref", Home("appointment", "type")),
        SetOption(SLOTS, "Ref", OptionName.READING, "split-"),
        AlsoFeed(SLOTS, "Ref", "appointment", "pattern"),
    )
    told = [(field, step.options["number"]) for field, step in _read(of_slots(*cut), "Ref")]
    assert told == [
        ("type", "1"),
        ("pattern", "2"),
    ]
    with pytest.raises(ChartbridgeError):
        of_slots(*cut, SetOption(SLOTS, "Ref", OptionName.READING, "text"))
    with pytest.raises(ChartbridgeError):
        of_slots(*cut, AlsoFeed(SLOTS, "Ref", "appointment", "description"))


def _read(table: TableMapping, column: str) -> list[tuple[str, Step]]:
    return [(rule.field, rule.steps[0]) for rule in table.rules if rule.columns == (column,)]


def test_a_column_is_read_for_some_rows_only_and_for_all_again() -> None:
    only = SetOnly(SLOTS, "Day", "Kind", ("x",))
    assert [rule.only for rule in of_slots(only).rules if "Day" in rule.columns] == [Only("Kind", ("x",))]
    all_rows = of_slots(only, SetOnly(SLOTS, "Day", "Kind", ()))
    assert [rule.only for rule in all_rows.rules if "Day" in rule.columns] == [None]


def test_values_that_tell_rows_apart_are_shown_to_whoever_may_see_them() -> None:
    table = of_slots()
    seen, hidden = (ways(slotted(), table, SLOTS, "Day", values=values) for values in (True, False))
    assert seen is not None and hidden is not None
    assert Condition("Kind", ("x", "y")) in seen.may_only
    assert hidden.may_only == ()


@given(CHANGES)
def test_whatever_people_asked_for_is_undone_to_what_was_or_refused(asked: list[Change]) -> None:
    """Each step alone, over all that came after it: both ways, and never half."""
    steps = [accepted(facts(), CLINIC)]
    for each in asked:
        steps.append(after(steps[-1], each))
    newest = steps[-1]
    for was, now in itertools.pairwise(steps):
        try:
            back = undone(was, now, newest, COLUMNS)
            from_json(to_json(back), RECORD, TRANSFORM_NAMES)
        except (BuiltUpon, ChartbridgeError):
            continue
        assert covers(back, facts().tables)
        assert undone(newest, back, back, COLUMNS) == newest
    assert undone(steps[-2], newest, newest, COLUMNS) == steps[-2]
