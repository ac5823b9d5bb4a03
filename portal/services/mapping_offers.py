"""Where the text of a column's codes could come from: tables whose keys hold them, counted and never shown.

Only tables that hold most of the codes are offered, so that a lookup that finds nothing is hardly made by
mistake (law 2).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from core.mapping.model import Rule
from core.profiles import TableProfile
from core.transforms.folding import folded
from portal.services.judged_values import cells_of
from portal.services.mapping_facts import Facts
from portal.services.mapping_lookups import looked_up, may_look_up
from portal.services.remembered import remembered
from portal.viewmodels.mapping import Source
from portal.viewmodels.mapping_cells import LookupOffer, Ways

LARGEST = 5_000
"""Rows of a table that is looked into; a list of codes is short."""
MOST_CODES = 20_000
"""Different texts of a column that may be codes."""
KEYS = 3
"""Columns of such a table that may hold its codes, its leftmost first."""
LEAST = 0.5
"""Share of the different codes that must be found before a table is offered."""


def with_offers(told: Ways, facts: Facts, source: Source, column: str, *, rule: Rule) -> Ways:
    """rule: that reads the column."""
    offers = lookups_for(facts, source, column) if may_look_up(rule) else ()
    return replace(told, lookup=looked_up(rule), lookups=offers)


@remembered(most=64)
def lookups_for(facts: Facts, source: Source, column: str) -> tuple[LookupOffer, ...]:
    """Where the column's codes are found, the table that holds most of them first."""
    texts = cells_of(facts, source, column)
    if texts.height > MOST_CODES:
        return ()
    codes = texts.select(word=folded(pl.col("text"))).unique()
    others = (known for known in facts.profiles if (known.file, known.name) != source)
    found = [offer for known in others if known.rows <= LARGEST for offer in _of_table(facts, known, codes)]
    worth = [offer for offer in found if offer.found >= max(1, LEAST * codes.height)]
    return tuple(sorted(worth, key=lambda offer: (-offer.found, offer.of, offer.key)))


def _of_table(facts: Facts, known: TableProfile, codes: pl.DataFrame) -> Iterator[LookupOffer]:
    source = (known.file, known.name)
    for key in [column.name for column in known.columns if column.nearly_key][:KEYS]:
        others = tuple(column.name for column in known.columns if column.name != key)
        if others:
            found = codes.join(_held(facts, source, key), on="word", how="semi").height
            yield LookupOffer(source, key, others, found, codes.height)


@remembered(most=256)
def _held(facts: Facts, source: Source, key: str) -> pl.DataFrame:
    return cells_of(facts, source, key).select(word=folded(pl.col("text"))).unique()
