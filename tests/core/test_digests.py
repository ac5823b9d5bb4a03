"""Digests say that content is equal, and nothing else: not chunks, slices or the order of names."""

from __future__ import annotations

import hashlib

import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.column_digests import column_digest, digest_of_same, physical
from core.digests import (
    column_digests,
    combined,
    entry_salt,
    facts_digest,
    frame_digest,
    merkle_root,
    salted_leaf,
)

TEXTS = st.lists(st.one_of(st.none(), st.text(max_size=4)), min_size=1, max_size=12)


def _frame(texts: list[str | None]) -> pl.DataFrame:
    lists = [None if text is None else list(text) for text in texts]
    schema = {"text": pl.String, "list": pl.List(pl.String), "number": pl.Int64}
    numbers = [None if text is None else len(text) for text in texts]
    return pl.DataFrame({"text": texts, "list": lists, "number": numbers}, schema=schema)


@given(TEXTS, st.integers(0, 12))
def test_a_digest_does_not_depend_on_how_a_frame_lies_in_memory(texts: list[str | None], cut: int) -> None:
    frame = _frame(texts)
    parts = pl.concat([frame[:cut], frame[cut:]], rechunk=False)
    inside = pl.concat([frame[:1], frame, frame[:1]])[1:-1]
    assert frame_digest(frame) == frame_digest(parts) == frame_digest(inside)


@given(TEXTS, TEXTS)
def test_two_frames_have_one_digest_only_if_they_are_equal(
    one: list[str | None], other: list[str | None]
) -> None:
    assert (frame_digest(_frame(one)) == frame_digest(_frame(other))) == (one == other)


def _plainly(column: pl.Series) -> str:
    """The digest of a column of text as the canonical encoding defines it, cell by cell."""
    texts = [(text or "").encode() for text in column]
    whole = b"".join(
        (
            len(b"String").to_bytes(8, "little") + b"String" + len(texts).to_bytes(8, "little"),
            bytes(text is not None for text in column),
            *(len(text).to_bytes(8, "little") for text in texts),
            *texts,
        )
    )
    return hashlib.sha256(whole).hexdigest()


@given(TEXTS, st.integers(0, 12))
def test_a_column_is_hashed_as_its_encoding_says(texts: list[str | None], cut: int) -> None:
    column = pl.Series(texts, dtype=pl.String)
    joined = pl.concat([column[:cut], column[cut:]], rechunk=False)
    hidden = pl.select(pl.when(joined != "").then(joined)).to_series()
    for each in (column, joined, hidden, column.clear()):
        assert column_digests(each.to_frame("a"))["a"] == _plainly(each)


def _numbers_plainly(column: pl.Series, width: int) -> str:
    """The same of numbers."""
    kind, values = str(column.dtype).encode(), column.to_physical().to_list()
    whole = b"".join(
        (
            len(kind).to_bytes(8, "little") + kind + len(values).to_bytes(8, "little"),
            bytes(value is not None for value in values),
            *((value or 0).to_bytes(width, "little", signed=True) for value in values),
        )
    )
    return hashlib.sha256(whole).hexdigest()


@given(st.lists(st.none() | st.integers(0, 127), max_size=12), st.integers(0, 12))
def test_numbers_are_hashed_as_their_encoding_says(values: list[int | None], cut: int) -> None:
    kinds = {pl.Int64(): 8, pl.UInt32(): 4, pl.UInt8(): 1, pl.Date(): 4, pl.Datetime("us", "UTC"): 8}
    for kind, width in kinds.items():
        column = pl.Series(values, dtype=pl.Int64).cast(kind)
        joined = pl.concat([column[:cut], column[cut:]], rechunk=False)
        inside = pl.concat([column, column, column], rechunk=True)[len(values) : 2 * len(values)]
        for each in (column, joined, inside):
            assert column_digests(each.to_frame("a"))["a"] == _numbers_plainly(each, width)


def test_what_stands_under_a_null_counts_for_nothing() -> None:
    bits = pa.py_buffer(bytes([0b101]))
    for whole in (pa.array(["ab", "cd", "ef"], pa.large_string()), pa.array([1, 2, 3], pa.int64())):
        hidden = pa.Array.from_buffers(whole.type, 3, [bits, *whole.buffers()[1:]])
        column = pl.from_arrow(hidden)
        assert isinstance(column, pl.Series) and column[1] is None
        plain = pl.Series(column.to_list(), dtype=column.dtype)
        assert column_digest(column) == column_digest(plain)


@pytest.mark.parametrize("texts", [["ab", "cd", "ef"], ["", "", ""], ["ab", None, "cd"], [None, None, None]])
def test_texts_of_one_length_are_hashed_as_any_others(texts: list[str | None]) -> None:
    column = pl.Series(texts, dtype=pl.String)
    assert column_digest(column) == _plainly(column)
    assert column_digest(pl.concat([column[:1], column[1:]], rechunk=False)) == _plainly(column)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (pl.String(), "one"),
        (pl.String(), ""),
        (pl.Int64(), 7),
        (pl.Int64(), 0),
        (pl.Date(), 20_000),
        (pl.Datetime("us", "UTC"), -5),
        (pl.String(), None),
        (pl.List(pl.String()), None),
    ],
)
def test_rows_that_all_say_one_thing_have_the_digest_of_such_rows(
    kind: pl.DataType, value: str | int | None
) -> None:
    column = pl.Series([value] * 5, dtype=pl.Int64 if isinstance(value, int) else kind).cast(kind)
    assert digest_of_same(kind, value, 5) == column_digest(column)
    assert physical(column.head(1)) == value
    if value is not None and kind == pl.String():
        assert digest_of_same(kind, value, 5) == _plainly(column)


def test_text_that_moves_from_one_cell_to_the_next_changes_the_digest() -> None:
    assert frame_digest(_frame(["ab", "c"])) != frame_digest(_frame(["a", "bc"]))
    assert frame_digest(_frame(["", None])) != frame_digest(_frame([None, ""]))


def test_a_column_of_another_name_or_type_changes_the_digest() -> None:
    frame = _frame(["a"])
    assert frame_digest(frame) != frame_digest(frame.rename({"text": "words"}))
    assert frame_digest(frame) != frame_digest(frame.with_columns(pl.col("number").cast(pl.Int32)))


def test_facts_have_no_order_and_combined_parts_do() -> None:
    assert facts_digest({"a": "1", "b": "2"}) == facts_digest({"b": "2", "a": "1"})
    assert combined([("a", "1"), ("b", "2")]) != combined([("b", "2"), ("a", "1")])
    assert combined([("a", "1b"), ("", "2")]) != combined([("a", "1"), ("b", "2")])


def _rfc6962(leaves: list[bytes]) -> bytes:
    """The tree hash as RFC 6962, section 2.1, defines it: split at the largest power of two."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    left, right = _rfc6962(leaves[:split]), _rfc6962(leaves[split:])
    return hashlib.sha256(b"\x01" + left + right).digest()


@given(st.integers(1, 40))
def test_the_merkle_root_is_that_of_rfc_6962(count: int) -> None:
    leaves = [hashlib.sha256(bytes([i])).digest() for i in range(count)]
    assert merkle_root(leaves) == _rfc6962(leaves).hex()


def test_a_leaf_says_nothing_without_its_salt() -> None:
    one, other = entry_salt(b"k" * 32, "run", 1), entry_salt(b"k" * 32, "run", 2)
    assert salted_leaf(one, b"entry") != salted_leaf(other, b"entry")
    assert entry_salt(b"j" * 32, "run", 1) != one
