"""The counter on any bytes whatever, and its independence from the reader."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.sources import counting, linewise, parity, read_uploads
from core.sources.accounting import settle
from core.sources.body import read_body
from core.sources.counting import Counted, count
from core.sources.delimited import read_delimited
from core.sources.dialect import Dialect, Escape, Layout
from core.sources.encoding import decode
from core.sources.layout import find_layout
from core.tables import ReadTable, Share
from tests.core.sources.given import read, upload


def read_one(content: bytes) -> ReadTable:
    """The one table in content that does not close."""
    (table,) = read_uploads([upload("t.csv", content)]).tables
    assert sum(table.shares.values()) == len(content)
    return table


NASTY = st.text(alphabet=st.sampled_from("a1,;\"'\n\r\t \\"), max_size=300).map(lambda text: text.encode())
DIALECTS = st.builds(
    Dialect,
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(['"', "'", None]),
    st.sampled_from(list(Escape)),
    st.sampled_from(["\n", "\r"]),
    st.booleans(),
)


@settings(max_examples=300, deadline=None)
@example(b"  \x00", Dialect(",", '"', Escape.DOUBLED, "\n", False), 1, (0.0, 0.5, 0.75))
@given(
    st.one_of(st.binary(max_size=400), NASTY), DIALECTS, st.integers(1, 6), st.tuples(*[st.floats(0, 1)] * 3)
)
def test_ranges_cover_any_bytes_exactly_once(
    data: bytes, dialect: Dialect, width: int, cuts: tuple[float, float, float]
) -> None:
    header, body, footer = sorted(int(cut * len(data)) for cut in cuts)
    counted = count(data, Layout(dialect, width, None, header, body, footer))
    places = [0, *(stop for _, _, stop in counted.ranges)]
    assert [start for _, start, _ in counted.ranges] == places[:-1]
    assert places[-1] == len(data)
    assert all(body <= start < footer for start in counted.starts.tolist())


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(min_size=1, max_size=400), NASTY.filter(bool)))
def test_shares_of_a_read_table_sum_to_the_size_of_the_file(content: bytes) -> None:
    text = decode(content)
    if text is None or not text.utf8.strip():
        return
    table = read_delimited(upload("any.csv", content), text, found=find_layout(text.utf8))
    assert sum(table.shares.values()) == len(content)
    assert all(size > 0 for size in table.shares.values())
    assert all(0 <= (one.start or 0) < (one.end or 0) <= len(content) for one in table.rejects)


def test_reader_and_counter_import_nothing_of_each_other() -> None:
    reading = {"tokens", "repair", "regular", "body", "layout", "header", "sniffing"}
    for module in (counting, linewise, parity):
        source = Path(module.__file__ or "").read_text(encoding="utf-8")
        assert not [name for name in reading if f"core.sources.{name}" in source]


def test_inches_at_line_ends_hold_no_lines_together() -> None:
    table = read(b'size\n24"\n60"\nbig\n5"\n', "sizes.csv")
    assert table.table.frame["size"].to_list() == ['24"', '60"', "big", '5"']


def test_a_stretch_that_reader_and_counter_see_differently_waits_and_harms_no_other() -> None:
    good = b'%d,"Bell, Ann",x,y\n'
    odd = b'50,"one\ntwo",Ben,"Bell, A"nn\nthree, more"\n'
    table = read_one(b"id,a,b,c\n" + b"".join(good % n for n in range(40)) + odd + good % 60 + good % 61)
    assert "reader_and_counter_differ" in {one.reason for one in table.rejects}
    assert "\n".join(one.raw for one in table.rejects) == odd.decode().rstrip()
    assert table.table.frame.height == 42


def test_a_record_that_only_one_side_sees_waits_as_it_was_counted() -> None:
    data = b"id,n\n" + b"".join(b"%d,x\n" % n for n in range(10))
    layout = find_layout(data).layout
    body, counted = read_body(data, layout), count(data, layout)
    blind = Counted(np.delete(counted.starts, 4), counted.ranges)
    sides = ((body.starts, blind, [b"3,x\n4,x\n"]), (blind.starts, counted, [b"3,x\n", b"4,x\n"]))
    for ours, theirs, waiting in sides:
        account = settle(ours, body, theirs, layout)
        assert account.counted == len(theirs.starts)
        assert account.keep is not None
        assert int(account.keep.sum()) + len(account.rejects) == account.counted
        assert [data[start:stop] for start, stop, _ in account.rejects] == waiting
        assert {reason for _, _, reason in account.rejects} == {"reader_and_counter_differ"}


def test_every_share_is_told_apart() -> None:
    table = read(
        b"Patient list\n\nid,name,born\n1,Ann,2001-01-01\nid,name,born\n\n2,Ben,2002-02-02\n"
        b'3,"Cy,2003\n4,Di,2004-04-04\n'
        b"\n(3 rows affected)\n"
    )
    assert set(table.shares) == set(Share)
