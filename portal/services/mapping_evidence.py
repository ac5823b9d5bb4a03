"""What the cells of a column say for one way of reading them, as counts: no value is shown (law 7)."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from core.transforms import teeth
from portal.services.judged_values import cells_of
from portal.services.mapping_facts import Facts
from portal.viewmodels.mapping import ColumnView, OptionName, Source

_SIDES = r"(?i)[\d.,)\s](?:cr|dr|h|s)\.?$"
_SIGNED = r"[-(]|" + _SIDES
_LOOKED_FOR = {OptionName.CREDITS: _SIDES, OptionName.SIGN: _SIGNED}
"""Options that mean something only where some cell looks so."""


def with_evidence(view: ColumnView, facts: Facts, source: Source, column: str) -> ColumnView:
    """The view without options that no cell calls for, and with how many cells speak for each notation."""
    cells = cells_of(facts, source, column)
    told = tuple((name, value) for name, value in view.options if value or _called_for(name, cells["text"]))
    if not any(name is OptionName.NOTATION for name, _ in told):
        return replace(view, options=told)
    return replace(view, options=told, teeth=teeth.evidence(cells["text"], cells["count"]))


def _called_for(name: OptionName, texts: pl.Series) -> bool:
    return name not in _LOOKED_FOR or bool(texts.str.contains(_LOOKED_FOR[name]).any())
