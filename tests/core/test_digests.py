"""Digests say that content is equal, and nothing else: not chunks, slices or the order of names."""

from __future__ import annotations

import hashlib

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

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
