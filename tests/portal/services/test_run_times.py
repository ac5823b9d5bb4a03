"""How long each stage of a run took."""

from __future__ import annotations

from core.stages import Stage
from portal.services.run_times import Laps, Shaped, in_order
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


def test_stages_are_told_as_they_follow_each_other_however_they_were_kept() -> None:
    kept = {"check": 3, "gone since": 1, "publish": 4, "read": 1000, "shape": 2, "suggest": 5}
    assert [stage for stage, _ in in_order(kept)] == [
        "read",
        "suggest",
        "shape",
        "check",
        "publish",
        "gone since",
    ]
    assert in_order(kept)[0] == ("read", 1.0)


def test_the_tables_that_are_shaped_are_counted_and_whoever_watches_is_told_all_the_same() -> None:
    watched: list[tuple[Stage, int, int]] = []
    shaped = Shaped(lambda *told: watched.append(told))
    assert shaped.tables == 0
    told = [(Stage.SHAPE, 0, 3), (Stage.SHAPE, 2, 3), (Stage.SHAPE, 0, 1), (Stage.CHECK, 0, 1)]
    for each in told:
        shaped(*each)
    assert (shaped.tables, watched) == (4, told)


def test_a_duration_is_said_in_two_units_at_most() -> None:
    said = [duration(seconds) for seconds in (0.04, 9.96, 42.4, 72.0, 7260.0)]
    assert said == ["0.0 s", "10.0 s", "42 s", "1 min 12 s", "2 h 1 min"]
