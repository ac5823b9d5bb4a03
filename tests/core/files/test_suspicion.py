"""What tags say against whom a file is filed under: another patient is named, spelling accuses nobody."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.files.model import Grade, Reason, Suspicion, Tags
from core.files.people import People
from core.files.suspicion import numbers_are_ours, suspicion_of
from tests.core.files.made import ANNA, JO, KIM, PEOPLE, person


def said(tags: Tags, filed=JO, people: People = PEOPLE, *, ours: bool = True) -> Suspicion:
    return suspicion_of(tags, filed, people, numbers_count=ours)


def test_the_number_of_another_patient_is_another_patient() -> None:
    assert said(Tags("21", "Bloggs^Kim")) == Suspicion(Grade.ANOTHER, Reason.NUMBER_OF_ANOTHER, KIM.id)
    assert said(Tags("21")).grade is Grade.ANOTHER
    assert said(Tags("21", "Bloggs^Jo")).grade is Grade.ANOTHER


def test_a_number_says_nothing_where_the_images_count_by_themselves() -> None:
    assert said(Tags("21"), ours=False).grade is Grade.SILENT
    assert said(Tags("21", "Bloggs^Jo"), ours=False).grade is Grade.AGREES


def test_the_number_of_a_record_that_was_merged_is_the_patients_own() -> None:
    assert said(Tags("99")) == Suspicion(Grade.AGREES, Reason.ALL_AGREES)


def test_leading_zeros_agree_and_never_accuse() -> None:
    assert said(Tags("0017")).grade is Grade.AGREES
    assert said(Tags("0021")) == Suspicion(Grade.DISAGREES, Reason.NUMBER_UNKNOWN)


def test_name_and_birth_date_of_another_are_another_patient() -> None:
    found = said(Tags("", "Smith^Anna", "19900102"))
    assert found == Suspicion(Grade.ANOTHER, Reason.NAME_OF_ANOTHER, ANNA.id)


def test_a_name_alone_does_not_agree_and_says_whose_it_is() -> None:
    assert said(Tags("", "Smith^Anna")) == Suspicion(Grade.DISAGREES, Reason.NAMESAKE, ANNA.id)
    assert said(Tags("", "Miller^Pat")) == Suspicion(Grade.DISAGREES, Reason.NAME_DIFFERS)


def test_a_twin_of_one_birth_date_is_another_patient_and_a_sibling_by_name_is_told() -> None:
    twin = person("18", "Jon", "Bloggs")
    people = People([JO, twin])
    assert said(Tags("", "Bloggs^Jon", "19800403"), JO, people).grade is Grade.ANOTHER
    assert said(Tags("", "Bloggs^Jon"), JO, people) == Suspicion(Grade.DISAGREES, Reason.NAMESAKE, twin.id)


def test_one_person_under_two_numbers_is_nobody_else() -> None:
    again = person("18", "Jo", "Bloggs")
    assert said(Tags("", "Bloggs^Jo", "19800403"), JO, People([JO, again])).grade is Grade.AGREES


@pytest.mark.parametrize(
    "name",
    [
        "Jo^Bloggs",  # The other way round.
        "Blogs^Jo",
        "BLOGGS^JO^^^",
        "Bloggs^J",
        "Bloggs",
        "Jo Bloggs",
        "Bloggs, Jo",
        "Blöggs^Jó",
    ],
)
def test_spelling_and_order_accuse_nobody(name: str) -> None:
    assert said(Tags("", name)).grade in (Grade.AGREES, Grade.CLOSE)


@pytest.mark.parametrize("name", ["Jones^Anna", "Smith-Jones^Anna", "Smyth^Anna", "Smith^Ann", "Smiht^Anna"])
def test_an_earlier_family_name_and_a_variant_are_a_lesser_difference(name: str) -> None:
    assert said(Tags("", name), ANNA).grade is Grade.CLOSE


def test_a_new_family_name_is_lesser_where_the_number_or_birth_date_agrees() -> None:
    assert said(Tags("17", "Miller^Jo")).grade is Grade.CLOSE
    assert said(Tags("", "Miller^Jo", "19800403")).grade is Grade.CLOSE
    assert said(Tags("", "Miller^Jo")).grade is Grade.DISAGREES


def test_a_birth_date_of_somebody_else_does_not_agree_and_a_slip_nearly_does() -> None:
    assert said(Tags("17", "Bloggs^Jo", "19550709")).reason is Reason.BIRTH_DIFFERS
    assert said(Tags("17", "Bloggs^Jo", "19800304")).reason is Reason.BIRTH_CLOSE
    assert said(Tags("17", "Bloggs^Jo", "19810403")).reason is Reason.BIRTH_CLOSE


@pytest.mark.parametrize("born", ["19000101", "00000000", "20201399", "unknown", ""])
def test_a_birth_date_that_means_nothing_says_nothing(born: str) -> None:
    assert said(Tags("", "", born)).grade is Grade.SILENT


@pytest.mark.parametrize("name", ["", "^^^^", "ANONYMOUS", "Unknown^Patient", "12345", "Test^Test"])
def test_a_name_that_means_nobody_says_nothing(name: str) -> None:
    assert said(Tags("", name)).grade is Grade.SILENT


def test_sex_alone_is_a_lesser_difference() -> None:
    her = person("5", "Alex", "Moor", sex="female")
    assert said(Tags("5", "Moor^Alex", sex="M"), her, People([her])).reason is Reason.SEX_DIFFERS
    assert said(Tags("5", "Moor^Alex", sex="O"), her, People([her])).grade is Grade.AGREES


def test_numbers_are_the_clinics_own_unless_most_disagree() -> None:
    few = [(Tags("21"), JO.id)]
    assert numbers_are_ours(few, PEOPLE)
    assert not numbers_are_ours([(Tags(str(n)), JO.id) for n in range(100, 110)], PEOPLE)
    assert numbers_are_ours([(Tags("17"), JO.id)] * 9 + few, PEOPLE)


@given(
    some.builds(
        Tags,
        some.sampled_from(["", "17", "21", "30", "99", "4711"]),
        some.one_of(some.sampled_from(["", "Bloggs^Jo", "Bloggs^Kim", "Smith^Anna"]), some.text(max_size=24)),
        some.one_of(some.sampled_from(["", "19800403", "19550709"]), some.text(max_size=9)),
        some.sampled_from(["", "M", "F", "X"]),
    )
)
def test_whatever_tags_hold_there_is_one_grade_and_nobody_is_his_own_other(tags: Tags) -> None:
    found = said(tags)
    assert found.other != JO.id
    if found.grade is Grade.ANOTHER:
        assert found.other in (KIM.id, ANNA.id)
    if tags.number in ("17", "99") and tags.name in ("", "Bloggs^Jo") and tags.birth_date in ("", "19800403"):
        assert not found.grade.suspicious


def test_the_birth_date_counts_only_as_a_day() -> None:
    assert said(Tags("", "", "1980.04.03")).grade is Grade.AGREES
    assert JO.birth_date == date(1980, 4, 3)
