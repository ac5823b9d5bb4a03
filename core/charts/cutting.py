"""A chart as one role may see it: everything else is not in it at all (law 7)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from core.charts.model import Chart, Entry, Section
from core.charts.sections import PATIENT
from core.record import RECORD
from core.record.model import CURRENCY, Sensitivity


def cut(
    chart: Chart,
    *,
    sections: Collection[Section],
    classes: Collection[Sensitivity],
    entities: Collection[str] = (),
    patient: Collection[str] = (),
    restricted: bool = False,
) -> Chart:
    """entities: of which kinds of record only. patient: of which fields of the person only; empty for all.
    restricted: whether notes for few are shown.

    An entry of which nothing may be seen is left out.
    """
    kept = []
    for section, entries in chart.sections:
        if section in sections:
            allowed = [each for each in entries if _allowed(each, entities, restricted)]
            seen = [_seen(each, classes, patient) for each in allowed]
            filled = tuple(each for each in seen if each.values)
            if filled:
                kept.append((section, filled))
    return Chart(chart.patient, tuple(kept))


def _allowed(entry: Entry, entities: Collection[str], restricted: bool) -> bool:
    hidden = entry.value("restricted") is True and entry.entity != "patient" and not restricted
    return not hidden and (not entities or entry.entity in entities)


def _seen(entry: Entry, classes: Collection[Sensitivity], patient: Collection[str]) -> Entry:
    named = patient if entry.entity == PATIENT else ()
    own = [each for each in entry.values if not named or each[0] in named]
    return replace(entry, values=tuple(v for v in own if class_of(entry.entity, v[0]) in classes))


def class_of(entity: str, field: str) -> Sensitivity:
    """The class of a field; the currency of amounts is as confidential as they are."""
    declared = RECORD.entity(entity)
    if not declared.has(field):
        return Sensitivity.FINANCIAL if field == CURRENCY else Sensitivity.CLINICAL
    return declared.field(field).sensitivity
