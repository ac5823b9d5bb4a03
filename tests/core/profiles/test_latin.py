"""Python reads the patterns as Rust does, whatever character of those that it may look at stands anywhere."""

from __future__ import annotations

import polars as pl
import pytest

from core.profiles import marks
from core.profiles.dates import PARTS
from core.profiles.latin import built, latin
from core.profiles.shapes import NUMBER_LEAD, PATTERNS
from tests.core.profiles.test_columns import SHAPES

LATIN = [chr(code) for code in range(0x3000) if latin(chr(code))]
WRITTEN = [value for value, _ in SHAPES if latin(value)]
REGEXES = [regex for each in PATTERNS for regex in (each.regex, each.rough) if regex]
OTHERS = [NUMBER_LEAD, PARTS, marks.PLAINLY, marks.LEADING]


def with_one_letter_else(text: str) -> list[str]:
    """Each character in front of the text, in the middle, at its end, and in place of one there."""
    places = [(i, j) for i in (0, len(text) // 2, len(text)) for j in (i, i + 1)]
    return [text[:i] + letter + text[j:] for letter in LATIN for i, j in places]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return list(dict.fromkeys(each for text in ["", *WRITTEN] for each in with_one_letter_else(text)))


@pytest.mark.parametrize("regex", dict.fromkeys([*REGEXES, *OTHERS]))
def test_a_pattern_takes_the_same_texts_in_both_languages(regex: str, texts: list[str]) -> None:
    rust = pl.Series(texts).str.contains(regex).to_list()
    assert [built(regex).search(text) is not None for text in texts] == rust


def test_letters_of_western_and_central_europe_are_looked_at_and_others_are_not() -> None:
    assert latin("Müller-Øst, Čapek & Łódź – 5 €\t„so“")
    assert not any(latin(text) for text in ("ſ", "İ", "ı", "٣", "Σ", "日", "\u2003", "e\u0301"))
