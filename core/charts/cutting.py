"""A chart as one role may see it: everything else is not in it at all (law 7)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from core.charts.model import Chart, Entry, Section
from core.record import RECORD
from core.record.model import CURRENCY, Sensitivity


def cut(
    chart: Chart,
    *,
    sections: Collection[Section],
    classes: Collection[Sensitivity],
    entities: Collection[str] = (),
    restricted: bool = False,
) -> Chart:
    """entities: of which kinds of record only; empty for all. restricted: whether notes for few are shown.

    An entry of which nothing may be seen is left out.
    """
    kept = []
    for section, entries in chart.sections:
        if section in sections:
            seen = [_seen(each, classes) for each in entries if _allowed(each, entities, restricted)]
            filled = tuple(each for each in seen if each.values)
            if filled:
                kept.append((section, filled))
    return Chart(chart.patient, tuple(kept))


def _allowed(entry: Entry, entities: Collection[str], restricted: bool) -> bool:
    hidden = entry.value("restricted") is True and entry.entity != "patient" and not restricted
    return not hidden and (not entities or entry.entity in entities)


def _seen(entry: Entry, classes: Collection[Sensitivity]) -> Entry:
    return replace(entry, values=tuple(v for v in entry.values if class_of(entry.entity, v[0]) in classes))


def class_of(entity: str, field: str) -> Sensitivity:
    """The class of a field; the currency of amounts is as confidential as they are."""
    declared = RECORD.entity(entity)
    if not declared.has(field):
        return Sensitivity.FINANCIAL if field == CURRENCY else Sensitivity.CLINICAL
    return declared.field(field).sensitivity
