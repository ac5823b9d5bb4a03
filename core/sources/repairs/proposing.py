"""The repairs that a table calls for: its damaged rows found, weighed and told as proposals.

Only rows that do not have the table's width, and rejects of one line, are looked at; a table without
them costs one look at the nulls of two columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import polars as pl

from core.sources.dialect import Layout
from core.sources.repairs.columns import Column
from core.sources.repairs.weighing import Weighed, Weigher
from core.tables import LINE

LEARNT_FROM = 2000
"""Good rows, taken evenly from the whole table, from which the columns are learnt."""
LEAST_GOOD = 5
LEAST_SPACED = 3
"""Columns of a table in which spaces after every delimiter mean anything."""
COMMON, LEAST_COMMON = 0.1, 20
"""A length that this share of rows has, and so many, is no damage."""
MOST_LOOKED_AT = 2000
"""Damaged rows of one table that are weighed; the rest is left as it stands."""


@dataclass(frozen=True)
class Odd:
    """A damaged row or reject. start, stop: range in the UTF-8 text. before: cells as read, if any."""

    start: int
    stop: int
    line: int
    before: tuple[str | None, ...] = field(repr=False)
    reject: bool = False


@dataclass(frozen=True)
class Found:
    """An odd row with what is proposed for it."""

    odd: Odd
    raw: str = field(repr=False)
    weighed: Weighed = field(repr=False)


@dataclass(frozen=True)
class Rows:
    """Records as read: frame of LINE and c0, c1, ... and the start of each in the UTF-8 text.

    doubtful: starts of those with quotation marks where none belong.
    """

    frame: pl.DataFrame
    starts: npt.NDArray[np.int64]
    doubtful: frozenset[int] = frozenset()


def propose(
    data: bytes, layout: Layout, rows: Rows, rejects: Sequence[Odd], *, bounds: npt.NDArray[np.int64]
) -> list[Found]:
    """In order of place. bounds: where records and rejects start, so that each ends where the next begins."""
    irregular = _irregular(rows, layout)
    if not rejects and not len(irregular):
        return []
    columns = learn(rows.frame, irregular, width=layout.width)
    if columns is None:
        return []
    odd = sorted([*_odd(rows, irregular, layout, bounds), *rejects], key=lambda one: one.start)
    usual = _usual(odd, rows.frame.height, layout.width)
    weigher = Weigher(layout.dialect, columns, usual=usual)
    rare = [one for one in odd if one.reject or _is_rare(one, usual, rows, layout)]
    found = (_found(data, one, weigher) for one in rare[:MOST_LOOKED_AT])
    return [one for one in found if one is not None]


def _irregular(rows: Rows, layout: Layout) -> npt.NDArray[np.int64]:
    """Indices of the rows that do not have a cell for each column, or are otherwise not like the others."""
    doubtful = np.searchsorted(rows.starts, sorted(rows.doubtful))
    uneven = _uneven(rows.frame, layout.width)
    spaced = _spaced(rows.frame, layout)
    return np.unique(np.concatenate([uneven, spaced, doubtful[doubtful < len(rows.starts)]])).astype(np.int64)


def _spaced(frame: pl.DataFrame, layout: Layout) -> npt.NDArray[np.int64]:
    """Indices of the few rows in which a space follows every delimiter."""
    begun, found = spaced(frame, layout)
    return np.asarray(found if few(begun, frame.height) else found[:0], dtype=np.int64)


def few(rows: int, height: int) -> bool:
    """Whether so many rows of a table are no habit of whoever wrote it."""
    return rows <= COMMON * height


def spaced(frame: pl.DataFrame, layout: Layout) -> tuple[int, npt.NDArray[np.int64]]:
    """How many rows begin with spaces after delimiters, and the indices of those that go on so."""
    none = np.empty(0, dtype=np.int64)
    if layout.width < LEAST_SPACED or layout.dialect.spaced or layout.dialect.delimiter == " ":
        return 0, none
    begun = frame.select((pl.col("c1").str.starts_with(" ") & pl.col("c2").str.starts_with(" ")).arg_true())
    indices = begun.to_series().to_numpy().astype(np.int64)
    if not len(indices):
        return 0, none
    inner = [pl.col(f"c{n}") for n in range(1, layout.width)]
    whole = pl.all_horizontal(cell.is_null() | (cell == "") | cell.str.starts_with(" ") for cell in inner)
    found = frame[indices].select(whole).to_series().arg_true()
    return len(indices), np.asarray(indices[found.to_numpy()], dtype=np.int64)


def _uneven(frame: pl.DataFrame, width: int) -> npt.NDArray[np.int64]:
    """Indices of the rows with fewer or more cells than the table has columns."""
    beyond = [name for name in frame.columns[width:] if name != LINE]
    last = f"c{width - 1}"
    if not beyond and not frame[last].null_count():
        return np.empty(0, dtype=np.int64)
    odd = pl.any_horizontal(pl.col(last).is_null(), *(pl.col(name).is_not_null() for name in beyond))
    return frame.select(odd.arg_true()).to_series().to_numpy().astype(np.int64)


def learn(frame: pl.DataFrame, irregular: npt.NDArray[np.int64], *, width: int) -> list[Column] | None:
    """What each column holds in the good rows; None where they are too few to tell."""
    good = np.setdiff1d(np.arange(frame.height), irregular, assume_unique=True)
    if len(good) < LEAST_GOOD:
        return None
    taken = good[np.linspace(0, len(good) - 1, min(len(good), LEARNT_FROM)).astype(np.int64)]
    sample = frame[taken]
    return [Column(sample[f"c{index}"].fill_null("").to_list()) for index in range(width)]


def _odd(
    rows: Rows, irregular: npt.NDArray[np.int64], layout: Layout, bounds: npt.NDArray[np.int64]
) -> Iterator[Odd]:
    for index in irregular.tolist():
        start = int(rows.starts[index])
        after = int(np.searchsorted(bounds, start, side="right"))
        stop = int(bounds[after]) if after < len(bounds) else layout.footer
        cells = rows.frame.row(index, named=True)
        line = cells.pop(LINE)
        yield Odd(start, stop, line, _without_absent(list(cells.values())))


def _without_absent(cells: list[str | None]) -> tuple[str | None, ...]:
    while cells and cells[-1] is None:
        cells.pop()
    return tuple(cells)


def _usual(odd: Sequence[Odd], rows: int, width: int) -> dict[int, float]:
    """Cells of a row -> share of rows with so many. A row of the table's width is as usual as can be."""
    lengths = Counter(len(one.before) for one in odd if not one.reject)
    return {**{length: n / max(rows, 1) for length, n in lengths.items()}, width: 1.0}


def _is_rare(odd: Odd, usual: dict[int, float], rows: Rows, layout: Layout) -> bool:
    """Whether so few rows have this length that it may be damage, and not the way the table is written."""
    if len(odd.before) == layout.width or layout.dialect.delimiter == " ":
        return True
    share = usual[len(odd.before)]
    return share < COMMON or share * rows.frame.height < LEAST_COMMON


def _found(data: bytes, odd: Odd, weigher: Weigher) -> Found | None:
    raw = data[odd.start : odd.stop].rstrip(b"\r\n").decode("utf-8").replace("\x00", "")
    best = weigher.best(raw, [cell or "" for cell in odd.before])
    if best is None or _goes_on(data, odd, best, weigher.quote):
        return None
    return Found(odd, raw, best)


def _goes_on(data: bytes, odd: Odd, best: Weighed, quote: str) -> bool:
    """Whether a quote that stays open may be closed on the next line, so that this one is not all of it."""
    if not quote or not any(cell.startswith(quote) for cell in best.cells):
        return False
    after = data.find(b"\n", odd.stop)
    return data[odd.stop : after if after >= 0 else len(data)].count(quote.encode()) % 2 == 1
