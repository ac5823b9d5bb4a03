"""The encoding of a text is the same, whether it is seen whole or slice by slice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.sources.encoding import decode
from core.sources.windows.survey import survey
from tests.core.sources.windows.test_table import in_slices

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "cp1251", "gb18030", "cp932"]
WORDS = st.lists(
    st.sampled_from(["Zoë", "a", "Иванов Петров", "漢字の名前", "€ 5", "\U0001f600", "id,n\n"]), max_size=60
)


def alike(content: bytes, size: int) -> None:
    """Checks one content in slices of one size."""
    whole, seen = decode(content), survey(in_slices(content, size).open_slices, len(content))
    if whole is None or seen is None:
        assert whole is seen
        return
    assert (seen.encoding, seen.skipped, seen.size) == (whole.encoding, whole.skipped, whole.size)
    assert (seen.evidence, seen.sure) == (whole.evidence, whole.sure)
    assert b"".join(seen.pieces(in_slices(content, size).open_slices)) == whole.utf8
    assert seen.newlines == whole.utf8.count(b"\n")
    assert whole.utf8.endswith(seen.last_lines())


@pytest.mark.law
@settings(max_examples=150, deadline=None)
@given(WORDS, st.sampled_from(ENCODINGS), st.integers(1, 40))
def test_written_words_are_read_alike(words: list[str], encoding: str, size: int) -> None:
    alike(" ".join(words).encode(encoding, "ignore"), size)


@pytest.mark.law
@settings(max_examples=150, deadline=None)
@given(st.binary(min_size=1, max_size=80), st.integers(1, 9))
def test_any_bytes_are_read_alike(content: bytes, size: int) -> None:
    alike(content, size)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_end_of_a_long_text_is_whole_lines(encoding: str) -> None:
    lines = "".join(f"{n},漢字 Иванов é €\n" for n in range(110_000))
    content = lines.encode(encoding, "ignore")
    seen = survey(in_slices(content, 1 << 16).open_slices, len(content))
    whole = decode(content)
    assert seen is not None and whole is not None
    assert len(seen.last_lines()) > 1000
    assert whole.utf8.endswith(b"\n" + seen.last_lines())
