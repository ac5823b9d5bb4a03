"""How the numbers and days of a column lie: lowest, quarters, highest, and what lies far out.

Far out is beyond Tukey's outer fences, three times the middle half's width away from it (Tukey, Exploratory
Data Analysis, 1977); of days it is the same over day numbers. Floats judge a column here and are never
added up as money (law 6). A column whose order of day and month is not settled has no days (law 2).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import polars as pl

from core.profiles.dates import DAY_LETTERS, DateOrder
from core.profiles.kinds import ColumnKind
from core.profiles.marks import COLON, LEADING_DAY, PLAIN, having
from core.profiles.model import ColumnProfile

BINS = 24
EXAMPLES = 5
_FENCE = 3.0
_EPOCH = date(1970, 1, 1)
_NUMBERS = (ColumnKind.MONEY, ColumnKind.NUMBER, ColumnKind.WHOLE)
_DAYS = (ColumnKind.DATE, ColumnKind.INSTANT)
_ORDERS = {DateOrder.MDY: "%m/%d/%Y", DateOrder.DMY: "%d/%m/%Y"}


@dataclass(frozen=True)
class Bin:
    """Cells whose value lies in [low, high), the last one with its end."""

    low: float
    high: float
    cells: int


@dataclass(frozen=True)
class Spread:
    """Of the cells that could be placed. days: the figures are days since 1970-01-01.

    cells: how many were placed. below, above: cells beyond the fences, with a few of their texts, which
    are patient data. bins: those between the fences, of equal width.
    """

    days: bool
    cells: int
    low: float
    quarter: float
    middle: float
    three_quarters: float
    high: float
    below: int = 0
    above: int = 0
    bins: tuple[Bin, ...] = ()
    far: tuple[tuple[str, int], ...] = field(default=(), repr=False)

    def told(self, figure: float) -> str:
        """One of the figures as text: an ISO day, or the number without needless digits."""
        return (_EPOCH + timedelta(days=int(figure))).isoformat() if self.days else f"{figure:.12g}"


def spread(column: ColumnProfile, kind: ColumnKind, values: pl.DataFrame) -> Spread | None:
    """None where the column holds neither numbers nor days. values: value (distinct), count, marks."""
    placed = _placed(column, kind, values)
    if placed is None or placed.is_empty():
        return None
    lying = placed.lazy().group_by("at").agg(pl.col("count").cast(pl.Int64).sum()).sort("at").collect()
    cells = lying["count"].cum_sum()
    total = int(cells[-1])

    def quantile(share: float) -> float:
        return float(lying["at"][min(int(cells.search_sorted(share * total)), lying.height - 1)])

    quarter, middle, upper = (quantile(share) for share in (0.25, 0.5, 0.75))
    reach = _FENCE * (upper - quarter)
    within = pl.col("at").is_between(quarter - reach, upper + reach) if reach else pl.lit(True)
    near, far = lying.filter(within), lying.filter(~within)
    return Spread(
        days=kind in _DAYS,
        cells=total,
        low=float(lying["at"][0]),
        quarter=quarter,
        middle=middle,
        three_quarters=upper,
        high=float(lying["at"][-1]),
        below=int(far.filter(pl.col("at") < quarter)["count"].sum()),
        above=int(far.filter(pl.col("at") > upper)["count"].sum()),
        bins=_bins(near),
        far=_examples(placed.filter(~within)) if far.height else (),
    )


def _examples(far: pl.DataFrame) -> tuple[tuple[str, int], ...]:
    """The furthest of both ends."""
    far = far.sort("at", "value")
    if far.height > EXAMPLES:
        far = pl.concat([far.head(EXAMPLES - EXAMPLES // 2), far.tail(EXAMPLES // 2)])
    return tuple(far.select("value", "count").iter_rows())


def _bins(near: pl.DataFrame) -> tuple[Bin, ...]:
    low, high = float(near["at"][0]), float(near["at"][-1])
    if low == high:
        return (Bin(low, high, int(near["count"].sum())),)
    width = (high - low) / BINS
    index = ((pl.col("at") - low) / width).floor().clip(0, BINS - 1).cast(pl.Int32).alias("bin")
    sums = dict(near.group_by(index).agg(pl.col("count").sum()).iter_rows())
    return tuple(Bin(low + i * width, low + (i + 1) * width, sums.get(i, 0)) for i in range(BINS))


def _placed(column: ColumnProfile, kind: ColumnKind, values: pl.DataFrame) -> pl.DataFrame | None:
    """value, count, at (Float64): the cells that are numbers or days."""
    if kind in _NUMBERS:
        return _numbers(values)
    return _days(values, column.date_order) if kind in _DAYS else None


def _numbers(values: pl.DataFrame) -> pl.DataFrame:
    """Nearly all are written plainly; only the others have marks to be taken away."""
    plain = pl.col("value").cast(pl.Float64, strict=False).alias("at")
    parts = (
        values.lazy().filter(having(PLAIN)).select("value", "count", plain),
        values.lazy().filter(~having(PLAIN)).select("value", "count", _number().alias("at")),
    )
    return pl.concat(parts).filter(pl.col("at").is_finite()).collect()


def _days(values: pl.DataFrame, order: DateOrder) -> pl.DataFrame:
    """Each day is read once, whatever time of day stands behind it in how many values."""
    value = pl.col("value")
    day = pl.when(having(LEADING_DAY)).then(value.str.head(DAY_LETTERS)).otherwise(value).alias("day")
    readable = having(LEADING_DAY) | ~having(COLON)
    told = values.lazy().filter(readable).select("value", "count", day).collect()
    days = told.lazy().select(pl.col("day").unique()).with_columns(_day(order).alias("at"))
    placed = told.lazy().join(days.drop_nulls("at"), on="day", maintain_order="left")
    return placed.select("value", "count", "at").collect()


def _number() -> pl.Expr:
    """Amounts in brackets, or with the sign behind, are negative; marks of thousands and currencies go.

    The last mark before at most two digits is the decimal mark.
    """
    text = pl.col("value").str.replace_all(r"[\s$£€¥']", "")
    minus = text.str.contains(r"^\(.*\)$|^-|-$")
    bare = text.str.replace_all(r"[()+-]", "")
    comma = bare.str.contains(r",\d{1,2}$")
    plain = (
        pl.when(comma)
        .then(bare.str.replace_all(r"\.", "").str.replace(",", ".", literal=True))
        .otherwise(bare.str.replace_all(",", "", literal=True))
    )
    size = plain.cast(pl.Float64, strict=False)
    return pl.when(minus).then(-size).otherwise(size)


def _day(order: DateOrder) -> pl.Expr:
    text = pl.col("day")
    year_first = text.str.extract(r"^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2})", 1).str.replace_all(r"[/.]", "-")
    compact = text.str.extract(r"^(\d{8})(?:\d{4}|\d{6})?$", 1)
    named = text.str.replace_all(r"[-,. ]+", " ")
    tried = [
        year_first.str.to_date("%Y-%m-%d", strict=False),
        compact.str.to_date("%Y%m%d", strict=False),
        named.str.to_date("%d %b %Y", strict=False),
        named.str.to_date("%b %d %Y", strict=False),
    ]
    if order in _ORDERS:
        slashed = text.str.extract(r"^(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})", 1).str.replace_all("[.-]", "/")
        tried.append(slashed.str.to_date(_ORDERS[order], strict=False))
    return pl.coalesce(tried).cast(pl.Int32).cast(pl.Float64)
