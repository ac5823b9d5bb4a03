"""Reading in windows tells of a file what reading it whole tells, down to the last finding (laws 1 and 3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import packed
from core.choices import NO_CHOICES, Choices
from core.packed import Packed
from core.progress import SoFar
from core.repairs import ALL_REPAIRS
from core.sources import read_uploads
from core.sources.means import Means
from core.sources.sizes import Sizes
from core.sources.windows import one_table
from core.tables import Intake, ReadTable, Upload
from tests.core.sources.given import upload
from tests.core.sources.windows.test_table import NASTY, TABLES

ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"])
REGULAR = b"id,name,n\n" + b'%d,"Bell,\nB",7\n' * 40 % tuple(range(40))
SOUND = st.lists(
    st.sampled_from(
        [
            "1,Ann,5\n",
            '2,"Bell, B",6\r\n',
            '3,"on\ntwo ""lines""\n",7\n',
            "4,Zoë – €,8\n",
            "id,name,n\n",
            "\n",
            "5,\x00,1\n",
        ]
    ),
    min_size=5,
    max_size=60,
)


def small(window: int, *, packed: bool = False) -> Means:
    return Means(sizes=Sizes(whole=1, window=window, reach=1 << 20), packed=packed)


def read(content: bytes, means: Means, choices: Choices = NO_CHOICES, path: str = "t.csv") -> Intake:
    return read_uploads([upload(path, content)], means=means, choices=choices)


def told(one: ReadTable) -> dict[str, object]:
    """All of it but the rows."""
    own = {each.name: getattr(one, each.name) for each in fields(one) if each.name != "table"}
    return {**own, "key": one.table.key, "columns": one.table.columns, "shares": dict(one.shares)}


def same(content: bytes, means: Means, choices: Choices = NO_CHOICES) -> None:
    """Checks that both ways give the same tables, files and findings."""
    here, whole = read(content, means, choices), read(content, Means(), choices)
    assert [told(one) for one in here.tables] == [told(one) for one in whole.tables]
    for one, other in zip(here.tables, whole.tables, strict=True):
        assert one.table.frame.equals(other.table.frame)
        assert one.table.frame.schema == other.table.frame.schema
    assert [one.path for one in here.files] == [one.path for one in whole.files]
    assert [one.findings for one in here.files] == [one.findings for one in whole.files]
    assert here.findings == whole.findings


def whole_refused(content: bytes, path: str = "t.csv") -> Upload:
    """An upload that gives its content piece by piece only."""

    def slices() -> Iterator[bytes]:
        return (content[at : at + 9] for at in range(0, len(content), 9))

    def whole() -> bytes:
        raise AssertionError("a large text is never opened whole")

    return replace(upload(path, content), open=whole, slices=slices)


@pytest.mark.law
@settings(max_examples=150, deadline=None)
@given(TABLES, ENCODINGS, st.integers(1, 400), st.booleans())
def test_damaged_tables_are_told_alike(text: str, encoding: str, window: int, packed: bool) -> None:
    same(text.encode(encoding), small(window, packed=packed))


@pytest.mark.law
@settings(max_examples=100, deadline=None)
@given(
    SOUND,
    ENCODINGS,
    st.integers(1, 400),
    st.sampled_from(["", "Title\n\n"]),
    st.sampled_from(["", "(9 rows)\n"]),
)
def test_sound_tables_are_told_alike(
    rows: list[str], encoding: str, window: int, above: str, below: str
) -> None:
    same((above + "id,name,n\n" + "".join(rows) + below).encode(encoding), small(window))


@pytest.mark.law
@settings(max_examples=100, deadline=None)
@given(TABLES, st.integers(1, 400))
def test_damaged_tables_are_repaired_alike(text: str, window: int) -> None:
    same(text.encode(), small(window), Choices(repairs=ALL_REPAIRS))


@pytest.mark.law
@settings(max_examples=100, deadline=None)
@given(NASTY, ENCODINGS, st.integers(1, 120))
def test_any_text_is_told_alike(text: str, encoding: str, window: int) -> None:
    same(text.encode(encoding), small(window))


@pytest.mark.parametrize("row", [b'1, "b", 2, 3\n', b"1, bell, 2, 3\n"])
@pytest.mark.parametrize("spaced", [0, 1, 2, 5, 40])
@pytest.mark.parametrize("window", [30, 100, 10_000])
def test_rows_with_spaces_are_told_alike_however_many(row: bytes, spaced: int, window: int) -> None:
    rows = [b"%d,bell,2,3\n" % number for number in range(80)]
    rows[10 : 10 + spaced] = [row] * spaced
    same(b"id,a,b,c\n" + b"".join(rows), small(window))


@pytest.mark.parametrize("above", [b"id;name;n\n", b"id,name,n,more,and more\n", b"id,name\n", b""])
def test_names_that_do_not_fit_the_rows_are_told_alike(above: bytes) -> None:
    same(above + b"1,Ann,5\n" * 50, small(40))
    same(above + b"1,Ann,5\n" * 50, small(40), Choices(repairs=ALL_REPAIRS))


def test_a_regular_text_is_never_in_memory_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_table, "WINDOW", 16)
    monkeypatch.setattr(packed, "_WORTH", 1)
    heard: list[SoFar] = []
    means = small(60, packed=True)
    found = read_uploads([whole_refused(REGULAR)], means=means, progress=heard.append)
    rows = found.tables[0].table.rows
    assert isinstance(rows, Packed) and [piece.height for piece in rows.pieces] == [16, 16, 8]
    assert rows.whole().equals(read(REGULAR, Means()).tables[0].table.frame)
    assert all(before.done <= after.done for before, after in pairwise(heard))
    assert (heard[-1].done, heard[-1].rows) == (len(REGULAR), 40)
    assert any(0 < one.done < len(REGULAR) for one in heard)


@pytest.mark.parametrize("damage", [b"7,short\n", b'8,"open,9\n', b'9,in"ches,9\n', b"1,2,3,4\n"])
def test_damaged_rows_are_left_to_whom_reads_the_text_whole(damage: bytes) -> None:
    content = REGULAR + damage + REGULAR.partition(b"\n")[2]
    with pytest.raises(AssertionError, match="never opened whole"):
        read_uploads([whole_refused(content)], means=small(60))
    same(content, small(60))


def test_large_tables_of_any_format_come_packed_where_that_is_asked_for() -> None:
    many = b'[{"a": "1"}' + b', {"a": "2"}' * 20_000 + b"]"
    asked, whole = (
        read(many, Means(packed=packed), path="t.json").tables[0].table for packed in (True, False)
    )
    assert isinstance(asked.rows, Packed) and isinstance(whole.rows, pl.DataFrame)
    assert asked.frame.equals(whole.frame)
    few = read(b"id,name\n1,Ann\n2,Ben\n", Means(packed=True)).tables[0].table
    assert isinstance(few.rows, pl.DataFrame)
