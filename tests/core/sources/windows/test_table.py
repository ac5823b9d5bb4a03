"""A text read in windows gives what reading it whole gives, whatever the text and the windows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.repairs import NO_REPAIRS
from core.sources.delimited import read_delimited
from core.sources.encoding import decode
from core.sources.layout import find_layout
from core.sources.repairs import headed
from core.sources.windows.sizes import Sizes
from core.sources.windows.survey import survey
from core.sources.windows.table import NOT_PARTED, NOT_REPAIRED, WindowedTable
from core.tables import Aside, ReadTable, Reject, Share, Upload

FAR = 1 << 20
"""Further than any text here, so that nothing has to be settled early."""


def in_slices(content: bytes, size: int) -> Upload:
    """An upload that gives its content piece by piece only."""

    def slices() -> Iterator[bytes]:
        return (content[at : at + size] for at in range(0, len(content), size))

    def whole() -> bytes:
        raise AssertionError("a large text is never opened whole")

    return Upload("t.csv", hashlib.sha256(content).hexdigest(), len(content), whole, slices)


def opened(content: bytes, *, window: int, reach: int = FAR, slice_size: int = 7) -> WindowedTable:
    """The content as a table to be gone through in windows."""
    upload = in_slices(content, slice_size)
    seen = survey(upload.open_slices, len(content))
    assert seen is not None
    return WindowedTable(upload, seen, sizes=Sizes(window=window, reach=reach))


def whole(content: bytes) -> ReadTable:
    """The same table read whole, without a look at repairs of its rows."""
    text = decode(content)
    assert text is not None
    upload = Upload("t.csv", hashlib.sha256(content).hexdigest(), len(content), lambda: content)
    found, _ = headed(find_layout(text.utf8), upload, text, NO_REPAIRS)
    return read_delimited(upload, text, found=found)


def same(content: bytes, *, window: int, slice_size: int) -> None:
    """Checks that both ways tell the same of every cell, record, reject and byte."""
    table = opened(content, window=window, slice_size=slice_size)
    parts = list(table.parts())
    told, expected = table.account, whole(content)
    assert told is not None
    frame = pl.concat([part.frame for part in parts], how="diagonal")
    assert frame.select(expected.table.frame.columns).equals(expected.table.frame)
    rejects: tuple[Reject, ...] = tuple(one for part in parts for one in part.rejects)
    assert rejects == expected.rejects
    assert beside([one for part in parts for one in part.aside]) == beside(expected.aside)
    assert (told.file, told.name) == expected.table.key
    assert told.columns == expected.table.columns
    assert (told.records, told.rejects) == (expected.table.frame.height, len(expected.rejects))
    assert told.counted == expected.counted
    assert dict(told.shares) == dict(expected.shares)
    assert told.evidence == expected.evidence
    apart = {"repair_proposed", "nothing_readable", NOT_REPAIRED, NOT_PARTED}
    noticed = [one for one in told.findings if one.kind not in apart]
    assert noticed == [one for one in expected.findings if one.kind not in apart]


def beside(aside: Iterable[Aside]) -> list[Aside]:
    """Those that are no damaged records: what a repair is proposed for is told of whole tables alone."""
    return [one for one in aside if one.what is not Share.RECORD]


NASTY = st.text(alphabet=st.sampled_from("a1,;\"'\n\r\t \\\x00é€"), min_size=1, max_size=300)
ROW = st.sampled_from(
    [
        "1,Ann,5\n",
        '2,"Bell, B",6\r\n',
        '3,"on\ntwo ""lines""\n",7\n',
        "4,Zoë – €,8\n",
        "5,short\n",
        "6,long,1,2,3,4\n",
        '7,"open,9\n',
        '8,in"ches,9\n',
        '9,"x" y,9\n',
        '"10","a,b\n11,c,d\n',
        "id,name,n\n",
        "\n",
        "  \n",
        "12,nul\x00,1\n",
    ]
)
TABLES = st.builds(
    lambda above, rows, below: above + "id,name,n\n" + "".join(rows) + below,
    st.sampled_from(["", "Title\n\n", "\n"]),
    st.lists(ROW, max_size=60),
    st.sampled_from(["", "(3 rows affected)\n", "\n\nTotal,,18\n\n", '"', "13,no end"]),
)


@pytest.mark.law
@settings(max_examples=150, deadline=None)
@given(
    TABLES,
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    st.integers(1, 400),
    st.integers(1, 60),
)
def test_damaged_tables_are_read_alike(text: str, encoding: str, window: int, slice_size: int) -> None:
    same(text.encode(encoding), window=window, slice_size=slice_size)


@pytest.mark.law
@settings(max_examples=150, deadline=None)
@given(NASTY, st.sampled_from(["utf-8", "utf-16-le", "cp1252"]), st.integers(1, 120), st.integers(1, 9))
def test_any_text_is_read_alike(text: str, encoding: str, window: int, slice_size: int) -> None:
    content = text.encode(encoding)
    if decode(content) is not None:
        same(content, window=window, slice_size=slice_size)


@pytest.mark.parametrize("newline", ["\r", "\n"])
@pytest.mark.parametrize("cell", ['"a \\"b\\" c"', "plain", '"two, of"'])
def test_other_dialects_are_read_alike(newline: str, cell: str) -> None:
    rows = [f"{n}, {cell}, 2021-02-0{n % 9 + 1}" for n in range(40)]
    same(newline.join(["id, note, born", *rows, ""]).encode(), window=50, slice_size=11)


def test_a_text_beyond_what_its_names_are_judged_by_is_read_alike() -> None:
    rows = b"".join(b'%d,"note %d\nwith ""marks""",%d\n' % (n, n, n % 7) for n in range(90_000))
    below = b'Total,,"12\n'
    same(b"id,note,n\n" + rows + below + b"(90000 rows affected)\n\n", window=1 << 18, slice_size=1 << 17)


