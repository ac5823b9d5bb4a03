"""From records to a case: whom it is about, chosen by the digest of a seed, so that a reload changes nothing.

Beside the one wanted stand others who could be taken for them: the same last name first. Charts that are
restricted, and people who have died, are left alone.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl

from core.money import Money
from core.practice.cases import (
    Allergy,
    Booking,
    Case,
    ChartReview,
    Exercise,
    Filing,
    Patient,
    Posting,
    Visit,
)

_TOGETHER = 4
"""Patients of a case."""
_MINUTES = (30, 45, 60)
_WEEK, _HOUR = 7, 60
_OPENS, _CLOSES = 8 * _HOUR, 17 * _HOUR
_OFF = ("cancelled", "no_show", "broken", "deleted")
_NEGATED = ("refuted", "entered_in_error")
_PAYMENTS = ("payment", "insurance_payment")


@dataclass(frozen=True)
class Records:
    """run: whose they are, "" for made-up ones. entities: name -> the fields that somebody may see."""

    run: str
    entities: Mapping[str, pl.DataFrame] = field(repr=False)

    def rows(self, entity: str) -> list[dict[str, object]]:
        """Those that count: not voided in the old system."""
        frame = self.entities.get(entity)
        if frame is None:
            return []
        kept = frame.filter(~pl.col("voided").fill_null(value=False)) if "voided" in frame.columns else frame
        return list(kept.iter_rows(named=True))


@dataclass(frozen=True)
class _Chosen:
    run: str
    patients: tuple[Patient, ...] = field(repr=False)
    wanted: str = field(repr=False)


def chosen(exercise: Exercise, records: Records, *, seed: str, zone: ZoneInfo) -> Case | None:
    """None where the records do not hold enough for this exercise. zone: that visits are shown in."""
    return _CHOOSERS[exercise](records, seed, zone)


def _booking(records: Records, seed: str, zone: ZoneInfo) -> Case | None:
    cast = _cast(records, seed, lambda _: True)
    rooms = _rooms(records)
    visits = _visits(records, zone)
    if cast is None or not rooms or not visits:
        return None
    day = _busiest(visits)
    week = [each for each in visits if day <= each.start.date() < day + timedelta(days=_WEEK)]
    return Booking(
        cast.run,
        cast.patients,
        cast.wanted,
        day=day,
        minutes=_MINUTES[_rank(seed, "minutes") % len(_MINUTES)],
        visits=tuple(sorted(week, key=lambda visit: (visit.start, visit.room))),
        rooms=rooms,
        open_days=_open_days(visits),
        opens=min(_OPENS, *(visit.start.hour * _HOUR for visit in week)),
        closes=max(_CLOSES, *(_end_of(visit) for visit in week)),
    )


def _open_days(visits: Iterable[Visit]) -> frozenset[int]:
    """Weekdays on which visits take place; the working week where there are too few to tell."""
    found = frozenset(visit.start.weekday() for visit in visits)
    return found if len(found) > 1 else found | frozenset(range(5))


def _end_of(visit: Visit) -> int:
    """Minutes of the day; a visit that ends on another day ends with its own."""
    return min(visit.start.hour * _HOUR + visit.start.minute + visit.minutes, 24 * _HOUR)


def _rooms(records: Records) -> tuple[tuple[str, str], ...]:
    rooms = [row for row in records.rows("operatory") if not row.get("hidden")]
    named = [(str(row["id"]), str(row.get("name") or row.get("short_name") or "")) for row in rooms]
    return tuple(room for room in named if room[1])


def _visits(records: Records, zone: ZoneInfo) -> list[Visit]:
    """Those that took or take place, in the clinic's time."""
    names = {each.id: each.name for each in _patients(records)}
    found = []
    for row in records.rows("appointment"):
        start = row.get("start")
        if isinstance(start, datetime) and row.get("status") not in _OFF and row.get("patient") in names:
            local = start.astimezone(zone).replace(tzinfo=None)
            patient = str(row["patient"])
            found.append(
                Visit(patient, names[patient], str(row.get("operatory") or ""), local, _duration(row))
            )
    return found


def _duration(row: Mapping[str, object]) -> int:
    """Minutes, as a decimal in text; half an hour where the record does not say."""
    said = str(row.get("duration") or "").split(".")[0]
    return int(said) if said.isdigit() and int(said) else _MINUTES[0]


def _busiest(visits: Iterable[Visit]) -> date:
    """The day with the most visits, the latest of those."""
    counts = Counter(visit.start.date() for visit in visits)
    return max(counts, key=lambda day: (counts[day], day))


