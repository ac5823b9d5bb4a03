"""What `read --to-csv` writes."""

from __future__ import annotations

import csv
from io import StringIO

from core.sources.to_csv import as_csv
from tests.core.sources.given import intake
from tests.core.sources.test_workbook import xlsx


def written(**files: bytes) -> dict[str, list[list[str]]]:
    pairs = list(as_csv(intake(**files)))
    assert len({name for name, _ in pairs}) == len(pairs)
    return {name: list(csv.reader(StringIO(content.decode(), newline=""))) for name, content in pairs}


def test_a_table_and_its_rejects_are_written_side_by_side() -> None:
    out = written(t__csv=b'id,name,n\n1,"Bell, Ann",2\n2,"Ben,3\n3,Cy,4\n')
    assert out == {
        "t.csv": [["id", "name", "n"], ["1", "Bell, Ann", "2"], ["3", "Cy", "4"]],
        "t.rejects.csv": [["line", "reason", "raw"], ["3", "unclosed_quote", '2,"Ben,3']],
    }


def test_further_tables_of_one_file_are_numbered() -> None:
    rows: list[list[object]] = [["id", "n"], [1, 2]]
    assert set(written(book__xlsx=xlsx(A=rows, B=rows, C=rows))) == {"book.csv", "book.2.csv", "book.3.csv"}


def test_two_files_of_one_stem_use_their_whole_names() -> None:
    table = b"id,name\n1,Ann\n2,Ben\n"
    assert set(written(t__csv=table, t__tsv=table.replace(b",", b"\t"), u__csv=table)) == {
        "t.csv.csv", "t.tsv.csv", "u.csv"
    }  # fmt: skip


def test_overflow_and_missing_headers_are_named() -> None:
    out = written(a__csv=b"id,n\n1,2\n3,4,5\n6,7\n", b__csv=b"1,2001-01-01\n2,2002-01-01\n")
    assert out["a.csv"][0] == ["id", "n", "extra_1"]
    assert out["b.csv"][0] == ["column_1", "column_2"]


def test_a_single_empty_cell_survives_being_written() -> None:
    assert written(a__csv=b'id\n1\n""\n2\n')["a.csv"] == [["id"], ["1"], [""], ["2"]]
