"""Tables become CSV files exactly as parsed, under names that never meet."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from core.errors import WrongUsage
from core.tables import LINE, RECORD, Aside, ReadTable, Reject, Share, SourceTable
from portal.cli.table_files import Copies, Whole, names_of_tables, write_tables
from portal.cli.table_forms import AsCsv


def table(
    file: str, name: str = "t", *rows: tuple[str | None, ...], rejects: tuple[Reject, ...] = ()
) -> ReadTable:
    columns = tuple(f"c{i}" for i in range(1, len(rows[0]) + 1)) if rows else ("c1",)
    count = range(1, len(rows) + 1)
    frame = pl.DataFrame(
        {RECORD: count, LINE: count, **{c: [row[i] for row in rows] for i, c in enumerate(columns)}},
        schema={RECORD: pl.UInt32, LINE: pl.UInt32, **dict.fromkeys(columns, pl.String)},
    )
    source = SourceTable(file=file, name=name, columns=columns, rows=frame)
    return ReadTable(source, rejects, counted=len(rows) + len(rejects), shares={}, evidence={})


def copied(folder: Path, tables: list[ReadTable]) -> tuple[str, ...]:
    return write_tables(Copies(folder, AsCsv()), [Whole(one) for one in tables])


def read_back(path: Path) -> list[list[str]]:
    with path.open(newline="", encoding="utf-8") as opened:
        return list(csv.reader(opened))


def test_cells_come_back_as_they_were_parsed(tmp_path):
    rows = (("=1+1", " lead"), ('say "no"', "two\nlines"), ("", None), ("ü", "\r"))
    copied(tmp_path, [table("a.csv", "a", *rows)])
    assert read_back(tmp_path / "a.csv") == [["c1", "c2"], *[[cell or "" for cell in row] for row in rows]]


def test_a_lone_empty_cell_is_still_a_record(tmp_path):
    copied(tmp_path, [table("a.csv", "a", ("x",), ("",), ("y",))])
    assert read_back(tmp_path / "a.csv")[1:] == [["x"], [""], ["y"]]


def test_rejects_stand_beside_the_table(tmp_path):
    broken = Reject(line=3, raw='"open\nmore', reason="unclosed_quote")
    copied(tmp_path, [table("a.csv", "a", ("x",), rejects=(broken,))])
    assert read_back(tmp_path / "a.rejects.csv") == [
        ["line", "reason", "raw"],
        ["3", "unclosed_quote", '"open\nmore'],
    ]


def test_lines_that_are_no_records_stand_beside_the_table_where_there_are_any(tmp_path):
    told = replace(table("a.csv", "a", ("x",)), aside=(Aside(1, Share.PREAMBLE, 'A "title", 2021'),))
    assert copied(tmp_path, [told, table("b.csv", "b", ("x",))]) == (
        "a.csv", "a.rejects.csv", "a.lines.csv", "b.csv", "b.rejects.csv"
    )  # fmt: skip
    assert read_back(tmp_path / "a.lines.csv") == [
        ["line", "what", "raw"],
        ["1", "preamble", 'A "title", 2021'],
    ]


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (["a.csv", "deep/b.csv", "c.zip!/d.csv"], ["a", "b", "d"]),
        (["a.csv", "a.txt"], ["a.csv", "a.txt"]),
        (["east/a.csv", "west/a.csv"], ["east/a.csv", "west/a.csv"]),
        (["A.csv", "a.txt"], ["A.csv", "a.txt"]),
        (["a.csv", "a.rejects.csv"], ["a.csv", "a.rejects.csv"]),
        (["a.csv", "a.lines.csv"], ["a.csv", "a.lines.csv"]),
        (["a?.csv", "a*.csv"], ["a_", "a_ (2)"]),
        (["b.xlsx", "b.xlsx", "b.2.csv"], ["b.xlsx", "b.xlsx.2", "b.2.csv"]),
    ],
)
def test_two_files_of_one_stem_are_named_whole(files, names):
    tables = [table(file, f"t{number}", ("x",)) for number, file in enumerate(files)]
    assert list(names_of_tables([one.table.key for one in tables]).values()) == names


def test_further_tables_of_one_file_are_numbered(tmp_path):
    written = copied(tmp_path, [table("b.xlsx", "one", ("x",)), table("b.xlsx", "two", ("y",))])
    assert written == ("b.csv", "b.rejects.csv", "b.2.csv", "b.2.rejects.csv")


def test_nothing_is_written_over(tmp_path):
    (tmp_path / "a.rejects.csv").write_text("mine")
    with pytest.raises(WrongUsage):
        copied(tmp_path, [table("a.csv", "a", ("x",))])
    assert [path.name for path in tmp_path.iterdir()] == ["a.rejects.csv"]


def test_no_name_leads_out_of_the_folder(tmp_path):
    copied(tmp_path / "out", [table("a.zip!/../../x.csv", "x", ("1",)), table("x.csv", "x", ("2",))])
    assert {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*")} == {"out"}