def test_only_a_few_windows_are_in_memory() -> None:
    table = opened(b"id,n\n" + b"1,2\n" * 20_000, window=1000, slice_size=500)
    assert max(part.frame.height for part in table.parts()) < 1000


def test_parts_may_be_gone_through_again() -> None:
    table = opened(b"id,n\n" + b"1,2\n" * 100, window=50)
    assert [one.frame.height for one in table.parts()] == [one.frame.height for one in table.parts()]


def test_a_quote_that_never_closes_costs_one_record_and_no_memory() -> None:
    good = b"".join(b"%d,x,y\n" % n for n in range(3000))
    content = b"id,a,b\n" + good + b'7,"open,z\n' + good
    table = opened(content, window=500, reach=2000)
    parts = list(table.parts())
    told = table.account
    assert told is not None
    assert (told.records, told.rejects, told.counted) == (6000, 1, 6001)
    assert told.closes
    assert {one.reason for part in parts for one in part.rejects} == {"unclosed_quote"}
    assert "beyond_reach" in {one.kind for one in told.findings}
    assert sum(told.shares.values()) == len(content)


def test_a_line_that_is_longer_than_may_be_held_waits_in_pieces_and_harms_no_other() -> None:
    good = b"".join(b"%d,x,y\n" % n for n in range(300))
    content = b"id,a,b\n" + good + b"8," + b"z" * 20_000 + b",9\n" + good
    table = opened(content, window=500, reach=2000, slice_size=100)
    rejects = [one for part in table.parts() for one in part.rejects]
    told = table.account
    assert told is not None
    assert told.records == 600
    assert {one.reason for one in rejects} <= {"beyond_reach", "reader_and_counter_differ"}
    assert max(len(one.raw) for one in rejects) <= 5000
    assert sum(told.shares.values()) == len(content)
    assert told.shares[Share.REJECT] == len(b"8,,9\n") + 20_000


def test_what_reader_and_counter_never_agree_on_is_given_up_within_bounds() -> None:
    odd = b'1,"one\ntwo",Ben,"Bell, A"nn\nthree, more"\n' * 400
    table = opened(b"id,a,b,c\n" + b"0,x,y,z\n" * 40 + odd + b"9,x,y,z\n" * 40, window=300, reach=1000)
    rejects = [one for part in table.parts() for one in part.rejects]
    assert table.account is not None
    assert max(len(one.raw) for one in rejects) <= 5000
    assert table.account.records >= 80


def test_another_table_below_is_told_and_not_parted() -> None:
    first = b"".join(b"%d,Ann,2021-01-02\n" % n for n in range(50))
    second = b"code,fee\n" + b"".join(b"D%d,%d.00\n" % (n, n) for n in range(50))
    table = opened(b"id,name,born\n" + first + second, window=4000)
    assert sum(part.frame.height for part in table.parts()) == 101
    assert table.account is not None
    assert {"tables_not_parted", "too_large_to_repair"} <= {one.kind for one in table.account.findings}


def test_a_table_of_which_no_record_could_be_read_says_so() -> None:
    table = opened(b'id,a,b\n7,"open,z\n', window=5)
    assert sum(part.frame.height for part in table.parts()) == 0
    assert table.account is not None
    assert "nothing_readable" in {one.kind for one in table.account.findings}
