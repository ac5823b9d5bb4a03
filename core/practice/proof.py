"""Whether an exercise was done right, decided from the case and the acts beside it, and from nothing else.

The last act of a kind counts: whoever was wrong does it again. A refusal names no patient.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from core.practice import wording
from core.practice.acts import Act, ActKind
from core.practice.cases import Booking, Case, ChartReview, Filing, Posting

_LEAST_NOTE = 12


@dataclass(frozen=True)
class Shown:
    """said: what to do next, or what was not right. wrong: whether the last act was."""

    right: bool
    said: str
    wrong: bool = False


def proof(case: Case, acts: Sequence[Act]) -> Shown:
    if isinstance(case, Booking):
        return _booking(case, acts)
    if isinstance(case, ChartReview):
        return _review(case, acts)
    if isinstance(case, Filing):
        return _filing(case, acts)
    if isinstance(case, Posting):
        return _posting(case, acts)
    raise TypeError(f"no proof for {type(case).__name__}")


def _booking(case: Booking, acts: Sequence[Act]) -> Shown:
    booked = _last(acts, ActKind.BOOK)
    if booked is None:
        return Shown(False, wording.BOOK)
    wrong = _booked_wrong(case, booked)
    if wrong:
        return Shown(False, wrong, wrong=True)
    moved = _last(acts[_position(acts, booked) :], ActKind.MOVE)
    if moved is None:
        return Shown(False, wording.MOVE)
    wrong = _moved_wrong(case, booked, moved)
    return Shown(not wrong, wrong or wording.RIGHT, wrong=bool(wrong))


def _booked_wrong(case: Booking, booked: Act) -> str:
    if booked.patient != case.wanted:
        return wording.WRONG_PATIENT
    if booked.minutes != case.minutes:
        return wording.TOO_SHORT
    placed = _placed_wrong(case, booked)
    if placed == wording.CLOSED or date.fromisoformat(booked.day) == case.day:
        return placed
    return wording.ANOTHER_DAY


def _moved_wrong(case: Booking, booked: Act, moved: Act) -> str:
    placed = _placed_wrong(case, moved)
    if placed == wording.CLOSED or date.fromisoformat(moved.day) > date.fromisoformat(booked.day):
        return placed
    return wording.NOT_LATER


def _placed_wrong(case: Booking, act: Act) -> str:
    """A visit stands on an open day, within the hours, and both room and person are free."""
    day = date.fromisoformat(act.day)
    if day.weekday() not in case.open_days:
        return wording.CLOSED
    if act.room not in {room for room, _ in case.rooms}:
        return wording.NO_SUCH_ROOM
    if act.at < case.opens or act.at + case.minutes > case.closes:
        return wording.OUT_OF_HOURS
    start = datetime.combine(day, time(act.at // 60, act.at % 60))
    end = start + timedelta(minutes=case.minutes)
    there = [visit for visit in case.visits if visit.start < end and start < visit.end]
    if any(visit.room == act.room for visit in there):
        return wording.ROOM_TAKEN
    return wording.PATIENT_TAKEN if any(visit.patient == case.wanted for visit in there) else ""


def _review(case: ChartReview, acts: Sequence[Act]) -> Shown:
    opened = _last(acts, ActKind.OPEN)
    if opened is None:
        return Shown(False, wording.OPEN)
    if opened.patient != case.wanted:
        return Shown(False, wording.WRONG_PATIENT, wrong=True)
    since = acts[_position(acts, opened) :]
    note = _last(since, ActKind.NOTE)
    if note is None:
        return Shown(False, wording.LOOK)
    before = since[: _position(since, note)]
    seen = {act.thing for act in before if act.kind is ActKind.REVIEW}
    if any(each.id not in seen for each in case.of(case.wanted)):
        return Shown(False, wording.NOT_REVIEWED, wrong=True)
    if note.patient != case.wanted:
        return Shown(False, wording.WRONG_PATIENT, wrong=True)
    short = len(note.text.strip()) < _LEAST_NOTE
    return Shown(not short, wording.NOTE_SHORT if short else wording.RIGHT, wrong=short)


def _filing(case: Filing, acts: Sequence[Act]) -> Shown:
    filed = _last(acts, ActKind.FILE)
    if filed is None:
        return Shown(False, wording.FILE)
    right = filed.patient == case.wanted
    return Shown(right, wording.RIGHT if right else wording.WRONG_PATIENT, wrong=not right)


def _posting(case: Posting, acts: Sequence[Act]) -> Shown:
    posted = _last(acts, ActKind.POST)
    if posted is None:
        return Shown(False, wording.POST)
    wrong = _posted_wrong(case, posted)
    return Shown(not wrong, wrong or wording.RIGHT, wrong=bool(wrong))


def _posted_wrong(case: Posting, posted: Act) -> str:
    if posted.patient != case.wanted:
        return wording.WRONG_PATIENT
    if posted.currency != case.amount.currency:
        return wording.ANOTHER_CURRENCY
    return "" if posted.units == case.amount.minor_units else wording.ANOTHER_AMOUNT


def _last(acts: Sequence[Act], kind: ActKind) -> Act | None:
    return next((act for act in reversed(acts) if act.kind is kind), None)


def _position(acts: Sequence[Act], act: Act) -> int:
    """Of the last act that is `act`, by identity: equal ones may stand before it."""
    return max(number for number, each in enumerate(acts) if each is act)
