"""What the cells of a column say for one way of reading them, as counts: no value is shown (law 7)."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from core.mapping.model import Step, TableMapping
from core.mapping.parts import parted
from core.transforms import applied, teeth
from core.transforms.pieces import widths_in
from portal.services.judged_values import cells_of
from portal.services.mapping_facts import Facts
from portal.viewmodels.mapping import (
    ColumnView,
    OptionName,
    Source,
)
from portal.wording.mapping import plain

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


def measured(step: Step, facts: Facts, source: Source, column: str) -> Step:
    """Cut by widths, as the cells of the column seem to be; a person sees the pieces and puts it right."""
    if "widths" not in step.options:
        return step
    widths = widths_in(cells_of(facts, source, column)["text"])
    return Step(step.transform, {**step.options, "widths": widths})


def with_parts(view: ColumnView, table: TableMapping, column: str) -> ColumnView:
    """Of a column that feeds several fields, each example with all that its cell gives."""
    rules = [rule for _, rule in parted(table.rules, column)]
    if len(rules) < 2 or not view.values_shown:
        return view
    texts = pl.Series([each.old for each in view.examples], dtype=pl.String)
    steps = {rule.field: [(s.transform, s.options) for s in rule.steps] for rule in rules}
    read = {field: applied(texts, told)["value"] for field, told in steps.items()}
    told = [_told({field: values[i] for field, values in read.items()}) for i in range(len(texts))]
    shown = (replace(each, new=new or each.new) for each, new in zip(view.examples, told, strict=True))
    return replace(view, examples=tuple(shown))


def _told(parts: dict[str, object]) -> str:
    """ "last name: Lee; first name: Ana"."""
    return "; ".join(f"{plain(field)}: {value}" for field, value in parts.items() if value is not None)
