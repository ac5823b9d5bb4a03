"""Files that nobody here wrote, against truths from elsewhere."""

from __future__ import annotations

import csv
import json
from functools import cache
from io import StringIO
from pathlib import Path

import pytest

from core.choices import Choices
from core.repairs import ALL_REPAIRS, NO_REPAIRS, Repairs
from core.sources import read_uploads
from core.tables import LINE, RECORD, ReadTable
from tests.core.sources.given import of, rows
from tests.shared_data import shared_data

POLLOCK_EXACT = 41
"""Polluted files of Pollock that are read exactly as its perfect loader would; 103 in all.

Of the others most lost or gained a delimiter, where the truth (the unpolluted table) is not in the file.
"""
POLLOCK_REPAIRED = 101
"""With every proposed repair accepted. Two are not: a second table with the very same names cannot be told
from names that are repeated, nor quotation marks that are doubled between apostrophes from two of them.
"""
POLLOCK_SURVEY_BODIES = 53
"""Real open-data files of Pollock's survey whose records are read exactly; 82 in all."""


def truth_of(path: Path) -> list[list[str]]:
    return list(csv.reader(StringIO(path.read_bytes().decode("utf-8"), newline="")))


@cache
def tables_in(path: Path, repairs: Repairs = NO_REPAIRS) -> tuple[ReadTable, ...]:
    return read_uploads([of(path)], choices=Choices(repairs=repairs)).tables


def table_in(path: Path, repairs: Repairs = NO_REPAIRS) -> ReadTable | None:
    return next(iter(tables_in(path, repairs)), None)


def cells(table: ReadTable) -> list[list[str]]:
    return [[cell or "" for cell in row] for row in rows(table)]


@pytest.mark.parametrize("name", [
    "comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "newlines", "newlines_crlf",
    "quotes_and_newlines", "simple", "simple_crlf", "utf8",
])  # fmt: skip
def test_csv_spectrum_is_read_as_its_truth(name: str) -> None:
    base = shared_data("csv_torture/csv-spectrum")
    table = table_in(base / "csvs" / f"{name}.csv")
    assert table is not None
    records = [dict(zip(table.table.columns, row, strict=True)) for row in rows(table)]
    truth = (base / "json" / f"{name}.json").read_text(encoding="utf-8")
    if b"\r" not in (base / "csvs" / f"{name}.csv").read_bytes():  # line ends were lost when it was copied
        truth = truth.replace("\\r\\n", "\\n")
    assert records == json.loads(truth)


def test_pollock_is_read_at_least_as_well_as_stated() -> None:
    assert len(exact_in(NO_REPAIRS)) >= POLLOCK_EXACT


def test_pollock_with_repairs_is_restored_at_least_as_well_as_stated() -> None:
    assert len(exact_in(ALL_REPAIRS)) >= POLLOCK_REPAIRED


def exact_in(repairs: Repairs) -> list[str]:
    base = shared_data("csv_torture/pollock")
    exact = []
    for path in sorted((base / "csv").iterdir()):
        table, truth = table_in(path, repairs), truth_of(base / "clean" / path.name)
        if table is None:
            exact += [path.name] if not truth else []
            continue
        header = [list(table.table.columns)] if table.evidence["header"] == "yes" else []
        exact += [path.name] if header + cells(table) == truth else []
    return exact


@pytest.mark.parametrize(
    "folder", ["csv_torture/pollock/survey_sample/csv", "csv_torture/csv-spectrum/csvs", "tables", "linkage"]
)
def test_no_repair_is_proposed_for_real_files_that_are_not_damaged(folder: str) -> None:
    for path in sorted(shared_data(folder).rglob("*")):
        for table in tables_in(path) if path.is_file() else ():
            assert not table.proposals, path.name


def test_no_polluted_file_loses_a_byte_or_a_record_unseen() -> None:
    base = shared_data("csv_torture/pollock")
    for path in sorted((base / "csv").iterdir()):
        for repairs in (NO_REPAIRS, ALL_REPAIRS):
            tables = tables_in(path, repairs)
            if tables:
                assert sum(sum(one.shares.values()) for one in tables) == path.stat().st_size
            for table in tables:
                assert table.counted == table.table.frame.height + len(table.rejects), path.name


def test_the_surveyed_files_of_pollock_are_read_at_least_as_well_as_stated() -> None:
    base = shared_data("csv_torture/pollock/survey_sample")
    right = []
    for path in sorted((base / "csv").iterdir()):
        tables, truth = tables_in(path), truth_of(base / "clean" / path.name)
        if not tables:
            right += [path.name] if not truth else []
            continue
        assert sum(sum(one.shares.values()) for one in tables) == path.stat().st_size
        right += [path.name] if any(cells(one) in (truth, truth[1:]) for one in tables) else []
    assert len(right) >= POLLOCK_SURVEY_BODIES, f"{len(right)} of 82"


@pytest.mark.parametrize(
    ("folder", "pattern", "delimiter"),
    [
        ("tables/synthea", "*.csv", ","),
        ("tables/smart_sample_patients/data", "*.txt", "\t"),
        ("linkage/fake_1000", "*.csv", ","),
    ],
)
def test_whole_exports_equal_what_pythons_reader_says(folder: str, pattern: str, delimiter: str) -> None:
    for path in sorted(shared_data(folder).glob(pattern)):
        table = table_in(path)
        assert table is not None, path.name
        text = path.read_bytes().decode("utf-8-sig")
        header, *records = [row for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter) if row]
        assert list(table.table.columns) == header
        assert rows(table) == records, path.name
        assert table.counted == len(records)
        assert table.table.frame[RECORD].to_list() == list(range(1, len(records) + 1))
        assert table.table.frame[LINE][0] == 2


def test_febrl_with_its_spaced_header_is_read() -> None:
    for path in sorted(shared_data("linkage/febrl").glob("dataset[13].csv")):
        table = table_in(path)
        assert table is not None
        assert table.table.columns[:2] == ("rec_id", "given_name")
        assert table.table.frame.height == {"dataset1.csv": 1000, "dataset3.csv": 5000}[path.name]


def test_workbooks_as_people_keep_them_are_read_or_refused_in_one_sentence() -> None:
    counts = {}
    for path in sorted(shared_data("workbooks").iterdir()):
        found = read_uploads([of(path)])
        counts[path.name] = [table.table.frame.height for table in found.tables]
        assert found.tables or found.files
        for table in found.tables:
            assert table.counted == table.table.frame.height, path.name
    assert counts["inventory-table.xlsx"] == [4]
    assert counts["date.xls"] == counts["date.xlsx"] == counts["date.xlsb"] == [3]
    assert counts["pass_protected.xlsx"] == counts["pass_protected.ods"] == counts["too_small.xls"] == []


def test_dates_of_both_epochs_are_the_same_days() -> None:
    base = shared_data("workbooks")
    first = {
        name: cells(table_in(base / name) or pytest.fail(name))[0][0]
        for name in ("date.xls", "date_1904.xls")
    }
    assert set(first.values()) == {"2021-01-01"}
