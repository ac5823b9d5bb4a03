"""How long each stage of a run took."""

from __future__ import annotations

from portal.services.run_times import Laps
from portal.wording.figures import duration


def ticking(*moments: float) -> Laps:
    at = iter(moments)
    return Laps(lambda: next(at))


def test_each_stage_lasts_until_the_next_begins() -> None:
    laps = ticking(10.0, 12.5, 12.75, 20.0)
    for stage in ("read", "shape", "publish"):
        laps.begins(stage)
    assert laps.milliseconds() == {"read": 2500, "shape": 250, "publish": 7250}


def test_a_stage_that_is_told_again_goes_on() -> None:
    laps = ticking(0.0, 1.0, 2.0, 4.0)
    for stage in ("shape", "shape", "link"):
        laps.begins(stage)
    assert laps.milliseconds() == {"shape": 2000, "link": 2000}


def test_a_duration_is_said_in_two_units_at_most() -> None:
    said = [duration(seconds) for seconds in (0.04, 9.96, 42.4, 72.0, 7260.0)]
    assert said == ["0.0 s", "10.0 s", "42 s", "1 min 12 s", "2 h 1 min"]
