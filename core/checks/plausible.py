"""Figures and days that no living person and no clinic has: a slip of the keyboard, or a unit misread.

The ranges are wider than any textbook's, so that the sick, the newborn and the very large stay unflagged:
only what cannot have been measured is named. A nought is how old systems write "not measured", and is let
pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

import polars as pl

from core.checks.model import DATED, Check, Failing, any_of
from core.checks.seen import Place, Seen, standing_fields_of
from core.findings import FindingKind, Severity
from core.record.model import ClinicRecord, Entity, Field, Kind

Range = tuple[float, float]

FIGURES: Mapping[str, tuple[Range, ...]] = {
    "heart_rate": ((15, 350),),
    "respiratory_rate": ((3, 120),),
    "temperature": ((25, 46), (77, 115)),
    "systolic": ((30, 310),),
    "diastolic": ((10, 220),),
    "oxygen_saturation": ((0, 1), (20, 100)),
    "bmi": ((5, 200),),
    "head_circumference": ((8, 75),),
}
"""Of a vital sign, in whichever unit it stands: degrees Celsius or Fahrenheit, a share or per cent."""
UNITS: Mapping[str, Mapping[str, Range]] = {
    "height": {"cm": (20, 275), "in": (8, 108), "m": (0.2, 2.75)},
    "weight": {"kg": (0.2, 650), "lb": (0.4, 1430), "g": (200, 650_000)},
}
"""Of those that say their unit beside them; without one, whatever one of these would be."""
_SPELLINGS = {
    "cms": "cm", "inch": "in", "inches": "in", "[in_i]": "in", "kgs": "kg", "lbs": "lb", "[lb_av]": "lb",
}  # fmt: skip
FIRST_DAY, LAST_DAY = date(1900, 1, 2), date(2100, 1, 1)
"""The first of January 1900 is what workbooks and databases make of a date that was left empty."""
_OPEN_ENDED = ("end", "valid_to", "expires", "expires_on", "abatement", "left_on")
"""Fields in which a far day says "until further notice"."""
_BOOKKEEPING = ("entered_at", "modified_at")
_LONG_AGO = ("family_history",)
"""Kinds of record that speak of people of another time."""
LARGEST = 100_000_000
"""Minor units: a million in most currencies."""


def _figures(seen: Seen) -> Iterator[Failing]:
    if "vital_sign" in seen.records:
        amiss = [_outside(_number(name), ranges) for name, ranges in FIGURES.items()]
        amiss += [_amiss_in_unit(name, units) for name, units in UNITS.items()]
        yield "vital_sign", seen.standing("vital_sign").filter(any_of(amiss))


def _reads_figures(record: ClinicRecord) -> frozenset[Place]:
    return standing_fields_of(record, "vital_sign", *FIGURES, *UNITS, *(f"{name}_unit" for name in UNITS))


def _number(name: str) -> pl.Expr:
    """A nought is none."""
    number = pl.col(name).cast(pl.Float64, strict=False)
    return pl.when(number != 0).then(number)


def _outside(number: pl.Expr, ranges: tuple[Range, ...]) -> pl.Expr:
    return ~pl.any_horizontal(number.is_between(low, high) for low, high in ranges)


def _amiss_in_unit(name: str, units: Mapping[str, Range]) -> pl.Expr:
    said = pl.col(f"{name}_unit").str.strip_chars().str.to_lowercase().replace(_SPELLINGS)
    amiss = _outside(_number(name), tuple(units.values()))
    for unit, bounds in units.items():
        amiss = pl.when(said == unit).then(_outside(_number(name), (bounds,))).otherwise(amiss)
    return amiss


def _pressures(seen: Seen) -> Iterator[Failing]:
    if "vital_sign" in seen.records:
        turned = (pl.col("diastolic") >= pl.col("systolic")) & (pl.col("systolic") > 0)
        yield "vital_sign", seen.standing("vital_sign").filter(turned)


def _reads_pressures(record: ClinicRecord) -> frozenset[Place]:
    return standing_fields_of(record, "vital_sign", "systolic", "diastolic")


def _days(seen: Seen) -> Iterator[Failing]:
    for name in seen.entities():
        amiss = [_day_amiss(field) for field in _day_fields(seen.record.entity(name))]
        yield name, seen.standing(name).filter(any_of(amiss))


def _reads_days(record: ClinicRecord) -> frozenset[Place]:
    each = (standing_fields_of(record, e.name, *(f.name for f in _day_fields(e))) for e in record.entities)
    return frozenset[Place]().union(*each)


def _day_fields(entity: Entity) -> list[Field]:
    if entity.name in _LONG_AGO:
        return []
    single = (field for field in entity.fields if not field.many and field.name not in _BOOKKEEPING)
    return [field for field in single if field.kind in (*DATED, Kind.PARTIAL_DATE)]


def _day_amiss(field: Field) -> pl.Expr:
    if field.kind is Kind.PARTIAL_DATE:
        year = pl.col(field.name).str.head(4).cast(pl.Int32, strict=False)
        return _beyond(year, FIRST_DAY.year, LAST_DAY.year, field.name)
    first, last = _bounds(instants=field.kind is Kind.DATETIME)
    return _beyond(pl.col(field.name), first, last, field.name)


def _bounds(*, instants: bool) -> tuple[date, date]:
    if not instants:
        return FIRST_DAY, LAST_DAY
    first, last = (datetime(d.year, d.month, d.day, tzinfo=UTC) for d in (FIRST_DAY, LAST_DAY))
    return first, last


def _beyond(day: pl.Expr, first: date | int, last: date | int, name: str) -> pl.Expr:
    early, late = day.lt(first), day.gt(last)
    return early if name in _OPEN_ENDED else early | late


def _amounts(seen: Seen) -> Iterator[Failing]:
    for name in seen.entities():
        large = [pl.col(amount).abs() >= LARGEST for amount in _money(seen.record.entity(name))]
        yield name, seen.standing(name).filter(any_of(large))


def _reads_amounts(record: ClinicRecord) -> frozenset[Place]:
    each = (standing_fields_of(record, entity.name, *_money(entity)) for entity in record.entities)
    return frozenset[Place]().union(*each)


def _money(entity: Entity) -> list[str]:
    return [field.name for field in entity.fields if field.kind is Kind.MONEY and not field.many]


FIGURE_IMPLAUSIBLE = Check(
    FindingKind(
        "figure_implausible",
        Severity.WARNING,
        "A vital sign lies outside what a living person can have.",
        "Look at the figure and its unit in the old system, and put it right there before the next export.",
    ),
    "Pulse, breathing, temperature, blood pressure, oxygen, height, weight, body mass and head size, in "
    "the unit that stands beside them or in any. Noughts are taken for not measured.",
    _figures,
    _reads_figures,
)
PRESSURES_TURNED = Check(
    FindingKind(
        "pressures_turned",
        Severity.WARNING,
        "The lower blood pressure is not below the upper one.",
        "See whether the two stand in each other's place.",
    ),
    "Diastolic and systolic of one record.",
    _pressures,
    _reads_pressures,
)
DATE_IMPLAUSIBLE = Check(
    FindingKind(
        "date_implausible",
        Severity.WARNING,
        "A date lies before 1900 or after 2100.",
        "See what the old system shows there. 1 Jan 1900 is often a date that nobody filled in.",
    ),
    "Every date of a record, 1 Jan 1900 included. An end may lie far ahead, where it means until further "
    "notice; relatives may have been born long ago; when a row was typed is not asked.",
    _days,
    _reads_days,
)
AMOUNT_IMPLAUSIBLE = Check(
    FindingKind(
        "amount_implausible",
        Severity.WARNING,
        "An amount is a million or more.",
        "Check the decimal mark and the currency of the amount in the old system.",
    ),
    "Every amount, without its sign, against a hundred million of the smallest coins: a million where a "
    "currency has hundredths.",
    _amounts,
    _reads_amounts,
)
CHECKS = (FIGURE_IMPLAUSIBLE, PRESSURES_TURNED, DATE_IMPLAUSIBLE, AMOUNT_IMPLAUSIBLE)
