"""A full name in one cell: its parts as they stand; a name that can be read in two ways waits."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.transforms import applied
from core.transforms.finding_kinds import PART_NOT_THERE
from core.transforms.names import BETWEEN, ORDERS, PARTS


def parts(name: str, **options: str) -> dict[str, str]:
    """The parts that are there; where the name waits, only why."""
    read = {p: applied(pl.Series([name]), (("name_part", {"part": p, **options}),)).row(0) for p in PARTS}
    why = {finding for _, finding in read.values() if finding not in (None, PART_NOT_THERE)}
    return {"waits": why.pop()} if why else {p: value for p, (value, _) in read.items() if value is not None}


SETTLED = {"name_order": "given_first"}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Lee, Ana M.", {"family": "Lee", "given": "Ana", "middle": "M."}),
        ("Lee Jr., Ana", {"family": "Lee", "given": "Ana", "suffix": "Jr."}),
        ("Lee, III, Ana", {"family": "Lee", "given": "Ana", "suffix": "III"}),
        ("Lee, Dr. Ana", {"family": "Lee", "given": "Ana", "prefix": "Dr."}),
        ("Lee, Ana, Mrs.", {"family": "Lee", "given": "Ana", "prefix": "Mrs."}),
        ("LEE,ANA", {"family": "LEE", "given": "ANA"}),
        ("van Beethoven, Ludwig", {"family": "van Beethoven", "given": "Ludwig"}),
        ("Lopez Garcia, Ana", {"family": "Lopez Garcia", "given": "Ana"}),
        ("Ana Lee", {"waits": "name_order_unsettled"}),
        ("Lee, Ana Maria", {"waits": "name_words_unclear"}),
        ("Ana & Bob Lee", {"waits": "name_not_read"}),
        ("Ana and Bob Lee", {"waits": "name_not_read"}),
        ("Lee, Ana, Bob", {"waits": "name_not_read"}),
        ("Ana (Annie) Lee", {"waits": "name_not_read"}),
        ("Dr. Lee", {"waits": "name_of_one_word"}),
    ],
)
def test_a_comma_tells_the_family_name_and_nothing_else_is_guessed(name: str, told: dict[str, str]) -> None:
    assert parts(name) == told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Dr. Ana Lee Jr.", {"prefix": "Dr.", "given": "Ana", "family": "Lee", "suffix": "Jr."}),
        ("Ana M. Lee, DDS", {"given": "Ana", "middle": "M.", "family": "Lee", "suffix": "DDS"}),
        ("Maria de la Cruz", {"given": "Maria", "family": "de la Cruz"}),
        ("Ana Maria Lee", {"waits": "name_words_unclear"}),
        ("Don Lee", {"given": "Don", "family": "Lee"}),
    ],
)
def test_without_a_comma_the_order_is_that_of_the_column(name: str, told: dict[str, str]) -> None:
    assert parts(name, **SETTLED) == told


def test_the_family_name_may_stand_first() -> None:
    assert parts("Lee Ana M.", name_order="family_first") == {"family": "Lee", "given": "Ana", "middle": "M."}


@pytest.mark.parametrize(
    ("between", "told"),
    [
        ("middle", {"given": "Ana", "middle": "Lopez", "family": "Garcia"}),
        ("given", {"given": "Ana Lopez", "family": "Garcia"}),
        ("family", {"given": "Ana", "family": "Lopez Garcia"}),
    ],
)
def test_words_between_are_what_the_column_says(between: str, told: dict[str, str]) -> None:
    assert parts("Ana Lopez Garcia", **SETTLED, words_between=between) == told


def test_behind_a_comma_such_words_are_of_the_given_name() -> None:
    told = parts("Lopez Garcia, Ana Maria", words_between="family")
    assert told == {"family": "Lopez Garcia", "given": "Ana Maria"}


def test_where_the_family_name_stands_first_nobody_sees_where_it_ends() -> None:
    told = parts("Lopez Garcia Ana", name_order="family_first", words_between="family")
    assert told == {"waits": "name_words_unclear"}


WORDS = st.sampled_from(
    ["Ana", "Lee", "M.", "J.R.", "de", "la", "Dr.", "Jr.", "van", "O'Neil", "Ng", "Sr", "II"]
)


@given(
    st.lists(WORDS, min_size=1, max_size=6),
    st.sampled_from([" ", ", ", "  "]),
    st.sampled_from([None, *ORDERS]),
    st.sampled_from([None, *BETWEEN]),
)
def test_the_parts_are_the_whole_name_and_share_nothing(
    words: list[str], mark: str, order: str | None, between: str | None
) -> None:
    name = mark.join([words[0], " ".join(words[1:])]) if len(words) > 1 else words[0]
    settled = {"name_order": order, "words_between": between}
    told = parts(name, **{option: value for option, value in settled.items() if value})
    if "waits" not in told:
        assert sorted(" ".join(told.values()).replace(",", "")) == sorted(" ".join(words)), told
