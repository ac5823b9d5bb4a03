"""`read` goes through large texts in windows: the same account and the same copies as of a small one."""

from __future__ import annotations

import polars as pl
import pytest

ROWS = 60_000


def text(extra: str = "") -> str:
    """Two megabytes of a table, `extra` standing late in it."""
    notes = ["on two\nlines", *[""] * 8]
    rows = [f'{n},"Zoë, {n % 50}",2021-02-0{n % 9 + 1},"{notes[n % 9]}"\n' for n in range(ROWS)]
    return "".join(["id,name,born,note\n", *rows[:-9], extra, *rows[-9:]])


@pytest.fixture
def large(chartbridge, tmp_path, monkeypatch):
    """`large(content, "--json")` -> what is said of it when it is read in windows of a megabyte."""
    monkeypatch.setenv("CHARTBRIDGE_READ_WHOLE", "1")
    monkeypatch.setenv("CHARTBRIDGE_READ_WINDOW", "1")

    def read(content: bytes, *more: object):
        place = tmp_path / "visits.csv"
        place.write_bytes(content)
        return chartbridge("read", place, *more)

    return read


@pytest.fixture
def small(chartbridge, tmp_path):
    """The same, read whole."""

    def read(content: bytes, *more: object):
        place = tmp_path / "visits.csv"
        place.write_bytes(content)
        return chartbridge("read", place, *more)

    return read


def test_a_large_text_has_the_account_that_it_has_read_whole(small, large):
    content = text('7,"open,2021-01-01,\n').encode("cp1252")
    whole, parted = small(content, "--json").json, large(content, "--json").json
    apart = {"repair_proposed", "too_large_to_repair"}
    for said in (whole, parted):
        said["findings"] = [one for one in said["findings"] if one["kind"] not in apart]
        said["tables"][0].pop("repairs")
    assert parted == whole
    assert parted["tables"][0]["records"] == ROWS


def test_both_forms_of_copy_hold_every_cell(large, tmp_path):
    content = text().encode()
    assert large(content, "--to-parquet", tmp_path / "parquet").status == 0
    assert large(content, "--to-csv", tmp_path / "csv").status == 0
    copies = (
        pl.read_parquet(tmp_path / "parquet" / "visits.parquet"),
        pl.read_csv(tmp_path / "csv" / "visits.csv", infer_schema=False, empty_string_is_null=False),
    )
    given = pl.read_csv(content, infer_schema=False, empty_string_is_null=False)
    for copy in copies:
        assert copy.equals(given)
    assert not list(tmp_path.rglob("*.part"))


def test_a_column_that_comes_late_stands_in_the_whole_copy(large, tmp_path):
    content = text("7,Ann,2021-01-01,,more\n").encode()
    assert large(content, "--to-parquet", tmp_path / "copy").status == 0
    copy = pl.read_parquet(tmp_path / "copy" / "visits.parquet")
    assert copy.columns == ["id", "name", "born", "note", "extra_1"]
    assert copy.height == ROWS + 1
    assert copy["extra_1"].drop_nulls().to_list() == ["more"]


def test_a_small_file_is_copied_to_parquet_as_well(small, tmp_path):
    assert small(b"id,n\n1,\n2\n", "--to-parquet", tmp_path / "copy").status == 0
    assert pl.read_parquet(tmp_path / "copy" / "visits.parquet").rows() == [("1", ""), ("2", None)]


def test_one_form_of_copy_is_asked_for_at_a_time(small, tmp_path):
    said = small(b"id,n\n1,2\n", "--to-parquet", tmp_path / "a", "--to-csv", tmp_path / "b")
    assert said.status == 2
    assert "--to-csv" in said.err


def test_rejects_of_a_large_text_stand_beside_its_copy(large, tmp_path):
    said = large(text('7,"open,2021-01-01,\n').encode(), "--to-csv", tmp_path / "copy")
    assert said.status == 0
    rejects = (tmp_path / "copy" / "visits.rejects.csv").read_text(encoding="utf-8")
    assert rejects.splitlines()[1].endswith(',unclosed_quote,"7,""open,2021-01-01,"')
