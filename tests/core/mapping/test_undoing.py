"""A step is undone out of order; whatever stands on it is named and nothing is turned back in silence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.errors import MappingInvalid
from core.mapping.model import Fate, Kept, Mapping, Route, Rule, Step, TableMapping
from core.mapping.spots import Spot, apart, together
from core.mapping.undoing import BuiltUpon, first_builder, turned_back, undone
from tests.core.mapping.drawn import ORDER, mappings, steps

SOURCE = ("a.csv", "t")
COLUMNS = {SOURCE: ("one", "two", "three")}


def rule(column: str, field: str, *, by: str = "Robin", step: Step | None = None) -> Rule:
    return Rule((column,), "patient", field, (step or Step("text"),), by, "Because.")


def kept(column: str, fate: Fate = Fate.WAITING, by: str = "default: waits") -> Kept:
    return Kept(column, fate, by, "Nobody said.")


def table(*placed: Rule | Kept, **changes: object) -> Mapping:
    rules = tuple(each for each in placed if isinstance(each, Rule))
    waiting = tuple(each for each in placed if isinstance(each, Kept))
    made = TableMapping(*SOURCE, key=(), routes=(Route("patient"),), rules=rules, kept=waiting)
    return Mapping((replace(made, **changes),))  # type: ignore[arg-type]


@given(mappings())
def test_a_mapping_taken_apart_and_put_together_is_what_it_was(mapping: Mapping) -> None:
    (spots,) = apart(mapping)
    assert together(spots, ORDER) == mapping


@given(st.data())
def test_undoing_a_step_and_then_its_undoing_gives_the_same_mapping(data: st.DataObject) -> None:
    first = data.draw(mappings())
    second = data.draw(steps(first))
    newest = data.draw(steps(second))
    try:
        back = undone(first, second, newest, ORDER)
    except BuiltUpon:
        assume(False)
        return
    assume(any(apart(first)[0].get(spot) != value for spot, value in apart(second)[0].items()))
    assert undone(newest, back, back, ORDER) == newest
    assert together(turned_back(*apart(newest, back, back)), ORDER) == newest


@given(st.data())
def test_undoing_the_last_step_gives_the_version_before(data: st.DataObject) -> None:
    first = data.draw(mappings())
    last = data.draw(steps(first))
    assert undone(first, last, last, ORDER) == first
    assert together(turned_back(*apart(first, last, last)), ORDER) == first


def touched(was: Mapping, now: Mapping) -> set[Spot]:
    before, after = apart(was, now)
    return {spot for spot in before.keys() | after.keys() if before.get(spot) != after.get(spot)}


@given(st.data())
def test_two_independent_steps_are_undone_in_either_order_with_one_result(data: st.DataObject) -> None:
    start = data.draw(mappings())
    first = data.draw(steps(start))
    newest = data.draw(steps(first))
    assume(not touched(start, first) & touched(first, newest))
    try:
        second_gone = undone(first, newest, newest, ORDER)
        first_gone = undone(start, first, newest, ORDER)
        both = undone(first, newest, first_gone, ORDER)
    except BuiltUpon:
        assume(False)
        return
    assert undone(start, first, second_gone, ORDER) == both == start


def test_what_was_settled_since_about_something_else_stands() -> None:
    first = table(kept("one"), kept("two"))
    second = table(rule("one", "last_name"), kept("two"))
    third = table(rule("one", "last_name"), rule("two", "first_name", by="Chris"))
    assert undone(first, second, third, COLUMNS) == table(rule("two", "first_name", by="Chris"), kept("one"))


def test_a_step_whose_column_was_moved_again_is_not_turned_back() -> None:
    first, second = table(kept("one")), table(rule("one", "last_name"))
    third = table(rule("one", "first_name", by="Chris"))
    with pytest.raises(BuiltUpon):
        undone(first, second, third, COLUMNS)


def worded(by: str, **words: str) -> Mapping:
    return table(rule("one", "sex", by=by, step=Step("value_map", {"map": words})))


def test_two_words_of_one_value_map_are_two_steps_and_the_other_keeps_whoever_said_it() -> None:
    first, second = worded("rule: sure"), worded("Robin", m="male")
    third = worded("Chris", m="male", f="female")
    assert undone(first, second, third, COLUMNS) == worded("Chris", f="female")
    assert undone(second, third, third, COLUMNS) == second


def test_a_word_given_since_to_a_field_that_the_step_brought_stands_in_its_way() -> None:
    first = table(kept("one"))
    second, third = worded("Robin"), worded("Robin", m="male")
    with pytest.raises(BuiltUpon):
        undone(first, second, third, COLUMNS)


def test_a_step_that_only_said_on_whose_word_is_undone_until_somebody_says_more() -> None:
    first, second = worded("rule: sure", m="male"), worded("Robin", m="male")
    elsewhere = replace(second, zone="Europe/Oslo")
    assert undone(first, second, elsewhere, COLUMNS) == replace(first, zone="Europe/Oslo")
    with pytest.raises(BuiltUpon):
        undone(first, second, worded("Robin", m="male", f="female"), COLUMNS)


def test_a_table_that_came_with_a_step_goes_with_it_unless_somebody_has_worked_on_it() -> None:
    without, with_it = Mapping(()), table(kept("one"))
    elsewhere = replace(with_it, zone="Europe/Oslo")
    assert undone(without, with_it, elsewhere, COLUMNS) == replace(without, zone="Europe/Oslo")
    with pytest.raises(BuiltUpon):
        undone(without, with_it, table(rule("one", "last_name")), COLUMNS)


def test_what_a_later_step_put_back_itself_keeps_whoever_did_so() -> None:
    first, second = table(kept("one", by="Ann")), table(rule("one", "last_name"))
    third = table(kept("one", by="Chris"))
    assert undone(first, second, third, COLUMNS) == third


def test_the_first_version_that_built_on_a_step_is_named() -> None:
    first, second = table(kept("one"), kept("two")), table(rule("one", "last_name"), kept("two"))
    third = table(rule("one", "last_name"), rule("two", "nickname"))
    fourth = table(rule("one", "first_name"), rule("two", "nickname"))
    later = [(3, third), (4, fourth), (5, fourth)]
    assert first_builder(first, second, later, columns=COLUMNS, sound=lambda _: None) == 4
    assert first_builder(first, second, later[:1], columns=COLUMNS, sound=lambda _: None) == 0


def test_a_mapping_that_cannot_stand_counts_as_built_upon() -> None:
    """The step freed a field that a later one gave to another column: both would feed it."""
    first = table(rule("one", "last_name"), kept("two"))
    second = table(kept("one"), kept("two"))
    third = table(rule("two", "last_name"), kept("one"))

    def sound(made: Mapping) -> None:
        fields = [each.field for each in made.tables[0].rules]
        if len(set(fields)) < len(fields):
            raise MappingInvalid(place="mapping", found="Two rules feed one field.", do="Take one out.")

    assert first_builder(first, second, [(3, third)], columns=COLUMNS, sound=sound) == 3


def test_a_column_that_only_a_later_step_would_have_placed_is_not_lost() -> None:
    """The step made it the key; a later kind of record left it nowhere else."""
    first = table(rule("one", "last_name"))
    second = table(rule("one", "last_name"), key=("one",))
    third = table(key=("one",), routes=(Route("provider"),))
    with pytest.raises(BuiltUpon):
        undone(first, second, third, COLUMNS)
