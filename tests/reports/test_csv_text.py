"""A spreadsheet finds no formula in a CSV, and every value can be had back exactly."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.csv_text import as_it_was, csv_bytes


def read_back(frame: pl.DataFrame) -> list[list[str]]:
    return list(csv.reader(io.StringIO(csv_bytes(frame).decode(), newline="")))[1:]


def written(cell: str) -> str:
    return read_back(pl.DataFrame({"a": [cell], "b": ["x"]}))[0][0]


@pytest.mark.parametrize(
    "cell", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "\t=1", "\r=1", "＝1", "+1-213-555-0112"]
)
def test_a_cell_that_would_run_begins_with_an_apostrophe(cell):
    assert written(cell) == f"'{cell}"


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "\t=1", "'=1"])
def test_the_name_of_a_column_is_a_cell_too(name):
    head, row = csv.reader(
        io.StringIO(csv_bytes(pl.DataFrame({name: ["x"], "b": ["y"]})).decode(), newline="")
    )
    assert (head, row) == ([f"'{name}", "b"], ["x", "y"])


@pytest.mark.parametrize("dtype", [pl.Categorical, pl.Enum(["=1+1"]), pl.List(pl.String)])
def test_a_text_of_any_type_is_not_run(dtype):
    value = ["=1+1"] if dtype == pl.List(pl.String) else "=1+1"
    frame = pl.DataFrame({"a": pl.Series([value], dtype=dtype), "b": ["x"]})
    assert read_back(frame)[0][0][0] in "'["


@pytest.mark.parametrize("cell", ["+12135550112", "-4.50", "-", "- 1,200", "plain", "'quoted'", "a=b", ""])
def test_a_cell_that_holds_nothing_that_runs_stays_as_it_is(cell):
    assert written(cell) == cell


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\n 0a,\"＝"), max_size=6))
def test_every_value_can_be_had_back(cell):
    assert as_it_was(written(cell)) == cell


def test_a_list_is_a_json_array_and_an_instant_says_its_zone():
    frame = pl.DataFrame(
        {"many": [["a", "b,c"], None], "at": [datetime(2026, 3, 12, 9, 30, tzinfo=UTC), None]}
    )
    assert read_back(frame) == [['["a","b,c"]', "2026-03-12T09:30:00Z"], ["", ""]]


def test_a_lone_column_without_a_value_is_still_a_record():
    assert read_back(pl.DataFrame({"a": [None, "x", ""]})) == [[""], ["x"], [""]]
