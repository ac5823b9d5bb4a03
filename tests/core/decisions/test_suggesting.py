"""One tap is offered where nothing is lost by it, and never where somebody ought to look first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.decisions import CHOICES, Choice, Group, GroupKind
from core.decisions.found import FoundGroup
from core.decisions.suggesting import Suggested, Why, suggested
from core.mapping.model import Fate, Kept, Route, TableMapping
from core.money import Money
from core.record import RECORD

NO_HOME = "Not sure: Nothing in the clinic record for patient is called anything like this."
A_FIELD = 'Not sure: "OldChartNum" reads like patient: chart number.'
UNCLEAR = "Not sure: It is not clear what this table holds, so its columns wait."
WORD = Group(
    GroupKind.VALUE, "a.csv", "a", "Status", "appointment", "status", "value_without_a_code", "cancel"
)
DATES = Group(GroupKind.VALUE, "a.csv", "a", "Born", "patient", "birth_date", "not_a_date")
PERSONS = Group(GroupKind.PERSON, "a.csv", "a", entity="patient", value='["1", "2"]')


def table(**reasons: str) -> TableMapping:
    kept = tuple(Kept(column, Fate.WAITING, "a rule", reason) for column, reason in reasons.items())
    return TableMapping("a.csv", "a", (), (), (), kept)


def offer(
    group: Group, saved: TableMapping | None = None, *, of: int = 100, count: int = 2
) -> Suggested | None:
    cells = count if group.kind in (GroupKind.COLUMN, GroupKind.VALUE) else 0
    return suggested(FoundGroup(group, "unclassed", count, cells), saved, RECORD, records=of)


def about(kind: GroupKind, column: str = "") -> Group:
    return Group(kind, "a.csv", "a", column)


def test_a_column_that_resembles_nothing_is_kept_beside_its_record() -> None:
    made = offer(about(GroupKind.COLUMN, "Batch"), table(Batch=NO_HOME))
    assert made == Suggested(Choice.ARCHIVE, Why.NO_HOME)


@pytest.mark.parametrize("saved", [table(Batch=A_FIELD), table(Other=NO_HOME), table(), None])
def test_a_column_that_may_have_a_field_or_of_which_nothing_is_known_is_looked_at(
    saved: TableMapping | None,
) -> None:
    assert offer(about(GroupKind.COLUMN, "Batch"), saved) is None


def test_a_table_is_kept_whole_only_where_nobody_could_say_what_its_rows_are() -> None:
    assert offer(about(GroupKind.TABLE), table(a=UNCLEAR, b=UNCLEAR)) == Suggested(
        Choice.ARCHIVE, Why.TABLE_UNCLEAR
    )
    assert offer(about(GroupKind.TABLE), table(a=UNCLEAR, b=A_FIELD)) is None
    assert offer(about(GroupKind.TABLE), table()) is None


@pytest.mark.parametrize(
    "kind", [GroupKind.REJECT, GroupKind.DUPLICATE, GroupKind.ORPHAN, GroupKind.INCOMPLETE]
)
def test_a_few_records_are_kept_and_a_reason_that_holds_for_much_of_a_table_is_looked_at(
    kind: GroupKind,
) -> None:
    few, many = offer(about(kind), count=10), offer(about(kind), count=11)
    assert few is not None and few.choice is Choice.ARCHIVE
    assert many is None
    assert offer(about(kind), of=5, count=5) is not None


@pytest.mark.parametrize(
    "kind", [GroupKind.REJECT, GroupKind.DUPLICATE, GroupKind.ORPHAN, GroupKind.INCOMPLETE]
)
def test_what_would_be_missing_in_a_chart_is_looked_at(kind: GroupKind) -> None:
    allergies = replace(table(), routes=(Route("allergy"),))
    assert offer(about(kind), allergies) is None
    assert suggested(FoundGroup(about(kind), "clinical", 1), None, RECORD, records=100) is None
    assert suggested(FoundGroup(DATES, "clinical", 1, 1), None, RECORD, records=100) is None


def test_clinical_words_that_do_not_fit_are_offered_as_a_note_in_the_chart() -> None:
    patients, money = (
        replace(table(), routes=(Route("patient"),)),
        replace(table(), routes=(Route("refund"),)),
    )
    word = replace(WORD, value="zz9")
    for group, why in ((DATES, Why.UNREADABLE), (word, Why.NO_CODE)):
        found = FoundGroup(group, "clinical", 1, 1)
        assert suggested(found, patients, RECORD, records=100) == Suggested(Choice.NOTE, why)
        assert suggested(found, money, RECORD, records=100) is None


def test_a_word_is_read_as_the_code_that_it_is_but_for_its_spelling() -> None:
    assert offer(WORD, of=2) == Suggested(Choice.REPLACE, Why.SPELT, "cancelled", "cancel")


def test_a_word_that_is_like_nothing_is_kept_and_one_that_is_only_near_something_is_looked_at() -> None:
    assert offer(replace(WORD, value="zz9")) == Suggested(Choice.ARCHIVE, Why.NO_CODE)
    assert offer(replace(WORD, value="patient cancelled late")) is None
    assert offer(replace(WORD, value="")) is None


def test_a_word_that_says_what_an_amount_is_is_looked_at() -> None:
    word = Group(GroupKind.VALUE, "a.csv", "a", "Type", "ledger_entry", "type", "value_without_a_code", "cr")
    behind = (Money(950, "USD"),)
    assert suggested(FoundGroup(word, "financial", 3, 3, behind), None, RECORD, records=681) is None
    assert suggested(FoundGroup(word, "financial", 3, 3), None, RECORD, records=681) is not None


def test_values_that_cannot_be_read_are_kept_while_they_are_few() -> None:
    assert offer(DATES) == Suggested(Choice.ARCHIVE, Why.UNREADABLE)
    assert offer(DATES, count=50) is None


def test_no_two_persons_are_offered_as_one_however_alike_they_are() -> None:
    for finding in ("same_by_name_birth_phone", "same_by_number"):
        assert offer(replace(PERSONS, finding=finding)) is None


def test_whatever_is_offered_can_be_chosen() -> None:
    every = [about(kind, "Batch") for kind in GroupKind if kind is not GroupKind.VALUE] + [WORD, DATES]
    made = {group.kind: offer(group, table(Batch=NO_HOME)) for group in every}
    assert all(each.choice in CHOICES[kind] for kind, each in made.items() if each)
