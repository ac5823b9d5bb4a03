"""A case is chosen from records by a seed, the same every time, with people easily taken for another."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.practice import (
    MADE_UP,
    Act,
    ActKind,
    Booking,
    ChartReview,
    Exercise,
    Records,
    chosen,
    proof,
)

UTC_ZONE = ZoneInfo("UTC")


def with_(entity: str, frame: pl.DataFrame) -> Records:
    return replace(MADE_UP, entities={**MADE_UP.entities, entity: frame})


@given(st.text(max_size=8), st.sampled_from(Exercise))
def test_a_case_is_the_same_for_the_same_seed(seed, exercise):
    one, other = (chosen(exercise, MADE_UP, seed=seed, zone=UTC_ZONE) for _ in range(2))
    assert one == other
    assert one is not None and one.wanted in {each.id for each in one.patients}
    assert 2 <= len(one.patients) <= 4


def test_somebody_of_the_same_last_name_is_among_them():
    for seed in "abcdef":
        case = chosen(Exercise.IMAGE, MADE_UP, seed=seed, zone=UTC_ZONE)
        alike = [p for p in case.patients if p.name.split()[-1] == case.patient.name.split()[-1]]
        assert len(alike) > 1


@given(st.text(max_size=8))
def test_every_booking_can_be_done_right(seed):
    case = chosen(Exercise.BOOKING, MADE_UP, seed=seed, zone=UTC_ZONE)
    assert isinstance(case, Booking)
    assert any(_works(case, seed_room, at) for seed_room, _ in case.rooms for at in range(480, 1020, 15))


def _works(case: Booking, room: str, at: int) -> bool:
    day = case.day.isoformat()
    return not proof(case, [Act(ActKind.BOOK, case.wanted, day, at, case.minutes, room)]).wrong


@pytest.mark.parametrize("exercise", list(Exercise))
def test_records_that_hold_too_little_give_no_case(exercise):
    assert chosen(exercise, Records("run", {}), seed="x", zone=UTC_ZONE) is None


def test_restricted_charts_and_the_dead_are_left_alone():
    people = MADE_UP.entities["patient"].with_columns(
        restricted=pl.col("last_name") == "Mustergate", deceased=pl.col("first_name") == "Mina"
    )
    for seed in "abcdef":
        case = chosen(Exercise.PAYMENT, with_("patient", people), seed=seed, zone=UTC_ZONE)
        assert {each.name for each in case.patients} == {"Mia Probewell", "Nils Probewell"}


def test_a_refuted_allergy_is_none():
    refuted = MADE_UP.entities["allergy"].with_columns(
        verification=pl.when(pl.col("id") == "allergy:made:1")
        .then(pl.lit("confirmed"))
        .otherwise(pl.lit("refuted"))
    )
    case = chosen(Exercise.ALLERGIES, with_("allergy", refuted), seed="x", zone=UTC_ZONE)
    assert isinstance(case, ChartReview)
    assert [each.id for each in case.allergies] == ["allergy:made:1"]
    assert case.allergies[0].said == "Penicillin: Hives"


def test_visits_stand_in_the_time_of_the_clinic_and_voided_ones_nowhere():
    one = {
        "id": "appointment:1",
        "patient": "patient:made:1",
        "operatory": "operatory:made:1",
        "start": datetime(2026, 3, 10, 16, 0, tzinfo=UTC),
        "duration": "45.0",
        "status": "scheduled",
        "voided": False,
    }
    frame = pl.DataFrame([one, {**one, "id": "appointment:2", "voided": True}])
    zone = ZoneInfo("America/Chicago")
    case = chosen(Exercise.BOOKING, with_("appointment", frame), seed="x", zone=zone)
    assert isinstance(case, Booking)
    (visit,) = case.visits
    assert (visit.start, visit.minutes) == (datetime.combine(date(2026, 3, 10), time(11)), 45)


def test_a_clinic_that_is_open_on_one_known_day_is_open_on_a_later_one_too():
    one = MADE_UP.entities["appointment"].head(1)
    case = chosen(Exercise.BOOKING, with_("appointment", one), seed="x", zone=UTC_ZONE)
    assert isinstance(case, Booking)
    assert len(case.open_days) >= 5
