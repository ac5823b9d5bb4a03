"""What a column of the uploads holds, for the person who looks at it: values only where they may see them.

Made when a column is opened and kept in this process's memory with the other facts (see `mapping_facts`).
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from core.profiles import Spread, TableHoldings, holdings
from portal.services.mapping_facts import Facts
from portal.viewmodels.holdings import Held, Lie, Points
from portal.viewmodels.mapping import Source
from portal.wording import figures


def held(facts: Facts, source: Source, column: str, *, values: bool) -> Held:
    """values: whether this person may see them; else formats and counts stand alone (law 7)."""
    table = next(each for each in _holdings(facts) if (each.file, each.table) == source)
    found = next(each for each in table.columns if each.name == column)
    return Held(
        kind=found.kind.kind.value,
        fits=found.kind.fits,
        filled=found.profile.filled,
        sure=found.kind.confidence,
        formats=tuple((each.form, each.cells) for each in found.formats.named),
        others=found.formats.others,
        other_cells=found.formats.other_cells,
        rare=tuple((each.form, each.cells) for each in found.formats.rare),
        names=_names(table, column),
        points=_points(table, column),
        lie=_lie(found.spread) if values and found.spread is not None else None,
    )


@lru_cache(maxsize=2)
def _holdings(facts: Facts) -> tuple[TableHoldings, ...]:
    return holdings(facts.tables)


def _names(table: TableHoldings, column: str) -> bool | None:
    return next((key.whole for key in table.keys if key.columns == (column,)), None)


def _points(table: TableHoldings, column: str) -> tuple[Points, ...]:
    found = (each for each in table.points if each.column == column)
    return tuple(Points(each.target[1], each.key, each.contained) for each in found)


def _lie(spread: Spread) -> Lie:
    bins = tuple((_told(spread, each.low), _told(spread, each.high), each.cells) for each in spread.bins)
    low, middle, high = (_told(spread, each) for each in (spread.low, spread.middle, spread.high))
    return Lie(low, middle, high, bins, spread.below, spread.above, spread.far)


def _told(spread: Spread, figure: float) -> str:
    """A day as people read it, or the number."""
    told = spread.told(figure)
    return figures.day(date.fromisoformat(told)) if spread.days else told
