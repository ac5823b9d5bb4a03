"""Dates in the shapes that practice software writes, with one settled order for 03/04/2021 (law 2).

The shape of a text is tested before it is parsed: a failed parse costs several good ones. The order of
day and month is an option of the column, settled from evidence; without it such a date waits.
"""

from __future__ import annotations

import polars as pl

from core.transforms.apart import read_apart
from core.transforms.model import Keep, Options, Shaped, Transform
from core.transforms.text import ZERO_DATES, without_absent

_NUMERIC = r"^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}$"
_ORDERS = {"mdy": "%m/%d/%Y", "dmy": "%d/%m/%Y"}

# (shape, format), of shapes that mean one thing only. Months by name are English.
_UNAMBIGUOUS = (
    (r"^\d{4}-\d{1,2}-\d{1,2}$", "%Y-%m-%d"),
    (r"^\d{4}/\d{1,2}/\d{1,2}$", "%Y/%m/%d"),
    (r"^(1[89]|20|21)\d{2}[01]\d[0-3]\d$", "%Y%m%d"),
    (r"^\d{1,2}-[A-Za-z]{3}-\d{4}$", "%d-%b-%Y"),
    (r"^\d{1,2} [A-Za-z]{3} \d{4}$", "%d %b %Y"),
    (r"^[A-Za-z]{3} \d{1,2}, \d{4}$", "%b %d, %Y"),
    (r"^[A-Za-z]{4,} \d{1,2}, \d{4}$", "%B %d, %Y"),
    (r"^\d{1,2} [A-Za-z]{4,} \d{4}$", "%d %B %Y"),
)

# (shape, format), of what most days are; those of an order beside it.
_USUAL = (
    (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "%Y-%m-%d"),
    (r"[0-9]{2}-[A-Za-z]{3}-[0-9]{4}", "%d-%b-%Y"),
)
_SLASHED = r"[0-9]{2}/[0-9]{2}/[0-9]{4}"
_CLOCK, _CLOCK_FORMAT = " [0-9]{2}:[0-9]{2}", " %H:%M"
LONGEST_DAY = len("01-Jan-2020")


def _usual(order: str | None) -> tuple[tuple[str, str], ...]:
    return _USUAL if order is None else (*_USUAL, (_SLASHED, _ORDERS[order]))


def usual_date(text: pl.Expr, *, order: str | None) -> pl.Expr:
    """What `read_date` says of the usual shapes; null for all others, at a fraction of its cost."""
    return pl.coalesce(_parse(text, rf"^{shape}$", form) for shape, form in _usual(order))


def usual_time(text: pl.Expr, *, order: str | None) -> pl.Expr:
    """Such a day and the time on it, as a Datetime without a zone; null for all others."""
    return pl.coalesce(
        pl.when(text.str.contains(f"^{shape}{_CLOCK}$"))
        .then(text)
        .str.to_datetime(form + _CLOCK_FORMAT, time_unit="us", strict=False, cache=False)
        for shape, form in _usual(order)
    )


def read_date(text: pl.Expr, *, order: str | None) -> pl.Expr:
    """`text` as Date, null where it is no date of a known shape or where its order is not settled."""
    parsed = [_parse(text, shape, form) for shape, form in _UNAMBIGUOUS]
    if order is not None:
        slashed = text.str.replace_all(r"[.-]", "/")
        parsed.append(
            pl.when(text.str.contains(_NUMERIC))
            .then(slashed)
            .str.to_date(_ORDERS[order], strict=False, cache=False)
        )
    return pl.coalesce(parsed)


def _parse(text: pl.Expr, shape: str, form: str) -> pl.Expr:
    return pl.when(text.str.contains(shape)).then(text).str.to_date(form, strict=False, cache=False)


def why_no_date(text: pl.Expr, value: pl.Expr, *, order: str | None) -> pl.Expr:
    """The finding for a text of which no date came; null where one did or there was none."""
    failed = text.is_not_null() & value.is_null()
    unsettled = pl.lit("not_a_date") if order else pl.lit("date_order_unsettled")
    return (
        pl.when(~failed)
        .then(None)
        .when(text.str.contains(r"^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}$"))
        .then(pl.lit("two_digit_year"))
        .when(text.str.contains(_NUMERIC))
        .then(unsettled)
        .otherwise(pl.lit("not_a_date"))
    )


def settled_order(options: Options) -> str | None:
    """ "mdy" or "dmy" where the mapping settles it."""
    order = options.get("order")
    return None if order is None else str(order)


def _midnight_cut(text: pl.Expr) -> pl.Expr:
    """Without a time of day of zero: how databases export a column of dates."""
    return text.str.replace(r"[ T]00:00(:00(\.0+)?)?Z?$|(?i) 12:00(:00)? ?AM$", "")


def _date(text: pl.Expr, options: Options, keep: Keep) -> Shaped:
    order = settled_order(options)
    present = without_absent(text, keep, words=ZERO_DATES, kind="zero_date")
    usual = keep(usual_date(present.value, order=order))
    other = pl.when(usual.is_null()).then(present.value)
    read = read_apart(other, lambda text, keep: _any_date(text, keep, order=order), pl.Date, keep=keep)
    return present.then(Shaped(pl.coalesce(usual, read.value), read.finding))


def _any_date(text: pl.Expr, keep: Keep, *, order: str | None) -> Shaped:
    bare = keep(_midnight_cut(text))
    value = keep(read_date(bare, order=order))
    timed = text.str.contains(r"^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}")
    # A time of day has no place in a date, and dropping it would be deciding in silence.
    finding = (
        pl.when(value.is_null() & timed)
        .then(pl.lit("time_has_no_place"))
        .otherwise(why_no_date(bare, value, order=order))
    )
    return Shaped(value, finding)


def _partial_date(text: pl.Expr, options: Options, keep: Keep) -> Shaped:
    order = settled_order(options)
    present = without_absent(text, keep, words=ZERO_DATES, kind="zero_date")
    bare = keep(_midnight_cut(present.value))
    reduced = bare.str.contains(r"^\d{4}(-(0[1-9]|1[0-2]))?$")
    instant = bare.str.contains(r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$")
    whole = read_date(bare, order=order).dt.to_string("%Y-%m-%d")
    value = keep(pl.coalesce(pl.when(reduced | instant).then(bare), whole))
    return present.then(Shaped(value, why_no_date(bare, value, order=order)))


_ORDER = {"order": '"mdy" or "dmy", how 03/04/2021 is meant; without it such dates wait'}

DATE = Transform("date", "Reads a calendar date.", _ORDER, _date)
PARTIAL_DATE = Transform(
    "partial_date", "Reads a date that may be a year, a year and month, or whole.", _ORDER, _partial_date
)
