"""The history of each consent form: its versions in order, and what is amiss with them (law 2).

A version is known by its number. Gaps count only within what the old database lists: where it keeps no
history at all, nothing is missing from it; it is said once that there is none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

import polars as pl

_NUMBER = re.compile(r"\D{0,3}(\d{1,6})(?:[.,](\d{1,6}))?\D*")
_OVER = {
    "withdrawn": ("withdrawn", "revoked", "cancelled", "canceled", "widerrufen", "retirado", "retiré"),
    "replaced": ("replaced", "superseded", "obsolete", "old", "inactive", "ersetzt", "remplacé"),
}
_CURRENT = frozenset({"current", "active", "in force", "valid", "aktuell", "gültig", "vigente", "actuel"})


class State(StrEnum):
    """EARLIER: a later version follows. UNTOLD: the last of which nothing is said."""

    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    EARLIER = "earlier"
    CURRENT = "current"
    UNTOLD = "untold"


class Fault(StrEnum):
    """What can be amiss with a form, most pressing first."""

    MISSING = "version missing"
    NOT_THERE = "signed under a version that is not there"
    TWO_CURRENT = "two versions current"
    TWICE = "version twice"
    UNDATED = "version without a date"
    OUT_OF_ORDER = "dates against numbers"


@dataclass(frozen=True, order=True)
class Number:
    """2, 2.0 and v2 are one number."""

    major: int
    minor: int = 0

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}" if self.minor else str(self.major)


@dataclass(frozen=True)
class Version:
    """One version as the old database has it. number: None where it is no number; text: as it stands."""

    number: Number | None
    text: str
    day: date | None
    state: State = State.UNTOLD
    file: str = field(default="", repr=False)


@dataclass(frozen=True)
class Fallen:
    """One thing amiss. number: of which version, "" where it is of several."""

    fault: Fault
    number: str = ""


@dataclass(frozen=True)
class Form:
    """One consent form. in_force: the version that it names itself. missing: numbers without a row.

    versions: by date; one without stands after those of a lower number.
    """

    id: str = field(repr=False)
    patient: str = field(repr=False)
    title: str = field(repr=False)
    in_force: str
    signed: date | None
    versions: tuple[Version, ...]
    amiss: tuple[Fallen, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(each.number for each in self.amiss if each.fault is Fault.MISSING)


def numbered(text: str) -> Number | None:
    """The number in "2", "2.0", "v2", "Version 3"; None where there is none, or more than a number."""
    found = _NUMBER.fullmatch(re.sub(r"(?i)^\s*(version|rev(ision)?|ver)\.?\s*", "", text.strip()))
    return Number(int(found[1]), int(found[2] or 0)) if found else None


def forms_of(forms: pl.DataFrame | None, versions: pl.DataFrame | None) -> tuple[Form, ...]:
    """forms, versions: the published records of both kinds. What is amiss stands first.

    A version that names no form is a form's of its own, so that none is lost from sight.
    """
    listed: dict[str, list[Mapping[str, object]]] = defaultdict(list)
    for row in _rows(versions):
        listed[str(row.get("consent_form") or row["id"])].append(row)
    own = {str(row["id"]): row for row in _rows(forms)}
    first = _first_number(listed.values())
    made = [
        _form(form, own.get(form), listed.get(form, ()), first) for form in dict.fromkeys((*own, *listed))
    ]
    return tuple(sorted(made, key=lambda each: _pressing(each.amiss)))


def has_history(versions: pl.DataFrame | None) -> bool:
    return versions is not None and not versions.is_empty()


def _rows(frame: pl.DataFrame | None) -> Iterable[Mapping[str, object]]:
    if frame is None:
        return
    for row in frame.iter_rows(named=True):
        if row.get("voided") is not True:
            yield row


def _first_number(listed: Iterable[Sequence[Mapping[str, object]]]) -> int | None:
    """With which number histories begin here: 1 where most do, else None and none is missing before."""
    lowest = [min(own) for rows in listed if (own := [n for row in rows if (n := _number_of(row))])]
    begins = Counter(each.major for each in lowest)
    return 1 if lowest and 2 * begins[1] > len(lowest) else None


def _number_of(row: Mapping[str, object]) -> Number | None:
    return numbered(str(row.get("version") or ""))


def _form(
    own: str, form: Mapping[str, object] | None, rows: Sequence[Mapping[str, object]], first: int | None
) -> Form:
    about = form or rows[0]
    in_force = str(about.get("version") or "") if form else ""
    versions = _stated(_ordered([_version(row) for row in rows]))
    signed = _day(about.get("signed_at")) if form else None
    return Form(
        own,
        str(about.get("patient") or ""),
        str(about.get("title") or ""),
        in_force,
        signed,
        versions,
        tuple(_amiss(versions, numbered(in_force), first)),
    )


def _version(row: Mapping[str, object]) -> Version:
    text = str(row.get("version") or "")
    day = _day(row.get("changed_at")) or _day(row.get("signed_at"))
    return Version(
        numbered(text), text, day, _state(str(row.get("status") or "")), str(row.get("file_name") or "")
    )


def _day(value: object) -> date | None:
    return value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None


def _state(status: str) -> State:
    said = status.strip().casefold()
    if said in _CURRENT:
        return State.CURRENT
    return next((State(state) for state, words in _OVER.items() if said in words), State.UNTOLD)


def _ordered(versions: Sequence[Version]) -> list[Version]:
    """By date; one without a date stands after the last of a lower number."""
    dated = sorted((v for v in versions if v.day), key=lambda v: (v.day, v.number or Number(0)))
    order = list(dated)
    for each in sorted((v for v in versions if not v.day), key=lambda v: v.number or Number(0)):
        lower = [p for p, v in enumerate(order) if v.number and each.number and v.number <= each.number]
        order.insert(lower[-1] + 1 if lower else 0 if each.number else len(order), each)
    return order


def _stated(versions: Sequence[Version]) -> tuple[Version, ...]:
    """What no status is said of is an earlier one where another follows."""
    last = len(versions) - 1
    return tuple(
        Version(v.number, v.text, v.day, State.EARLIER, v.file)
        if v.state is State.UNTOLD and place < last
        else v
        for place, v in enumerate(versions)
    )


def _amiss(versions: Sequence[Version], in_force: Number | None, first: int | None) -> Iterable[Fallen]:
    numbers = [v.number for v in versions if v.number]
    if numbers:
        yield from (Fallen(Fault.MISSING, str(n)) for n in _gaps(numbers, first))
        if in_force and in_force not in numbers:
            yield Fallen(Fault.NOT_THERE, str(in_force))
    if sum(v.state is State.CURRENT for v in versions) > 1:
        yield Fallen(Fault.TWO_CURRENT)
    for number, times in sorted(Counter(numbers).items()):
        if times > 1:
            yield Fallen(Fault.TWICE, str(number))
    for each in versions:
        if each.day is None:
            yield Fallen(Fault.UNDATED, str(each.number or each.text))
    dated = [v.number for v in versions if v.number and v.day]
    if dated != sorted(dated):
        yield Fallen(Fault.OUT_OF_ORDER)


def _gaps(numbers: Sequence[Number], first: int | None) -> list[int]:
    majors = {number.major for number in numbers}
    lowest = min(majors) if first is None else min(first, *majors)
    return [each for each in range(lowest, max(majors)) if each not in majors]


def _pressing(amiss: Sequence[Fallen]) -> int:
    order = list(Fault)
    return min((order.index(each.fault) for each in amiss), default=len(order))
