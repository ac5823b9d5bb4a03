from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from portal.shared import leave_what_was_loaded_alone


@pytest.fixture
def loaded() -> Iterator[None]:
    """As a process that has just loaded everything."""
    gc.unfreeze()
    leave_what_was_loaded_alone.cache_clear()
    yield
    leave_what_was_loaded_alone()


def test_a_search_for_leftovers_passes_over_what_was_loaded_and_finds_what_a_visit_left(loaded: None) -> None:
    everything = len(gc.get_objects())
    leave_what_was_loaded_alone()
    assert len(gc.get_objects()) < everything / 20
    left: list[object] = []
    left.append(left)
    del left
    assert gc.collect() >= 1
