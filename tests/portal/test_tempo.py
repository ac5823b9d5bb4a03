from __future__ import annotations

from core.progress import Going
from portal.tempo import Tempo


class Seconds:
    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


def test_the_time_left_is_told_once_there_is_something_to_tell_it_by() -> None:
    clock = Seconds()
    tempo = Tempo(clock)
    first = tempo.told(Going("Reading", size=0, size_total=1_000))
    clock.at += 2.5
    later = tempo.told(Going("Reading", size=250, size_total=1_000))
    assert first is not None and (first.seconds, first.left) == (0, None)
    assert later is not None and (later.seconds, later.left) == (2, 8)


def test_what_only_grows_is_told_twice_a_second_and_its_end_at_once() -> None:
    clock = Seconds()
    tempo = Tempo(clock)
    assert tempo.told(Going("Reading", size=1, size_total=9)) is not None
    clock.at += 0.1
    assert tempo.told(Going("Reading", size=2, size_total=9)) is None
    assert tempo.told(Going("Reading", size=9, size_total=9)) is not None
    assert tempo.told(Going("Linking")) is not None


def test_another_measure_is_measured_anew() -> None:
    clock = Seconds()
    tempo = Tempo(clock)
    tempo.told(Going("Reading", size=0, size_total=9))
    clock.at += 5
    tempo.told(Going("Reading", size=9, size_total=9))
    shaping = tempo.told(Going("Shaping", rows=0, rows_total=70))
    assert shaping is not None and shaping.left is None
    clock.at += 2
    half = tempo.told(Going("Shaping", rows=35, rows_total=70))
    assert half is not None and half.left == 2
