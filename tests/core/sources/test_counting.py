"""The counter on any bytes whatever, and its independence from the reader."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from core.sources import counting, linewise, parity
from core.sources.counting import count
from core.sources.delimited import read_delimited
from core.sources.dialect import Dialect, Escape, Layout
from core.sources.encoding import decode
from core.sources.layout import find_layout
from core.tables import Share
from tests.core.sources.given import read, upload

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


def test_every_share_is_told_apart() -> None:
    table = read(
        b'Patient list\n\nid,name,born\n1,Ann,2001-01-01\nid,name,born\n\n2,Ben,2002-02-02\n3,"Cy,2003\n4,Di,2004-04-04\n'
        b"\n(3 rows affected)\n"
    )
    assert set(table.shares) == set(Share)
