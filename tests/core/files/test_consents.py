"""Histories of consent forms: what is missing, what has no date, and what stands there twice."""

from __future__ import annotations

from datetime import UTC, date, datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.files.consents import Fault, Form, Number, State, forms_of, numbered

MOMENT = pl.Datetime("us", "UTC")
FORMS = {
    "id": pl.String,
    "patient": pl.String,
    "title": pl.String,
    "version": pl.String,
    "signed_at": MOMENT,
}
VERSIONS = {
    "id": pl.String, "consent_form": pl.String, "patient": pl.String, "version": pl.String,
    "changed_at": MOMENT, "signed_at": MOMENT, "status": pl.String, "file_name": pl.String,
}  # fmt: skip


def day(n: int | None) -> datetime | None:
    return datetime(2020, 1, n, tzinfo=UTC) if n else None


def one(*versions: tuple[str, int | None], in_force: str = "", status: tuple[str, ...] = ()) -> Form:
    rows = [
        (f"v{place}", "f1", "p", text, day(on), None, (status or ("",) * len(versions))[place], "")
        for place, (text, on) in enumerate(versions)
    ]
    forms = pl.DataFrame([("f1", "p", "Extraction", in_force, day(9))], schema=FORMS, orient="row")
    (form,) = forms_of(forms, pl.DataFrame(rows, schema=VERSIONS, orient="row"))
    return form


def faults(form: Form) -> list[tuple[Fault, str]]:
    return [(each.fault, each.number) for each in form.amiss]


@pytest.mark.parametrize(
    ("text", "number"),
    [("2", (2, 0)), ("2.0", (2, 0)), ("v3", (3, 0)), ("Version 3", (3, 0)), ("Rev. 12.4", (12, 4)),
     ("", None), ("final", None), ("2024-05-01", None), ("1 of 3", None)],
)  # fmt: skip
def test_a_version_is_known_by_its_number(text: str, number: tuple[int, int] | None) -> None:
    assert numbered(text) == (Number(*number) if number else None)


def test_a_whole_history_has_nothing_amiss() -> None:
    form = one(("1.0", 1), ("2.0", 2), ("3.0", 5), in_force="3.0")
    assert faults(form) == []
    assert [v.state for v in form.versions] == [State.EARLIER, State.EARLIER, State.UNTOLD]


def test_a_gap_and_a_missing_first_version_are_told() -> None:
    assert faults(one(("1", 1), ("3", 5), in_force="3")) == [(Fault.MISSING, "2")]
    assert one(("1", 1), ("2", 2), ("5", 3)).missing == ("3", "4")


def test_numbering_that_begins_later_everywhere_is_missing_nothing_before() -> None:
    rows = [(f"{form}{n}", form, "p", str(n), day(n), None, "", "") for form in "abc" for n in (4, 5)]
    forms = forms_of(None, pl.DataFrame(rows, schema=VERSIONS, orient="row"))
    assert [faults(form) for form in forms] == [[], [], []]
    rows += [(f"{form}{n}", form, "p", str(n), day(n), None, "", "") for form in "defg" for n in (1, 2)]
    with_first = forms_of(None, pl.DataFrame(rows, schema=VERSIONS, orient="row"))
    assert sum(len(form.missing) for form in with_first) == 9


def test_a_form_signed_under_a_version_that_is_not_there() -> None:
    assert faults(one(("1", 1), ("2", 2), in_force="3.0")) == [(Fault.NOT_THERE, "3")]
    assert faults(one(in_force="3.0")) == []


def test_a_version_without_a_date_stands_between_its_neighbours_by_number() -> None:
    form = one(("3", 5), ("2", None), ("1", 1), in_force="3")
    assert [str(v.number) for v in form.versions] == ["1", "2", "3"]
    assert faults(form) == [(Fault.UNDATED, "2")]
    assert [str(v.number) for v in one(("1", None), ("2", 2)).versions] == ["1", "2"]


def test_two_versions_in_force_at_once_and_a_withdrawn_one() -> None:
    assert faults(one(("1", 1), ("2", 2), status=("active", "current"))) == [(Fault.TWO_CURRENT, "")]
    form = one(("1", 1), ("2", 2), status=("Withdrawn", ""))
    assert (form.versions[0].state, faults(form)) == (State.WITHDRAWN, [])


def test_a_version_twice_and_dates_against_numbers() -> None:
    assert faults(one(("1", 1), ("1.0", 2))) == [(Fault.TWICE, "1")]
    assert faults(one(("1", 9), ("2", 2))) == [(Fault.OUT_OF_ORDER, "")]


def test_a_version_of_no_form_is_still_told() -> None:
    rows = [("v1", None, "p", "1", day(1), None, "", "")]
    (form,) = forms_of(None, pl.DataFrame(rows, schema=VERSIONS, orient="row"))
    assert len(form.versions) == 1


def test_forms_with_something_amiss_stand_first() -> None:
    rows = [
        ("a1", "a", "p", "1", day(1), None, "", ""), ("b1", "b", "p", "1", None, None, "", ""),
        ("c1", "c", "p", "1", day(1), None, "", ""), ("c3", "c", "p", "3", day(2), None, "", ""),
    ]  # fmt: skip
    forms = forms_of(None, pl.DataFrame(rows, schema=VERSIONS, orient="row"))
    assert [form.id for form in forms] == ["c", "b", "a"]


@given(some.lists(some.tuples(some.integers(1, 6), some.one_of(some.none(), some.integers(1, 28)))))
def test_every_version_stands_once_and_gaps_are_those_of_a_plain_count(
    told: list[tuple[int, int | None]],
) -> None:
    form = one(*((str(n), on) for n, on in told))
    assert sorted(str(v.number) for v in form.versions) == sorted(str(n) for n, _ in told)
    there = {n for n, _ in told}
    first = 1 if there and min(there) == 1 else min(there, default=1)
    assert [int(n) for n in form.missing] == [
        n for n in range(first, max(there, default=0)) if n not in there
    ]
    dated = [v.day for v in form.versions if v.day]
    assert dated == sorted(dated)
    undated = sum(on is None for _, on in told)
    assert sum(fault is Fault.UNDATED for fault, _ in faults(form)) == undated
    assert form.signed == date(2020, 1, 9)
