"""A text in pieces of any size is the same text in windows of about one size."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.sources.windows.feed import chunks


@given(st.lists(st.binary(max_size=30), max_size=12), st.integers(1, 10))
def test_windows_are_the_text_in_pieces_of_about_their_size(pieces: list[bytes], size: int) -> None:
    found = list(chunks(iter(pieces), size))
    assert b"".join(found) == b"".join(pieces)
    assert all(size <= len(one) < 3 * size for one in found[:-1])
    assert all(0 < len(one) < 3 * size for one in found[-1:])


def test_a_piece_of_about_the_size_is_not_copied() -> None:
    piece = bytes(range(100))
    (found,) = chunks(iter([piece]), 60)
    assert found is piece
