"""Numbers in folder names count only where the clinic has that habit, and then tell who breaks it."""

from __future__ import annotations

from core.files.model import Grade, Reason
from core.files.paths import Filed, by_path
from core.files.people import People
from tests.core.files.made import person

EVERYBODY = People([person(str(n), f"A{n}", f"B{n}") for n in range(101, 121)])


def filed(number: int, path: str = "charts/{n} Name/{n} photo {n:03d}.jpg", of: int = 0) -> Filed:
    return Filed(path.format(n=number), f"patient:x:{of or number}")


def kept(count: int = 9) -> list[Filed]:
    return [filed(n) for n in range(101, 101 + count)]


def test_the_one_file_that_breaks_the_habit_is_told_with_whose_number_it_has() -> None:
    found = by_path([*kept(), filed(115, of=116)], EVERYBODY)
    told = found["charts/115 Name/115 photo 115.jpg"]
    assert (told.grade, told.reason, told.other) == (
        Grade.ANOTHER,
        Reason.PATH_OF_ANOTHER,
        "patient:x:115",
    )
    assert {said.grade for path, said in found.items() if "115" not in path} == {Grade.AGREES}


def test_a_number_of_nobody_at_that_place_does_not_agree() -> None:
    found = by_path([*kept(), filed(999, of=116)], EVERYBODY)
    assert found["charts/999 Name/999 photo 999.jpg"].reason is Reason.PATH_UNKNOWN


def test_where_there_is_no_such_habit_numbers_say_nothing() -> None:
    by_count = [filed(n, "photos/{n}.jpg", of=101 + (n * 7) % 20) for n in range(101, 121)]
    assert {said.grade for said in by_path(by_count, EVERYBODY).values()} <= {Grade.AGREES}
    assert by_path(kept(4), EVERYBODY) == {}


def test_many_files_of_one_patient_are_no_habit() -> None:
    one = [filed(101, "photos/{n} " + f"{place}.jpg") for place in range(20)]
    assert by_path(one, EVERYBODY) == {}


def test_another_folder_is_another_habit() -> None:
    found = by_path([*kept(), filed(115, "old/{n}.jpg", of=116)], EVERYBODY)
    assert "old/115.jpg" not in found
