"""Which files are taken for newer extracts of one another, and which only look like it."""

from __future__ import annotations

import pytest

from core.profiles.file_names import newer_by_name, plain
from core.profiles.succession import Likeness, likeness, paired
from core.tables import SourceTable
from tests.core.profiles.tables import table


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("patients_2026-10.csv", "patients_2026-11.csv"),
        ("Export.xlsx", "Export (2).xlsx"),
        ("2026-10-01/patients.csv", "patients 20261101.csv"),
        ("Patients Oct 2026.csv", "patients_nov_2026.csv"),
        ("patients.csv", "Copy of patients - Copy.csv"),
        ("appointments_20261031T2359Z.csv", "appointments.csv"),
    ],
)
def test_names_that_differ_by_days_numbers_and_marks_of_copies_are_worth_comparing(
    one: str, other: str
) -> None:
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("patients.csv", "providers.csv"),
        ("patients.csv", "patients.xlsx"),
        ("mayo.csv", "o.csv"),
        ("north/p.csv", "p.csv"),
    ],
)
def test_other_names_are_not(one: str, other: str) -> None:
    assert plain(one) != plain(other)


def test_the_newer_one_is_known_by_its_day_or_its_number_and_else_not_from_the_name() -> None:
    assert newer_by_name("p_2026-10.csv", "p_2026-11-02.csv") is True
    assert newer_by_name("p 20261101.csv", "p 20261001.csv") is False
    assert newer_by_name("e.xlsx", "e (2).xlsx") is True
    assert newer_by_name("p_1.csv", "p_2.csv") is None
    assert newer_by_name("03-10-2026.csv", "04-10-2026.csv") is None


def patients(first: int, last: int, clinic: str = "north", moved: int = -1) -> SourceTable:
    numbers = range(first, last)
    return table(
        "patients",
        {
            "PatNum": [str(number) for number in numbers],
            "LName": [f"Bloggs {clinic} {number}" for number in numbers],
            "Born": [f"19{number % 90 + 10}-0{len(clinic)}-11" for number in numbers],
            "City": ["elsewhere" if number == moved else f"{clinic}town" for number in numbers],
            "Fax": ["" for _ in numbers],
        },
    )


def test_a_newer_extract_has_the_rows_of_the_earlier_and_some_of_its_own() -> None:
    assert likeness([patients(1, 100)], [patients(5, 120, moved=7)]) == Likeness(95, 20, 4)


def test_patients_of_two_clinics_with_the_same_numbers_are_no_versions_of_one_another() -> None:
    assert likeness([patients(1, 100)], [patients(1, 100, "southern")]) is None


def test_one_month_after_the_other_is_no_newer_version_of_it() -> None:
    assert likeness([patients(1, 100)], [patients(100, 200)]) is None


def test_other_columns_are_another_table() -> None:
    other = table("patients", {"PatNum": ["1", "2"], "Street": ["a", "b"], "LName": ["x", "y"]})
    assert likeness([patients(1, 3)], [other]) is None


def test_rows_without_a_key_count_as_in_both_where_they_are_alike() -> None:
    old = table("n", {"day": ["a", "a", "b", "b"], "note": ["x", "x", "y", "y"]})
    new = table("n", {"day": ["a", "a", "b", "b", "c"], "note": ["x", "x", "y", "y", "z"]})
    assert likeness([old], [new]) == Likeness(4, 1, 0)


def test_sheets_of_a_workbook_are_told_apart_by_their_names() -> None:
    names = ("Patients", "Providers")
    before = [table(name, {"id": ["1"]}) for name in names]
    after = [table(name, {"id": ["1"]}) for name in reversed(names)]
    assert {(old.name, new.name) for old, new in paired(before, after)} == {(name, name) for name in names}
    assert likeness(before, after[:1]) is None
