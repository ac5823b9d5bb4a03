"""No two lists of values share an encoding: what is hashed or bound is exactly what was meant."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storage.canonical import canonical, from_json_bytes, to_json_bytes

VALUES = st.lists(st.none() | st.text(max_size=4) | st.binary(max_size=4) | st.integers(), max_size=4)


@given(VALUES, VALUES)
def test_encodings_are_equal_for_equal_lists_only(one: list, two: list):
    assert (canonical(*one) == canonical(*two)) == ([*map(repr, one)] == [*map(repr, two)])


def test_the_encoding_is_the_one_that_is_written_down():
    assert canonical("é", 7, b"\0", None) == (
        b"s" + (2).to_bytes(8) + b"\xc3\xa9" + b"i" + (1).to_bytes(8) + b"7"
        b"b" + (1).to_bytes(8) + b"\0" + b"n" + (0).to_bytes(8)
    )  # fmt: skip


@given(st.dictionaries(st.text(max_size=3), st.integers() | st.text(max_size=3) | st.none(), max_size=4))
def test_json_is_stable_and_comes_back(facts: dict):
    backwards = dict(reversed(facts.items()))
    assert to_json_bytes(facts) == to_json_bytes(backwards)
    assert from_json_bytes(to_json_bytes(facts)) == facts