def _review(records: Records, seed: str, zone: ZoneInfo) -> Case | None:
    """Somebody who has an allergy: a statement that there is none is not one."""
    told = [_allergy(row) for row in records.rows("allergy") if row.get("verification") not in _NEGATED]
    allergies = tuple(each for each in told if each.said)
    having = {each.patient for each in allergies}
    cast = _cast(records, seed, lambda patient: patient.id in having)
    return None if cast is None else ChartReview(cast.run, cast.patients, cast.wanted, allergies=allergies)


def _allergy(row: Mapping[str, object]) -> Allergy:
    reactions = row.get("reaction") or ()
    words = [str(each) for each in reactions] if isinstance(reactions, list) else []
    what = str(row.get("substance") or "")
    return Allergy(str(row["id"]), str(row["patient"]), ": ".join([what, *words]) if what else "")


def _filing(records: Records, seed: str, zone: ZoneInfo) -> Case | None:
    images = {str(row["patient"]): row for row in records.rows("image") if row.get("patient")}
    cast = _cast(records, seed, lambda patient: patient.id in images and patient.born is not None)
    if cast is None:
        return None
    row = images[cast.wanted]
    taken = row.get("study_date") or row.get("image_date")
    title = str(row.get("image_title") or row.get("study_title") or row.get("modality") or "")
    day = taken.date() if isinstance(taken, datetime) else taken if isinstance(taken, date) else None
    file = str(row.get("file_name") or "")
    return Filing(cast.run, cast.patients, cast.wanted, title=title, taken=day, file=file)


def _posting(records: Records, seed: str, zone: ZoneInfo) -> Case | None:
    """A payment as large as one that the patient has made before."""
    paid: dict[str, Money] = {}
    for row in [*records.rows("ledger_entry"), *records.rows("payment")]:
        amount, currency = row.get("amount"), row.get("currency")
        counts = row.get("type", _PAYMENTS[0]) in _PAYMENTS and row.get("patient")
        if counts and isinstance(amount, int) and amount and currency:
            paid.setdefault(str(row["patient"]), Money(abs(amount), str(currency)))
    cast = _cast(records, seed, lambda patient: patient.id in paid)
    if cast is None:
        return None
    currencies = tuple(sorted({money.currency for money in paid.values()}))
    return Posting(cast.run, cast.patients, cast.wanted, amount=paid[cast.wanted], currencies=currencies)


def _cast(records: Records, seed: str, fits: Callable[[Patient], bool]) -> _Chosen | None:
    """The first who fits, and those who could be taken for them."""
    everybody = sorted(_patients(records), key=lambda each: _rank(seed, each.id))
    alike = Counter(_last_name(each) for each in everybody)
    fitting = sorted(filter(fits, everybody), key=lambda each: alike[_last_name(each)] < 2)
    if not fitting or len(everybody) < 2:
        return None
    wanted = fitting[0]
    others = sorted(
        (each for each in everybody if each is not wanted and _apart(each, wanted)),
        key=lambda each: _last_name(each) != _last_name(wanted),
    )
    together = sorted([wanted, *others[: _TOGETHER - 1]], key=lambda each: (each.name, str(each.born)))
    return _Chosen(records.run, tuple(together), wanted.id) if len(together) > 1 else None


def _apart(one: Patient, other: Patient) -> bool:
    """Whether a person can tell them apart by what is shown."""
    return (one.name, one.born) != (other.name, other.born)


def _patients(records: Records) -> Sequence[Patient]:
    kept = [row for row in records.rows("patient") if not (row.get("restricted") or row.get("deceased"))]
    found = [Patient(str(row["id"]), _name(row), _born(row)) for row in kept]
    return [each for each in found if each.name]


def _name(row: Mapping[str, object]) -> str:
    parts = [str(row[name]) for name in ("first_name", "last_name") if row.get(name)]
    return " ".join(parts) or str(row.get("full_name") or "")


def _born(row: Mapping[str, object]) -> date | None:
    born = row.get("birth_date")
    return born if isinstance(born, date) else None


def _last_name(patient: Patient) -> str:
    return patient.name.split()[-1].casefold()


def _rank(seed: str, name: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed}\n{name}".encode()).digest()[:8], "big")


_CHOOSERS: dict[Exercise, Callable[[Records, str, ZoneInfo], Case | None]] = {
    Exercise.BOOKING: _booking,
    Exercise.ALLERGIES: _review,
    Exercise.IMAGE: _filing,
    Exercise.PAYMENT: _posting,
}
