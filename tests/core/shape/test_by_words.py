"""Asking each different text once gives what asking every row gives, in every bit (law 3)."""

from __future__ import annotations

from unittest import mock

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from core.hands import ToShape, shape
from core.mapping.model import Only, Route, Rule, Step, TableMapping
from core.shape.by_words import Question, answered
from core.tables import SourceTable
from core.transforms import TRANSFORMS, transform_named
from core.transforms.examples import EXAMPLES
from tests.core.small import source

COLUMNS = ("a", "b", "c")
TOLD = [*sorted({each.text for each in EXAMPLES}), "", "  ", " F ", "NULL", "usd", " EUR", "NKDA", "Straße"]
ENTITIES = ("patient", "ledger_entry")
ONE = st.sampled_from(COLUMNS)
STEPS = [Step(each.transform, each.options) for each in EXAMPLES if each.transform != "join"]
FIRST = [step for step in STEPS if step.transform in {"text", "correct", "identifier", "lookup"}]
WHOLE = [step for step in STEPS if not transform_named(step.transform).part]
JOINS = [Step("join", {"with": " "}), Step("join", {"with": "-", "blank": ("none",)})]

TEXTS = st.one_of(st.sampled_from(TOLD), st.text(max_size=5), st.none())
ONLY = st.none() | st.builds(Only, ONE, st.lists(st.sampled_from(TOLD), max_size=3).map(tuple))
RULES = st.one_of(
    st.builds(
        Rule,
        ONE.map(lambda column: (column,)),
        st.sampled_from(ENTITIES),
        st.sampled_from(["notes", "currency"]),
        st.tuples(st.sampled_from(STEPS)) | st.tuples(st.sampled_from(FIRST), st.sampled_from(STEPS)),
        only=ONLY,
    ),
    st.builds(
        lambda columns, join, steps, only: Rule(columns, "patient", "notes", (join, *steps), only=only),
        st.permutations(COLUMNS).map(lambda all_: tuple(all_[:2])),
        st.sampled_from(JOINS),
        st.lists(st.sampled_from(WHOLE), max_size=1),
        ONLY,
    ),
    st.just(Rule(("a",), "ledger_entry", "amount", (Step("money", {"currency": "USD"}),))),
    st.just(Rule(("b",), "ledger_entry", "currency", (Step("currency"),))),
    st.just(Rule((), "patient", "notes", (Step("constant", {"value": "x"}),))),
)
ROUTES = st.lists(
    st.one_of(
        st.builds(
            Route, st.sampled_from(ENTITIES), st.just("one_of"), st.just(("a", "b")), st.just(("F", "3"))
        ),
        st.builds(Route, st.just("allergy"), st.just("no_known_allergy"), ONE.map(lambda column: (column,))),
        st.builds(Route, st.sampled_from(ENTITIES)),
    ),
    max_size=3,
)


@st.composite
def tables(draw: st.DrawFn) -> SourceTable:
    """Columns of few different texts and of many."""
    rows = draw(st.integers(0, 14))
    few = [draw(st.lists(TEXTS, min_size=1, max_size=draw(st.integers(1, 12)))) for _ in COLUMNS]
    columns = [draw(st.lists(st.sampled_from(pool), min_size=rows, max_size=rows)) for pool in few]
    return source("t", list(COLUMNS), [list(row) for row in zip(*columns, strict=True)])


MAPPINGS = st.builds(
    lambda key, routes, rules, tool: TableMapping("t.csv", "t", key, tuple(routes), rules, (), tool=tool),
    st.lists(ONE, max_size=2, unique=True).map(tuple),
    ROUTES,
    st.lists(RULES, max_size=6).map(tuple),
    st.sampled_from(["", "billing"]),
)


def shaped(table: SourceTable, mapping: TableMapping, *, fewest: int) -> pl.DataFrame:
    with mock.patch("core.shape.by_words.FEWEST", fewest):
        return shape(ToShape(table, mapping))


@settings(max_examples=200, deadline=None)
@given(table=tables(), mapping=MAPPINGS)
def test_asking_each_text_once_gives_what_asking_every_row_gives(
    table: SourceTable, mapping: TableMapping
) -> None:
    plain = shaped(table, mapping, fewest=1_000_000)
    assert_frame_equal(shaped(table, mapping, fewest=0), plain, check_exact=True)


@pytest.mark.parametrize("name", [each.name for each in TRANSFORMS])
def test_every_transform_asked_once_a_text_gives_the_same(name: str) -> None:
    steps = [step for step in (*STEPS, *JOINS) if step.transform == name]
    rules = tuple(Rule(("a",), "patient", "notes", (step,)) for step in steps)
    texts = [each.text for each in EXAMPLES if each.transform == name]
    table = source("t", ["a"], [[text] for text in [*texts, "", None, " odd "] * 3])
    mapping = TableMapping("t.csv", "t", (), (Route("patient"),), rules, ())
    once, plain = (shaped(table, mapping, fewest=fewest) for fewest in (0, 1_000))
    assert_frame_equal(once, plain, check_exact=True)


def asked_texts(frame: pl.DataFrame, *reads: str) -> list[int]:
    """How many texts the question about these columns was worked on, at each asking."""
    seen: list[int] = []

    def look(column: pl.Series) -> pl.Series:
        seen.append(len(column))
        return column

    whole = pl.concat_str(reads).map_batches(look, return_dtype=pl.String)
    answers = answered(frame, [Question(reads, (whole.alias("told"),))])
    assert answers.height == frame.height
    return seen


def test_a_question_is_worked_on_the_different_texts_alone() -> None:
    frame = pl.DataFrame({"status": ["C", "TP", "EX", None] * 2_000, "side": ["L", "R"] * 4_000})
    assert asked_texts(frame, "status") == [4]
    assert asked_texts(frame, "status", "side") == [4]


def test_where_most_texts_stand_once_every_row_is_asked() -> None:
    frame = pl.DataFrame({"note": [str(i) for i in range(8_000)], "side": ["L", "R"] * 4_000})
    assert asked_texts(frame, "note") == [8_000]
    assert asked_texts(frame, "side", "note") == [8_000]


def test_few_rows_are_asked_as_they_are() -> None:
    assert asked_texts(pl.DataFrame({"status": ["C"] * 100}), "status") == [100]


def test_what_hardly_looks_at_a_text_is_asked_of_every_row() -> None:
    frame = pl.DataFrame({"status": ["C"] * 8_000})
    with mock.patch("core.shape.by_words.Coded.of", side_effect=AssertionError):
        told = answered(frame, [Question(("status",), (pl.col("status").alias("told"),), plain=True)])
    assert told["told"].to_list() == ["C"] * 8_000
