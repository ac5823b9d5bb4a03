"""Chance that never varies twice."""

from __future__ import annotations

from datetime import date, timedelta

from core.demonstration.draw import Draw


def test_the_same_seed_and_part_give_the_same_and_others_do_not() -> None:
    def drawn(seed: int, part: str) -> list[int]:
        draw = Draw(seed, part)
        return [draw.whole(0, 999) for _ in range(20)]

    assert drawn(7, "ledger") == drawn(7, "ledger")
    assert len({tuple(drawn(*of)) for of in ((7, "ledger"), (8, "ledger"), (7, "notes"))}) == 3


def test_both_ends_are_drawn_and_nothing_beyond_them() -> None:
    draw = Draw(1)
    assert {draw.whole(3, 5) for _ in range(200)} == {3, 4, 5}
    assert {draw.one("ab") for _ in range(50)} == {"a", "b"}


def test_a_workday_is_no_weekend_and_never_before_the_first_day() -> None:
    draw, saturday = Draw(2), date(2026, 6, 27)
    for days in range(8):
        drawn = [draw.workday(saturday, saturday + timedelta(days=days)) for _ in range(20)]
        assert all(day.weekday() < 5 and day >= saturday for day in drawn)
