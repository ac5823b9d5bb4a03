"""Instants: a date with a time of day, in the zone it was written in, published as UTC.

A time without an offset is local time of the clinic (option `zone`). In the hour that a clock change
repeats, the earlier instant is taken, with a finding; a time that the change skipped never was and waits.
"""

from __future__ import annotations

import polars as pl

from core.transforms.apart import read_apart
from core.transforms.dates import LONGEST_DAY, read_date, settled_order, usual_date, usual_time, why_no_date
from core.transforms.model import Keep, Options, Shaped, Transform
from core.transforms.text import ZERO_DATES, without_absent

_TIME = (
    r"^(?P<date>.*?)(?:[T ]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?P<part>\.\d+)?)?"
    r" ?(?P<half>[AaPp][Mm])?(?P<offset> ?(?:[Zz]|[+-]\d{2}:?\d{2}))?)?$"
)

_GROUPS = ("date", "hour", "minute", "second", "part", "half", "offset")
_PLAIN = r"^[^T ]+[T ]\d{2}:\d{2}$"
INSTANT = pl.Datetime("us", "UTC")


def _datetime(text: pl.Expr, options: Options, keep: Keep) -> Shaped:
    present = without_absent(text, keep, words=ZERO_DATES, kind="zero_date")
    usual = _usual(present.value, options, keep)
    other = pl.when(usual.value.is_null()).then(present.value)
    read = read_apart(other, lambda text, keep: _any_time(text, options, keep), INSTANT, keep=keep)
    value = pl.coalesce(usual.value, read.value)
    return present.then(Shaped(value, pl.coalesce(read.finding, usual.finding)))


def _usual(text: pl.Expr, options: Options, keep: Keep) -> Shaped:
    """Of a day of a usual shape, alone or with "hh:mm", what `_any_time` says; no value for all others."""
    zone, order = str(options["zone"]), settled_order(options)
    timed = keep(text.str.len_bytes() > LONGEST_DAY)
    day = keep(usual_date(keep(pl.when(~timed).then(text)), order=order).cast(pl.Datetime("us")))
    wall = keep(pl.coalesce(usual_time(keep(pl.when(timed).then(text)), order=order), day))
    untimed = pl.when(day.is_not_null()).then(pl.lit("date_without_time"))
    return Shaped(keep(_local(wall, zone)), pl.coalesce(untimed, _twice(wall, zone)))


def _any_time(text: pl.Expr, options: Options, keep: Keep) -> Shaped:
    order, zone = settled_order(options), str(options["zone"])
    parts = keep(_parts(text, keep))
    day, offset = keep(parts.struct.field("date")), parts.struct.field("offset")
    date = keep(read_date(day, order=order))
    wall = keep(date.cast(pl.Datetime("us")) + _time_of_day(parts))
    value = keep(pl.when(offset.is_not_null()).then(_given(wall, offset)).otherwise(_local(wall, zone)))
    finding = (
        pl.when(text.is_null())
        .then(None)
        .when(wall.is_not_null() & value.is_null())
        .then(pl.lit("time_never_was"))
        .when(value.is_null())
        .then(pl.coalesce(why_no_date(day, date, order=order), _no_time(text, value)))
        .when(parts.struct.field("hour").is_null())
        .then(pl.lit("date_without_time"))
        .otherwise(pl.when(offset.is_null()).then(_twice(wall, zone)))
    )
    return Shaped(value, finding)


def _parts(text: pl.Expr, keep: Keep) -> pl.Expr:
    """The groups of `_TIME`; most texts are a day and "hh:mm", which are cut by place in less time."""
    plain = keep(text.str.contains(_PLAIN))
    sought = keep(pl.when(~plain).then(text).str.extract_groups(_TIME))
    cut = {"date": text.str.head(-6), "hour": text.str.slice(-5, 2), "minute": text.str.tail(2)}
    found = {name: sought.struct.field(name) for name in _GROUPS}
    return pl.struct(
        pl.when(plain).then(cut.get(name)).otherwise(group).alias(name) for name, group in found.items()
    )


def _no_time(text: pl.Expr, value: pl.Expr) -> pl.Expr:
    return pl.when(text.is_not_null() & value.is_null()).then(pl.lit("not_a_time"))


def _time_of_day(parts: pl.Expr) -> pl.Expr:
    """A Duration since midnight; zero where only a date stood, null where the time cannot be."""
    hour, minute, second = (
        parts.struct.field(name).cast(pl.Int64, strict=False) for name in ("hour", "minute", "second")
    )
    half = parts.struct.field("half").str.to_lowercase()
    twelve = (
        pl.when(half.is_null()).then(hour).otherwise(hour % 12 + pl.when(half == "pm").then(12).otherwise(0))
    )
    possible = (
        pl.when(half.is_null()).then(hour <= 23).otherwise((hour >= 1) & (hour <= 12))
        & (minute <= 59)
        & (second.fill_null(0) <= 59)
    )
    part = pl.concat_str(parts.struct.field("part").str.slice(1, 6).fill_null(""), pl.lit("000000"))
    micros = part.str.slice(0, 6).cast(pl.Int64, strict=False)
    whole = ((twelve * 60 + minute) * 60 + second.fill_null(0)) * 1_000_000 + micros
    return pl.when(hour.is_null()).then(0).when(possible).then(whole).cast(pl.Duration("us"))


def _given(wall: pl.Expr, offset: pl.Expr) -> pl.Expr:
    digits = offset.str.replace_all(r"[ :]", "")
    minutes = pl.when(digits.str.to_lowercase() == "z").then(0).otherwise(
        digits.str.slice(1, 2).cast(pl.Int64, strict=False) * 60
        + digits.str.slice(3, 2).cast(pl.Int64, strict=False)
    ) * pl.when(digits.str.starts_with("-")).then(-1).otherwise(1)
    return (wall - (minutes * 60_000_000).cast(pl.Duration("us"))).dt.replace_time_zone("UTC")


def _local(wall: pl.Expr, zone: str) -> pl.Expr:
    there = wall.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    return there.dt.convert_time_zone("UTC")


def _twice(wall: pl.Expr, zone: str) -> pl.Expr:
    if zone == "UTC":
        return pl.lit(None, dtype=pl.String)
    once = wall.dt.replace_time_zone(zone, ambiguous="null", non_existent="null")
    return pl.when(wall.is_not_null() & once.is_null()).then(pl.lit("time_came_twice"))


DATETIME = Transform(
    "datetime",
    "Reads a date with a time of day as an instant.",
    {
        "order": '"mdy" or "dmy", how 03/04/2021 is meant; without it such dates wait',
        "zone": "IANA time zone of times written without one",
    },
    _datetime,
)
