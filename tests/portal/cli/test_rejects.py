"""`read --rejects-to` and `--corrected`: a row that could not be read goes out and comes back a record."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook

from tests.portal.cli.terminal import Said

BROKEN = b'PatNum,LName\n1,Ann\n2,"Ben\n3,Cy\n4,"Di\n5,Ed\n'


def test_what_was_filled_in_is_read_and_kept_as_choices(
    chartbridge: Callable[..., Said], tmp_path: Path
) -> None:
    source, book, kept = tmp_path / "patients.csv", tmp_path / "r.xlsx", tmp_path / "choices.json"
    source.write_bytes(BROKEN)
    before = json.loads(chartbridge("read", source, "--rejects-to", book, "--json").out)["tables"][0]
    opened = load_workbook(book)
    for place, cell in enumerate(("2", "Ben")):
        opened.worksheets[0].cell(2, 5 + place, cell)
    opened.worksheets[0].cell(3, 8, "too far")
    opened.save(book)
    said = chartbridge("read", source, "--corrected", book, "--choices-out", kept, "--json")
    after = json.loads(said.out)["tables"][0]
    assert (before["rejects"] - after["rejects"], after["records"] - before["records"]) == (1, 1)
    assert "row 3: more cells are filled in than the table has columns." in said.err
    again = json.loads(chartbridge("read", source, "--choices", kept, "--json").out)["tables"][0]
    assert again["records"] == after["records"]


def test_nothing_is_written_over(chartbridge: Callable[..., Said], tmp_path: Path) -> None:
    (tmp_path / "patients.csv").write_bytes(BROKEN)
    (tmp_path / "r.xlsx").write_bytes(b"mine")
    assert chartbridge("read", tmp_path / "patients.csv", "--rejects-to", tmp_path / "r.xlsx").status == 2
    assert (tmp_path / "r.xlsx").read_bytes() == b"mine"
