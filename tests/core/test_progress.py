from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.progress import FIRST, LONGEST, Going, Pace, paced, time_left

STEPS = st.lists(st.tuples(st.floats(0, 1e5), st.integers(0, 10**12)), max_size=40)


def after(steps: list[tuple[float, int]]) -> Pace:
    """The pace after (seconds that passed, units that were done) again and again."""
    pace, seconds, done = Pace(), 0.0, 0
    for passed, more in steps:
        seconds, done = seconds + passed, done + more
        pace = paced(pace, seconds=seconds, done=done)
    return pace


@given(STEPS, st.integers(0, 10**13))
def test_whatever_is_measured_the_time_left_is_finite_and_never_negative(
    steps: list[tuple[float, int]], total: int
) -> None:
    left = time_left(after(steps), total)
    assert left is None or 0 < left <= LONGEST


@given(st.floats(1e-3, 1e3), st.integers(2, 200), st.integers(1, 10**9), st.integers(1, 10**9))
def test_work_that_goes_on_evenly_is_told_exactly(passed: float, steps: int, more: int, rest: int) -> None:
    pace = after([(passed, more)] * steps)
    left = time_left(pace, more * steps + rest)
    expected = rest / more * passed
    if pace.known < FIRST or expected > LONGEST * 0.999:
        return
    assert left is not None and abs(left - expected) <= 1e-6 * expected


@given(STEPS)
def test_more_to_do_never_takes_less_time(steps: list[tuple[float, int]]) -> None:
    pace = after(steps)
    little, much = time_left(pace, pace.done + 1_000), time_left(pace, pace.done + 2_000)
    assert little is None or much is None or little < much


def test_nothing_is_said_within_the_first_second_and_at_the_end() -> None:
    assert time_left(Pace(), 100) is None
    assert time_left(after([(0.9, 50)]), 100) is None
    assert time_left(after([(2.0, 50)]), 100) == 2.0
    assert time_left(after([(2.0, 100)]), 100) is None
    assert time_left(after([(5.0, 0)]), 100) is None


def test_a_speed_that_changed_is_believed_more_as_time_goes_by() -> None:
    slower = [(1.0, 100)] * 60 + [(1.0, 10)] * 20
    left = time_left(after(slower), 10_000)
    assert left is not None
    assert (10_000 - 6_200) / 60 < left < (10_000 - 6_200) / 10


def test_what_begins_anew_is_measured_anew() -> None:
    pace = paced(after([(3.0, 300)]), seconds=4.0, done=10)
    assert (pace.rate, pace.known, pace.done) == (0.0, 0.0, 10)


def test_bytes_are_measured_before_rows_and_steps_are_not() -> None:
    assert Going("x", 1, 2, rows=3, rows_total=9, size=5, size_total=6).measured == (5, 6)
    assert Going("x", 1, 2, rows=3, rows_total=9).measured == (3, 9)
    assert Going("x", 1, 2).measured == (0, 0)
