from __future__ import annotations

from datetime import date

from core.training import Progress, due_on, minutes_left
from tests.core.training.paths import PATH, READ, after


def test_a_step_is_due_some_days_before_the_go_live_and_without_a_date_never():
    assert due_on(PATH.items[0], date(2026, 3, 30)) == date(2026, 3, 16)
    assert due_on(PATH.items[0], None) is None


def test_minutes_left_are_those_of_what_is_left():
    assert minutes_left(PATH, Progress()) == 20
    assert minutes_left(PATH, after(READ)) == 15
