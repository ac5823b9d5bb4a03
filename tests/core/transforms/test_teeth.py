"""Teeth mean the same in every notation, and a number that could mean two waits."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.transforms import applied
from core.transforms.teeth import SUPERNUMERARY, UNIVERSAL, ToothEvidence, evidence


def read(text: str, notation: str | None, into: str = "universal") -> tuple[object, str | None]:
    options = {"into": into, **({"notation": notation} if notation else {})}
    return applied(pl.Series([text]), (("tooth", options),)).row(0)


@pytest.mark.parametrize(
    ("universal", "fdi", "palmer"),
    [
        ("1", "18", "UR8"),
        ("8", "11", "UR1"),
        ("9", "21", "UL1"),
        ("16", "28", "UL8"),
        ("17", "38", "LL8"),
        ("24", "31", "LL1"),
        ("25", "41", "LR1"),
        ("32", "48", "LR8"),
        ("A", "55", "URE"),
        ("J", "65", "ULE"),
        ("K", "75", "LLE"),
        ("T", "85", "LRE"),
    ],
)
def test_a_tooth_is_the_same_in_all_three(universal: str, fdi: str, palmer: str) -> None:
    assert read(universal, "universal", "fdi") == (fdi, None)
    assert read(fdi, "fdi") == (universal, None)
    assert read(palmer, "palmer") == (universal, None)
    assert read(f"{palmer[2]}{palmer[:2]}", "palmer", "fdi") == (fdi, None)


def test_palmers_brackets_are_read() -> None:
    assert [read(text, "palmer", "fdi")[0] for text in ("6┘", "└6", "┌6", "6┐")] == ["16", "26", "36", "46"]


def test_a_quadrant_may_stand_apart_from_its_number() -> None:
    assert [read(text, "palmer", "fdi")[0] for text in ("UR 6", "ul-6")] == ["16", "26"]


def test_every_tooth_comes_back_from_the_other_notation() -> None:
    assert len(set(UNIVERSAL.values())) == len(UNIVERSAL) == 52
    for universal in UNIVERSAL:
        there, _ = read(universal, "universal", "fdi")
        assert read(str(there), "fdi") == (universal, None)


@pytest.mark.parametrize("tooth", SUPERNUMERARY)
def test_an_extra_tooth_is_never_given_another_teeths_number(tooth: str) -> None:
    assert read(tooth, "universal") == (tooth, None)
    assert read(tooth, "universal", "fdi") == (None, "tooth_without_number")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("#03", "3"),
        ("a", "A"),
        ("3, 14", "3,14"),
        ("#3 #14", "3,14"),
        ("3 - 5", "3-5"),
        ("3-5, 9", None),
        ("33", None),
        ("0", None),
        ("3,", None),
        ("upper", None),
    ],
)
def test_several_teeth_stand_in_one_cell_and_what_is_none_waits(text: str, told: str | None) -> None:
    assert read(text, "universal") == (told, None if told else "not_a_tooth")


@given(st.sampled_from(["11", "16", "45", "A", "UR6", "x"]))
def test_nothing_is_read_before_the_notation_is_settled(text: str) -> None:
    assert read(text, None) == (None, "tooth_notation_unsettled")


def test_the_evidence_counts_what_only_one_notation_can_read() -> None:
    texts = pl.Series(["11", "45", "9", "A", "UR6", "99"])
    told = evidence(texts, pl.Series([10, 5, 4, 3, 2, 1]))
    assert told == ToothEvidence(universal=7, fdi=5, palmer=2, several=10, neither=1)
