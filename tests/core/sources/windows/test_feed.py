"""A text in pieces of any size is the same text in windows of about one size."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.sources.windows.feed import Feed, chunks


@given(st.lists(st.binary(max_size=30), max_size=12), st.integers(1, 10))
def test_windows_are_the_text_in_pieces_of_about_their_size(pieces: list[bytes], size: int) -> None:
    found = [b"".join(parts) for parts in chunks(iter(pieces), size)]
    assert b"".join(found) == b"".join(pieces)
    assert all(size <= len(one) < 3 * size for one in found[:-1])
    assert all(0 < len(one) < 3 * size for one in found[-1:])


def test_what_a_window_is_made_of_is_not_copied() -> None:
    pieces = [bytes(range(100)), bytes(range(30)), bytes(range(40))]
    first, second = chunks(iter(pieces), 60)
    assert first[0] is pieces[0]
    assert second[0] is pieces[1] and second[1] is pieces[2]


def test_what_is_kept_stands_before_what_comes() -> None:
    feed = Feed(iter([[b"ab", b"c\x00"], [b"de"]]), 1)
    seen = []
    for to in (0, 3, 5):
        feed.move(to)
        seen.append((feed.base, feed.data, feed.end, feed.ended, feed.nul))
    assert seen == [(0, b"abc\x00", 3, False, 1), (3, b"\x00de", 2, False, 1), (5, b"e", 0, True, 1)]
