"""Names of source files as paths that stay in their folder, and stay apart."""

from __future__ import annotations

from pathlib import PurePosixPath
from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from reports.file_names import told_apart

NAMES = st.text(alphabet="aAbé./\\:*\x00 ", max_size=12)


def test_the_second_of_two_alike_is_numbered_before_its_ending() -> None:
    assert told_apart(["a/x.csv", "a/X.csv", "a/x.csv"]) == ["a/x.csv", "a/X (2).csv", "a/x (3).csv"]


def test_a_file_and_a_folder_of_one_name_stay_apart() -> None:
    assert told_apart(["a.zip", "a.zip/b.csv", "a.zip/c.csv"]) == [
        "a.zip",
        "a (2).zip/b.csv",
        "a (2).zip/c.csv",
    ]
    assert told_apart(["a.zip/b.csv", "a.zip"]) == ["a.zip/b.csv", "a (2).zip"]


@given(st.lists(NAMES, max_size=8))
def test_whatever_the_names_no_path_leads_out_is_another_or_lies_below_another(names: list[str]) -> None:
    paths = told_apart(names)
    folded = [path.casefold() for path in paths]
    above = {str(folder) for path in folded for folder in PurePosixPath(path).parents}
    assert len(set(folded)) == len(names)
    assert not set(folded) & above
    assert all(not PurePosixPath(p).is_absolute() and ".." not in PurePosixPath(p).parts for p in paths)


def test_names_that_some_file_systems_take_for_one_stay_apart() -> None:
    composed, apart = "Ren\u00e9.csv", "Rene\u0301.csv"
    assert told_apart([composed, apart]) == [composed, "Rene\u0301 (2).csv"]


def test_a_name_that_a_system_keeps_for_a_device_is_another() -> None:
    assert told_apart(["con", "a/NUL.txt", "lpt1.", "console.csv"]) == [
        "_con",
        "a/_NUL.txt",
        "_lpt1",
        "console.csv",
    ]


def test_the_time_for_many_files_grows_with_their_number() -> None:
    began = perf_counter()
    assert len(set(told_apart(f"{n}.dcm" for n in range(60_000)))) == 60_000
    assert perf_counter() - began < 10
