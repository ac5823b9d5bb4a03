"""Figures and days that no living person and no clinic has: a slip of the keyboard, or a unit misread.

The ranges are wider than any textbook's, so that the sick, the newborn and the very large stay unflagged:
only what cannot have been measured is named. A nought is how old systems write "not measured", and is let
pass.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

import polars as pl

from core.checks.model import DATED, Check, Records, gathered, standing
from core.findings import FindingKind, Severity
from core.record.model import ClinicRecord, Entity, Kind

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


def _figures(records: Records, record: ClinicRecord) -> pl.DataFrame:
    del record
    frame = standing(records, "vital_sign")
    if frame is None:
        return gathered([])
    amiss = [_outside(_number(name), ranges) for name, ranges in FIGURES.items()]
    amiss += [_amiss_in_unit(name, units) for name, units in UNITS.items()]
    return gathered([frame.filter(pl.any_horizontal(each.fill_null(value=False) for each in amiss))])


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


def _pressures(records: Records, record: ClinicRecord) -> pl.DataFrame:
    del record
    frame = standing(records, "vital_sign")
    turned = (pl.col("diastolic") >= pl.col("systolic")) & (pl.col("systolic") > 0)
    return gathered([] if frame is None else [frame.filter(turned)])


def _days(records: Records, record: ClinicRecord) -> pl.DataFrame:
    found = []
    for name in records:
        frame, amiss = standing(records, name), _days_amiss(record.entity(name))
        if frame is not None and amiss and name not in _LONG_AGO:
            found.append(frame.filter(pl.any_horizontal(each.fill_null(value=False) for each in amiss)))
    return gathered(found)


def _days_amiss(entity: Entity) -> list[pl.Expr]:
    fields = [f for f in entity.fields if not f.many and f.name not in _BOOKKEEPING]
    first, last = _bounds(instants=False), _bounds(instants=True)
    found = []
    for field in fields:
        if field.kind in DATED:
            low, high = last if field.kind is Kind.DATETIME else first
            found.append(_beyond(pl.col(field.name), low, high, field.name))
        elif field.kind is Kind.PARTIAL_DATE:
            year = pl.col(field.name).str.head(4).cast(pl.Int32, strict=False)
            found.append(_beyond(year, FIRST_DAY.year, LAST_DAY.year, field.name))
    return found


def _bounds(*, instants: bool) -> tuple[date, date]:
    if not instants:
        return FIRST_DAY, LAST_DAY
    first, last = (datetime(d.year, d.month, d.day, tzinfo=UTC) for d in (FIRST_DAY, LAST_DAY))
    return first, last


def _beyond(day: pl.Expr, first: date | int, last: date | int, name: str) -> pl.Expr:
    early, late = day.lt(first), day.gt(last)
    return early if name in _OPEN_ENDED else early | late


def _amounts(records: Records, record: ClinicRecord) -> pl.DataFrame:
    found = []
    for name in records:
        entity, frame = record.entity(name), standing(records, name)
        money = [
            pl.col(f.name).abs() >= LARGEST for f in entity.fields if f.kind is Kind.MONEY and not f.many
        ]
        if frame is not None and money:
            found.append(frame.filter(pl.any_horizontal(each.fill_null(value=False) for each in money)))
    return gathered(found)


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
)
CHECKS = (FIGURE_IMPLAUSIBLE, PRESSURES_TURNED, DATE_IMPLAUSIBLE, AMOUNT_IMPLAUSIBLE)
