from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.mapping.model import Rule, Step
from core.record import RECORD
from core.transforms import applied
from core.values import given_to, is_coded, said, with_values

SEX = RECORD.entity("patient").field("sex").domain
assert SEX is not None
CODED = Rule(("Sex",), "patient", "sex", (Step("value_map", {"map": SEX.lookup()}),), "rule")
DATED = Rule(("Born",), "patient", "birth_date", (Step("date", {"order": "mdy"}),), "rule")
BARE = Rule(("Name",), "patient", "last_name", (), "rule")
MANY = pytest.mark.parametrize("many", [100_000, pytest.param(1_000_000, marks=pytest.mark.soak)])


def read(rule: Rule, *texts: str) -> list[object]:
    made = applied(pl.Series(texts), tuple((step.transform, step.options) for step in rule.steps))
    return made["value"].to_list()


def test_words_get_codes_however_they_are_spelt() -> None:
    made = with_values(CODED, {" Q ": "other", "M": ""})
    assert read(made, "q", "Q", "m", "F") == ["other", "other", None, "female"]


def test_a_text_of_a_field_without_codes_is_read_as_if_another_stood_there() -> None:
    made = with_values(DATED, {"31/31/1970": "12/31/1970"})
    assert read(made, "31/31/1970", "01/02/1970") == read(DATED, "12/31/1970", "01/02/1970")
    assert made.columns == DATED.columns


def test_what_is_taken_back_leaves_no_trace() -> None:
    for rule, word in ((DATED, "31/31/1970"), (CODED, "q")):
        to = "other" if is_coded(rule) else "x"
        assert with_values(with_values(rule, {word: to}), {word: ""}) == rule


def test_a_rule_without_steps_can_be_corrected_too() -> None:
    assert read(with_values(BARE, {"Blogs": "Bloggs"}), "blogs", "Smith") == ["Bloggs", "Smith"]


def test_a_code_goes_before_an_older_correction_of_the_word() -> None:
    corrected = Rule(("Sex",), "patient", "sex", (Step("correct", {"map": {"q": "m"}}), *CODED.steps))
    assert read(corrected, "Q") == ["male"]
    assert read(with_values(corrected, {"Q": "other"}), "Q") == ["other"]


def test_what_people_said_is_told_apart_from_the_fields_own_words() -> None:
    assert given_to(CODED, SEX.lookup()) == {}
    assert given_to(with_values(CODED, {"Q": "other", "m": "female"}), SEX.lookup()) == {
        "q": "other",
        "m": "female",
    }
    assert given_to(with_values(DATED, {"X": "1/2/1970"}), {}) == {"x": "1/2/1970"}


@given(st.dictionaries(st.text(min_size=1).filter(str.strip), st.sampled_from(["male", "other"])))
def test_every_word_that_was_said_is_read_so(words: dict[str, str]) -> None:
    told = with_values(CODED, words)
    assert set(said(told, "value_map").values()) <= {"male", "female", "other", "unknown"}
    assert len(said(told, "value_map")) >= len(SEX.lookup())


@MANY
def test_a_long_map_takes_more_words(many: int) -> None:
    words = {f"word {n}": "other" for n in range(many)}
    large = Rule(("Sex",), "patient", "sex", (Step("value_map", {"map": words}),))
    made = with_values(large, {"Word 7": "male", "new": "female"})
    assert len(said(made, "value_map")) == many + 1
    assert read(made, "WORD 7", "new", "word 8") == ["male", "female", "other"]
