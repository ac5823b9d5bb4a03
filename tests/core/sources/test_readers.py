"""One contract for every reader of tables: its records are counted by another, and damage harms nobody."""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
from importlib import import_module
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.sources.intake import READERS
from core.sources.recognition import recognise
from core.tables import LINE, RECORD, Intake, ReadTable
from storage.reading import read_uploads
from tests.core.sources.databases.test_sqlite_file import made
from tests.core.sources.dbf.test_reader import PEOPLE as DBF
from tests.core.sources.dbf.test_reader import VISUALS
from tests.core.sources.dumps.test_reader import MYSQL, POSTGRESQL, SQL_SERVER, SQLITE
from tests.core.sources.fixed_width.test_reader import PEOPLE as FIXED
from tests.core.sources.given import upload
from tests.core.sources.mutations import cut, mutated, survives
from tests.core.sources.test_archive import TABLE, packed
from tests.core.sources.test_other_archives import seven, tarred
from tests.core.sources.test_workbook import PATIENTS, xlsx

SAMPLES = {
    "t.csv": TABLE,
    "w.xlsx": xlsx(S=PATIENTS),
    "mysql.sql": MYSQL,
    "postgresql.sql": POSTGRESQL,
    "server.sql": SQL_SERVER.encode("utf-16"),
    "sqlite.sql": SQLITE,
    "people.dbf": DBF,
    "foxpro.dbf": VISUALS,
    "c.db": made("CREATE TABLE t (a, b)", "INSERT INTO t VALUES (1, 'x'), (2, NULL)"),
    "fixed.txt": FIXED.encode(),
    "a.zip": packed(("t.csv", TABLE)),
    "a.tar": tarred(("t.csv", TABLE)),
    "a.7z": seven(("t.csv", TABLE)),
    "t.csv.gz": gzip.compress(TABLE),
    "t.csv.bz2": bz2.compress(TABLE),
    "t.csv.xz": lzma.compress(TABLE),
}
"""A small whole file for each format that gives tables; Access needs its programs and has its own test."""


def read(name: str) -> Intake:
    return read_uploads([upload(name, SAMPLES[name])])


def tables(found: Intake) -> tuple[ReadTable, ...]:
    assert found.tables
    return found.tables


@pytest.mark.parametrize("name", SAMPLES)
def test_records_are_those_that_the_counter_found(name: str) -> None:
    for table in tables(read(name)):
        assert table.counted == table.table.frame.height + len(table.rejects)
        assert table.counted > 0


@pytest.mark.parametrize("name", SAMPLES)
def test_every_table_has_the_shape_that_all_stages_expect(name: str) -> None:
    for table in tables(read(name)):
        frame = table.table.frame
        assert frame.columns == [RECORD, LINE, *table.table.columns]
        assert frame[RECORD].to_list() == list(range(1, frame.height + 1))
        assert frame.dtypes == [pl.UInt32, pl.UInt32, *[pl.String] * len(table.table.columns)]
        assert table.evidence["format"]
        assert all(finding.file == table.table.file for finding in table.findings)


@pytest.mark.parametrize("name", SAMPLES)
def test_reading_twice_gives_the_same(name: str) -> None:
    first, again = tables(read(name)), tables(read(name))
    for one, other in zip(first, again, strict=True):
        assert one.table.frame.equals(other.table.frame, null_equal=True)
        assert (one.rejects, one.findings) == (other.rejects, other.findings)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_cut_off_at_any_twentieth_ends_in_words(name: str) -> None:
    for content in cut(SAMPLES[name]):
        survives(name, content)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(SAMPLES)), st.integers(0, 10_000))
def test_a_file_with_damaged_bytes_ends_in_words(name: str, seed: int) -> None:
    survives(name, mutated(SAMPLES[name], seed))


def test_every_format_that_gives_tables_has_a_sample() -> None:
    tried = {one.name for content in SAMPLES.values() for one in READERS if one.takes(recognise(content))}
    assert tried >= {"delimited text", "workbook", "archive", "SQL dump", "dBASE table", "SQLite database"}


@pytest.mark.parametrize(
    ("counter", "readers"),
    [
        ("dumps.counting", ("statements", "values", "reader", "schema")),
        ("databases.sqlite_pages", ("sqlite3", "sqlite_file", "gathering")),
        ("databases.access_pages", ("access_file", "access_door", "gathering")),
    ],
)
def test_a_counter_shares_no_code_with_its_reader(counter: str, readers: tuple[str, ...]) -> None:
    module = import_module(f"core.sources.{counter}")
    lines = Path(str(module.__file__)).read_text(encoding="utf-8").splitlines()
    imports = [line for line in lines if line.startswith(("import ", "from "))]
    assert not [line for line in imports for reader in readers if re.search(rf"\b{reader}\b", line)]
