"""Each bound is reached by a small file, says so in its own words, and harms nothing that lies beside it."""

from __future__ import annotations

import gzip
import json
import lzma
from collections.abc import Callable
from dataclasses import fields
from io import BytesIO

import openpyxl
import pytest

from core.sources import KINDS, read_uploads
from core.sources.access_door import Export, Exported
from core.sources.bound_kinds import BOUND_KINDS
from core.sources.bounds import BOUNDS, Bounds
from core.sources.means import Means
from core.sources.recognition import recognise
from core.sources.sheet_extent import largest_sheet
from core.tables import Intake
from tests.core.sources.databases.test_access_file import ACCESS, Door
from tests.core.sources.databases.test_sqlite_file import made
from tests.core.sources.dbf.made import dbf, fpt
from tests.core.sources.given import intake, kinds, upload
from tests.core.sources.test_archive import TABLE, packed
from tests.core.sources.test_workbook import ods, xlsx

NESTED = b'{"id": 1, "a": {"b": {"c": {"d": 2}}}}'
NOTED = dbf([("NOTE", "M", 4)], [b" " + (8).to_bytes(4, "little")], version=0x30)
WIDE = json.dumps([dict.fromkeys("abcd", 1)] * 2).encode()
LONG = made("CREATE TABLE t (a)", many=[("INSERT INTO t VALUES (?)", [("x" * 200_000,)])])
WORKS = made(
    "CREATE TABLE t (a)", many=[("INSERT INTO t VALUES (?)", [(number,) for number in range(500_000)])]
)


def far(cell: str) -> bytes:
    """A workbook with two cells: the first, and one somewhere else."""
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"], book.worksheets[0][cell] = "id", "x"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def repeated(rows: int, columns: int) -> bytes:
    cell = f'<table:table-cell table:number-columns-repeated="{columns}" office:value-type="string">'
    row = f'<table:table-row table:number-rows-repeated="{rows}">{cell}<text:p>x</text:p></table:table-cell>'
    return ods(f'<table:table table:name="S">{row}</table:table-row></table:table>')


def within(bounds: Bounds, **files: bytes) -> Intake:
    given = [upload(name.replace("__", "."), content) for name, content in files.items()]
    late = Door(Export((Exported("t", None, late=True),), b""))
    return read_uploads(given, means=Means(bounds=bounds, access=late))


REACHED: dict[str, tuple[Bounds, str, Callable[[], bytes]]] = {
    "archive_of_too_many": (Bounds(files=1), "a.zip", lambda: packed(("b.csv", TABLE), ("c.csv", TABLE))),
    "archive_too_big": (Bounds(unpacked=1000), "a.csv.gz", lambda: gzip.compress(TABLE * 99)),
    "archive_swells": (Bounds(ratio=2, allowance=100), "a.zip", lambda: packed(("b.csv", TABLE * 999))),
    "archive_too_deep": (Bounds(archives=1), "a.zip", lambda: packed(("b.zip", packed(("c.csv", TABLE))))),
    "archive_needs_memory": (Bounds(memory=1 << 16), "a.xz", lambda: lzma.compress(TABLE, preset=9)),
    "sheet_too_large": (Bounds(sheet_cells=99), "b.xlsx", lambda: far("Z10")),
    "workbook_too_big": (Bounds(workbook=100), "b.xlsx", lambda: xlsx(S=[["id"], [1]])),
    "too_deep": (Bounds(nesting=3), "j.json", lambda: NESTED),
    "columns_together": (Bounds(columns=2), "j.json", lambda: WIDE),
    "cell_too_long": (Bounds(cell=1000), "s.sqlite", lambda: LONG),
    "took_too_long": (Bounds(seconds=0), "s.sqlite", lambda: WORKS),
}  # fmt: skip
"""finding -> a bound so tight that a small file reaches it."""


@pytest.mark.parametrize("says", REACHED)
def test_a_bound_is_told_by_its_own_finding_and_harms_no_other_file(says: str) -> None:
    bounds, name, content = REACHED[says]
    found = within(bounds, **{name.replace(".", "__"): content(), "z__csv": TABLE})
    assert says in kinds(found)
    assert [one.counted for one in found.tables if one.table.file == "z.csv"] == [2]
    assert says not in kinds(intake(**{name.replace(".", "__"): content()}))


def test_every_finding_about_a_bound_is_reached_and_names_its_setting() -> None:
    assert {kind.name for kind in BOUND_KINDS} == set(REACHED)
    named = {word.strip(".") for kind in BOUND_KINDS for word in kind.advice.split() if "CHARTBRIDGE" in word}
    assert len(named) == len(BOUND_KINDS)
    assert set(BOUND_KINDS) <= set(KINDS)
    assert len(fields(Bounds)) == len(BOUND_KINDS) + 1  # the allowance goes with the ratio


def test_xml_and_files_inside_of_messages_keep_the_same_bounds() -> None:
    assert kinds(within(Bounds(nesting=3), x__xml=b"<a><b><c><d>1</d></c></b></a>")) == {"too_deep"}


def test_a_note_that_is_too_long_is_told_and_the_record_stays() -> None:
    found = within(Bounds(cell=10), v__dbf=NOTED, v__fpt=fpt(b"far too long a note"))
    assert kinds(found) >= {"cell_too_long"}
    assert [(one.counted, one.table.frame.height) for one in found.tables] == [(1, 1)]


def test_a_program_that_took_too_long_is_told_from_one_that_failed() -> None:
    assert kinds(within(BOUNDS, c__mdb=ACCESS)) == {"took_too_long"}


@pytest.mark.parametrize("content", [far("XFD1048576"), repeated(1_048_576, 16_384), repeated(100_000, 500)])
def test_a_cell_in_the_far_corner_does_not_end_the_process(content: bytes) -> None:
    found = intake(b__dat=content, z__csv=TABLE)
    assert kinds(found) == {"sheet_too_large"}
    assert [one.table.file for one in found.tables] == ["z.csv"]


def test_a_sheet_is_measured_from_its_corner_to_its_last_filled_cell() -> None:
    content = far("C7")
    assert largest_sheet(content, recognise(content).format) == 21
    content = repeated(3, 4)
    assert largest_sheet(content, recognise(content).format) == 12
