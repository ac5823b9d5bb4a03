"""Whatever people ask for, in whatever order: the mapping stays whole, and says on whose word it changed."""

from __future__ import annotations

import itertools
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from core.accept import Settings as Clinic
from core.errors import ChartbridgeError
from core.mapping import from_json, negation, to_json
from core.mapping.model import Mapping
from core.mapping.undoing import BuiltUpon, undone
from core.profiles import profile
from core.record import RECORD
from core.suggest import suggest_all
from core.transforms import TRANSFORM_NAMES
from portal.services.mapping_changes import changed, kind_of
from portal.services.mapping_facts import Facts, accepted
from portal.services.mapping_fitting import covers
from portal.viewmodels.mapping import (
    Change,
    Home,
    MoveColumn,
    OptionName,
    Place,
    SetKey,
    SetKind,
    SetOption,
    TakeSuggestions,
    TakeTable,
)
from portal.wording import mapping as words
from tests.core.small import source

CLINIC = Clinic()
BY = "Robin"
PEOPLE = ("patients.csv", "patients")
ALLERGIES = ("allergies.csv", "allergies")
HOMES = (
    Home("patient", "last_name"),
    Home("patient", "birth_date"),
    Home("patient", "sex"),
    Home("contact_point", "mobile_phone"),
    Home("allergy", "substance"),
    Home("allergy", "note"),
    Home("allergy", "severity"),
)


@cache
def facts() -> Facts:
    people = [["1", "A", "M", "1/2/2021"], ["2", "B", "Q", "3/4/2021"]]
    allergies = [["1", "Latex", "mild"], ["2", "NKDA", "severe"]]
    tables = (
        source("patients", ["PatNum", "LastName", "Sex", "Seen"], people),
        source("allergies", ["PatNum", "Allergy", "Bad"], allergies),
    )
    known = tuple(profile(table) for table in tables)
    return Facts(tables, known, suggest_all(tables, RECORD, profiles=known))


def columns_of(key: tuple[str, str]) -> tuple[str, ...]:
    table = facts().table(key)
    assert table is not None
    return table.columns


def about(key: tuple[str, str]) -> st.SearchStrategy[Change]:
    column = st.sampled_from(columns_of(key))
    to = st.one_of(st.sampled_from(HOMES), st.sampled_from(list(Place)))
    option = st.sampled_from(
        [
            (OptionName.ORDER, "dmy", ""),
            (OptionName.ORDER, "", ""),
            (OptionName.MAP, "female", "Q"),
            (OptionName.MAP, "", "m"),
            (OptionName.DECIMAL_MARK, ",", ""),
        ]
    )
    return st.one_of(
        st.builds(lambda c, t: MoveColumn(key, c, t), column, to),
        st.builds(lambda c, o: SetOption(key, c, o[0], o[1], word=o[2]), column, option),
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


@given(CHANGES)
def test_whatever_people_asked_for_is_undone_to_what_was_or_refused(asked: list[Change]) -> None:
    """Each step alone, over all that came after it: both ways, and never half."""
    columns = {table.key: table.columns for table in facts().tables}
    steps = [accepted(facts(), CLINIC)]
    for each in asked:
        steps.append(after(steps[-1], each))
    newest = steps[-1]
    for was, now in itertools.pairwise(steps):
        try:
            back = undone(was, now, newest, columns)
            from_json(to_json(back), RECORD, TRANSFORM_NAMES)
        except (BuiltUpon, ChartbridgeError):
            continue
        assert covers(back, facts().tables)
        assert undone(newest, back, back, columns) == newest
    assert undone(steps[-2], newest, newest, columns) == steps[-2]
