"""Whatever reader and counter saw of a table, what was counted is what stands and what waits (law 1)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.sources.dumps.settling import DIFFER, UNREADABLE, settle
from core.sources.dumps.statements import Broken

PLACES = st.sets(st.integers(0, 40))
STRETCHES = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=3)


@given(PLACES, PLACES, STRETCHES)
def test_what_stands_and_what_waits_is_what_was_counted(
    read: set[int], counted: set[int], stretches: list[tuple[int, int]]
) -> None:
    broken = [Broken("t", start, start + size) for start, size in sorted(stretches)]
    settled = settle(read, counted, broken)
    if settled is None:
        assert not counted
        return
    assert settled.kept <= read & counted
    assert len(settled.kept) + len(settled.rejects) == len(counted)
    texts = [range(start, stop + 1) for start, stop, _ in settled.rejects]
    assert all(any(place in text for text in texts) for place in read - counted)


def test_what_both_saw_stands() -> None:
    settled = settle([1, 5], [1, 5], [])
    assert settled is not None
    assert (settled.kept, settled.rejects) == (frozenset({1, 5}), ())


def test_a_record_in_which_the_reader_saw_another_begin_waits_with_it() -> None:
    settled = settle([1, 5, 7, 9], [1, 5, 9], [])
    assert settled is not None
    assert (settled.kept, settled.rejects) == (frozenset({1, 9}), ((5, 9, DIFFER),))


def test_records_that_were_counted_where_nothing_can_be_read_wait() -> None:
    settled = settle([1], [1, 5, 7], [Broken("t", 5, 9)])
    assert settled is not None
    assert settled.rejects == ((5, 7, UNREADABLE), (7, 9, UNREADABLE))
