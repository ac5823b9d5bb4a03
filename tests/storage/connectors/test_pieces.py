"""Records are cut out of a JSON text as they stand: what is parsed from a piece is what the text holds."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.connectors.pieces import NotThere, piece_at, records_at, value_at

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=100, deadline=None)
@given(st.lists(VALUES, max_size=6), st.sampled_from([None, 1, "\t"]))
def test_every_record_is_there_once_and_in_order(records: list[object], indent: int | str | None) -> None:
    text = json.dumps({"a": 1, "data": {"x": [1], "items": records}}, indent=indent)
    found = [*records_at(text, ("data", "items"))]
    assert [json.loads(each) for each in found] == records
    assert not any("\n" in each or "\r" in each for each in found)


def test_a_record_stays_as_it_was_written() -> None:
    text = '{"items": [{"fee": 1.10, "b":1e3,  "a": 12345678901234567890.123}]}'
    assert [*records_at(text, ("items",))] == ['{"fee": 1.10, "b":1e3,  "a": 12345678901234567890.123}']


def test_what_is_missing_or_null_on_the_way_is_no_record() -> None:
    for text in ("{}", '{"data": null}', '{"data": {"items": null}}', '{"other": [1]}'):
        assert [*records_at(text, ("data", "items"))] == []
        assert value_at(text, ("data", "items")) is None and piece_at(text, ("data", "items")) is None


@pytest.mark.parametrize(
    "text", ["", "not json", "{", '{"items": 5}', '{"items": [1,}', "[" * 100_000, '{"items" 1}']
)
def test_what_is_no_list_of_records_is_refused(text: str) -> None:
    with pytest.raises(NotThere):
        [*records_at(text, ("items",))]
