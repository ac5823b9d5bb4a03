"""The expressions say of arbitrary records what plain Python says of them one by one."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.checks import plainly
from tests.core.checks.made import at, kinds

PATIENTS = st.sampled_from(["patient:main:1", "patient:main:2", None])
DAYS = st.one_of(st.none(), st.integers(0, 6).map(lambda days: at(2019, 12, 29) + timedelta(days=days)))
VOID = st.sampled_from([None, False, True])
PROCEDURES = st.fixed_dictionaries(
    {
        "patient": PATIENTS,
        "tooth": st.sampled_from(["3", " 3", "a", "A", "14", "", None]),
        "code": st.sampled_from(["D7140", "D2391", "d3310", "D6010", "D0120", "23111", None]),
        "status": st.sampled_from(["completed", "planned", "declined", "existing_other", None]),
        "start": DAYS,
        "completed_on": st.sampled_from([None, date(2020, 1, 1)]),
        "voided": VOID,
    }
)
CHART = st.fixed_dictionaries(
    {
        "patient": PATIENTS,
        "tooth": st.sampled_from(["3", "A", "14"]),
        "kind": st.sampled_from(["Missing", "missing ", "Rotated", None]),
        "date": st.sampled_from(["2019-12-30", "2020", "2020-01", None]),
        "voided": VOID,
    }
)


def of(kind: str, said: list[tuple[int, str]]) -> set[int]:
    return {record for record, name in said if name == kind}


@settings(max_examples=40, deadline=None)
@given(st.lists(PROCEDURES, max_size=8), st.lists(CHART, max_size=3))
def test_teeth_that_are_gone(procedures: list[dict[str, object]], chart: list[dict[str, object]]) -> None:
    said = kinds(procedure=procedures, tooth_chart_entry=chart)
    assert of("tooth_gone", said) == plainly.tooth_gone(procedures, chart)


PAYMENTS = st.fixed_dictionaries(
    {
        "patient": PATIENTS,
        "date": DAYS,
        "amount": st.sampled_from([None, 0, 100]),
        "method": st.sampled_from([None, "cash"]),
        "voided": VOID,
    }
)


@settings(max_examples=40, deadline=None)
@given(st.lists(PAYMENTS, max_size=8))
def test_what_stands_twice(payments: list[dict[str, object]]) -> None:
    fields = ("patient", "date", "amount", "method")
    assert of("stands_twice", kinds(payment=payments)) == plainly.stands_twice(payments, fields)


HOURS = st.integers(0, 8).map(lambda hours: at(2020, 1, 1, 8) + timedelta(hours=hours))
BOOKINGS = st.fixed_dictionaries(
    {
        "operatory": st.sampled_from(["operatory:main:1", "operatory:main:2", None]),
        "start": HOURS,
        "end": st.one_of(st.none(), HOURS),
        "status": st.sampled_from(["scheduled", "cancelled", "completed", None]),
    }
)


@settings(max_examples=40, deadline=None)
@given(st.lists(BOOKINGS, max_size=8), st.sampled_from([date(2020, 1, 1), date(2020, 1, 2)]))
def test_rooms_that_are_booked_twice(bookings: list[dict[str, object]], today: date) -> None:
    seen = [{"start": at(today.year, today.month, today.day)}]
    said = kinds(appointment=bookings, encounter=seen)
    assert of("double_booked", said) == plainly.double_booked(bookings, today)
