"""Several at a time, in their order, and never more of them in memory than are worked on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.side_by_side import AHEAD, AT_A_TIME, side_by_side


def test_results_come_in_the_order_of_what_was_asked() -> None:
    assert list(side_by_side(lambda n: n * n, range(50))) == [n * n for n in range(50)]


def test_only_a_few_are_taken_ahead() -> None:
    taken: list[int] = []

    def many() -> Iterator[int]:
        for n in range(1_000):
            taken.append(n)
            yield n

    results = side_by_side(lambda n: n, many())
    assert next(results) == 0
    assert len(taken) <= AT_A_TIME + AHEAD + 1


def test_the_first_that_fails_is_told() -> None:
    def act(n: int) -> int:
        if n > 1:
            raise ValueError(str(n))
        return n

    with pytest.raises(ValueError, match="2"):
        list(side_by_side(act, range(9)))
