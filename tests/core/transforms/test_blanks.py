"""A word that somebody said means blank is read as absent, and one that means something is a word."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from core.conservation import conserved
from core.mapping import from_json, to_json
from core.mapping.model import Mapping, Rule, Step
from core.parts import put_together, whole_entity
from core.runs import Outcome
from core.tables import SourceTable
from core.transforms import TRANSFORM_NAMES, applied
from core.transforms.blanks import words_for_nothing
from tests.core.engine import outcome
from tests.core.small import SMALL, mapped, mapping, read, source

PEOPLE = source(
    "patients",
    ["id", "name", "sex", "owes"],
    [["1", " NONE ", "f", "none"], ["2", "-", "-", "1.50"], ["3", "n/a", "unk", "n/a"], ["4", "Ada", "", ""]],
)
FIELDS = {"name": "last_name", "sex": "sex", "owes": "balance"}


def said(**words: tuple[str, ...]) -> Mapping:
    """words: what is said of the column of each field."""
    table = mapped(PEOPLE, "patient", FIELDS, key=("id",))
    return mapping(replace(table, rules=tuple(_with(rule, words) for rule in table.rules)))


def _with(rule: Rule, words: dict[str, tuple[str, ...]]) -> Rule:
    *first, last = rule.steps
    options = {
        option: told for option in ("blank", "not_blank") if (told := words.get(f"{rule.field}_{option}"))
    }
    return replace(rule, steps=(*first, Step(last.transform, {**last.options, **options})))


def run(how: Mapping, table: SourceTable = PEOPLE) -> Outcome:
    return outcome([read(table)], from_json(to_json(how), SMALL, TRANSFORM_NAMES))


def patients(made: Outcome) -> pl.DataFrame:
    return whole_entity([part.frame for part in made.parts if part.name == "entity/patient"])


def absent(made: Outcome) -> list[tuple[str, int]]:
    found = next(part.frame for part in made.parts if part.name == "findings")
    told = found.filter(found["kind"] == "read_as_absent").sort("column", "record")
    return told.select("column", "record").rows()


SAID = said(
    last_name_blank=("None",), last_name_not_blank=("-",), sex_blank=("UNK",), balance_blank=("none",)
)


def test_a_word_is_blank_in_the_column_of_which_somebody_said_so_and_its_cell_counts_once() -> None:
    made = run(SAID)
    assert patients(made)["last_name"].to_list() == [None, "-", None, "Ada"]
    assert patients(made)["sex"].to_list() == ["female", None, None, None]
    assert absent(made) == [("name", 1), ("name", 3), ("owes", 1), ("owes", 3), ("sex", 2), ("sex", 3)]
    sums = made.sums[0]
    assert made.closes and not made.waits and sums.cells.lost == 0
    assert sums.columns["name"].mapped == 4 and sums.columns["owes"].mapped == 3


def test_without_a_word_of_anybody_only_the_usual_words_are_blank() -> None:
    made = run(said())
    assert patients(made)["last_name"].to_list() == ["NONE", None, None, "Ada"]
    assert absent(made) == [("name", 2), ("name", 3), ("owes", 3), ("sex", 2)]
    assert made.closes and made.waits


def test_the_proof_takes_no_word_for_blank_that_the_mapping_does_not_call_so() -> None:
    tables = (read(PEOPLE),)
    (sums,) = conserved(tables, said(), put_together(run(SAID).parts, tables), SMALL)
    assert {name: each.lost for name, each in sums.columns.items()} == {
        "id": 0,
        "name": 1,
        "sex": 1,
        "owes": 1,
    }


def test_words_of_columns_that_are_put_together_are_passed_over_one_by_one() -> None:
    steps = (Step("join", {"with": " "}), Step("text", {"blank": ("none",)}))
    joined = Rule(("name", "sex"), "patient", "last_name", steps)
    table = mapped(PEOPLE, "patient", {"owes": "balance"}, key=("id",))
    table = replace(table, rules=(*table.rules, joined), kept=())
    made = run(mapping(table))
    assert patients(made)["last_name"].to_list() == ["f", None, "unk", "Ada"]
    assert made.closes


def test_a_word_that_is_no_longer_blank_is_a_word_for_a_value_map_too() -> None:
    steps = (("value_map", {"map": {"-": "male"}, "not_blank": ("-",)}),)
    assert applied(pl.Series(["-", "--"]), steps).rows() == [("male", None), (None, "read_as_absent")]


def test_cells_are_compared_as_all_words_are() -> None:
    steps = (("text", {"blank": ("Straße",)}),)
    assert applied(pl.Series([" STRASSE "]), steps).row(0) == (None, "read_as_absent")


@pytest.mark.parametrize("options", [{}, {"blank": "none"}, {"not_blank": ("null",), "blank": ("x", "X")}])
def test_the_words_are_the_usual_ones_with_those_said_and_without_those_denied(options: dict) -> None:
    words = words_for_nothing([options])
    assert ("null" in words) == ("not_blank" not in options)
    assert words.count("x") == ("blank" in options and "not_blank" in options)


def test_every_usual_word_may_mean_something() -> None:
    words = words_for_nothing([{}])
    assert words_for_nothing([{"not_blank": words}]) == ()
    assert applied(pl.Series(["null"]), (("text", {"not_blank": words}),)).row(0) == ("null", None)
