"""Pages ask less often the longer work goes on, and the more of them ask."""

from __future__ import annotations

from datetime import timedelta

from portal.polling import A_SECOND, LATER, SLOWEST, Polling


def _every(polling: Polling, seconds: float, now: float = 100.0) -> float:
    return polling.every(timedelta(seconds=seconds), now=now)


def test_young_work_is_asked_about_often_and_long_work_seldom() -> None:
    told = [_every(Polling(), seconds) for seconds in (0, 29, 31, 179, 181, 9_999)]
    assert told == [2, 2, 5, 5, LATER, LATER]


def test_many_who_ask_are_told_to_ask_less_often_and_never_too_seldom() -> None:
    polling = Polling()
    for number in range(int(4 * A_SECOND * 10)):
        polling.asked(now=90 + number / 40)
    assert _every(polling, 0) == 8
    assert _every(polling, 9_999) == SLOWEST


def test_a_crowd_that_has_gone_is_forgotten() -> None:
    polling = Polling()
    for _ in range(1_000):
        polling.asked(now=50)
    assert _every(polling, 0) == 2
