"""Time runs forward: what is noticed where it does not, and nothing where it does."""

from __future__ import annotations

from datetime import date

from tests.core.checks.made import at, kinds

PATIENT = {"birth_date": date(2000, 5, 1)}


def test_a_visit_before_birth_is_noticed() -> None:
    patients = [PATIENT]
    visits = [{"patient": "patient:main:1", "start": at(year)} for year in (1999, 2001)]
    assert kinds(patient=patients, encounter=visits) == [(1, "before_birth")]


def test_an_end_before_its_beginning_is_noticed() -> None:
    rows = [
        {"start": at(2001), "end": at(2000)},
        {"start": at(2000), "end": at(2000)},
        {"start": at(2000)},
    ]
    assert kinds(encounter=rows) == [(1, "ends_before_start")]


def test_a_birth_after_the_newest_visit_is_noticed() -> None:
    patients = [PATIENT, {"birth_date": date(2090, 1, 1)}]
    visits = [{"patient": "patient:main:1", "start": at(2020)}]
    assert kinds(patient=patients, encounter=visits) == [(2, "born_in_future")]


def test_a_project_without_visits_has_no_newest_day_to_compare_with() -> None:
    assert kinds(patient=[{"birth_date": date(2090, 1, 1)}]) == []
