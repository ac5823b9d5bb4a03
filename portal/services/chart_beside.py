"""One record beside its old row, field by field, by the rules that the run followed.

The old cell of a mapped column has the class of its field and goes with it (ADR 18). Cells without a field
are of the most restrictive class: they are for who sees originals.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from core.charts import Entry, OldRow
from core.charts.cutting import class_of
from core.charts.sections import PATIENT, WARNINGS
from core.mapping.model import Rule, TableMapping
from core.mapping.parts import for_row
from core.record.model import CURRENCY
from portal.services.chart_lenses import Lens
from portal.services.chart_sources import OldSide
from portal.services.log import UNREMARKABLE
from portal.services.log_entries import JOINED
from portal.viewmodels.charts import EntryView, Line, Match, NotOver
from portal.wording import chart_values as told
from portal.wording import findings
from portal.wording.mapping import kind

STANDS = ("voided", False)
"""Said of nearly every record, and by its standing where it is otherwise."""


@dataclass(frozen=True)
class _Fed:
    """A record's own row and how its table was read; without either there is no old side."""

    row: OldRow | None
    mapping: TableMapping | None

    def cells(self, entity: str) -> dict[str, str]:
        """Field -> the cells that fed it, as they stood."""
        found: dict[str, str] = {}
        for rule in self.mapping.rules if self.mapping and self.row else ():
            if rule.entity == entity and self.row and self._reads(rule, self.row):
                texts = [self.row.cell(column).strip() for column in rule.columns]
                joined = " ".join(text for text in texts if text)
                if joined:
                    found[rule.field] = f"{found[rule.field]} | {joined}" if rule.field in found else joined
        return found

    @staticmethod
    def _reads(rule: Rule, row: OldRow) -> bool:
        return rule.only is None or for_row(rule, row.cell(rule.only.column))

    def rest(self) -> tuple[tuple[str, str], ...]:
        """Cells of columns that feed no field."""
        if self.row is None:
            return ()
        rules = self.mapping.rules if self.mapping else ()
        used = {column for rule in rules for column in rule.columns}
        used |= set(self.mapping.key) if self.mapping else set()
        return tuple(cell for cell in self.row.cells if cell[0] not in used)


def beside(entry: Entry, old: OldSide, lens: Lens, zone: ZoneInfo) -> EntryView:
    source = entry.source
    row = old.rows.get(source) if source else None
    mapping = old.mappings.get((source.file, source.table)) if source else None
    fed = _Fed(row, mapping)
    return EntryView(
        kind=kind(entry.entity),
        title=told.title(entry, zone),
        standing=entry.standing,
        lines=tuple(_lines(entry, fed, lens, zone)),
        rest=fed.rest() if lens.rows and _is_main(entry, mapping) else (),
        whence=old.place_of(source),
    )


def _is_main(entry: Entry, mapping: TableMapping | None) -> bool:
    """Whether a row is about this record first of all, so that its other cells stand here and only here."""
    if entry.entity == PATIENT and any(name in WARNINGS for name, _ in entry.values):
        return False
    return mapping is None or any(route.entity == entry.entity for route in mapping.routes)


def _lines(entry: Entry, fed: _Fed, lens: Lens, zone: ZoneInfo) -> Iterator[Line]:
    """Fields with a value, then old cells that gave none; nothing of a class that is not theirs."""
    cells, values = fed.cells(entry.entity), dict(entry.values)
    for name, value in entry.values:
        new = told.value(entry.entity, name, value, zone=zone, currency=entry.value(CURRENCY))
        if new and name != CURRENCY and (name, value) != STANDS:
            yield Line(told.label(name), cells.get(name, ""), new, _match(cells.get(name, ""), new))
    for name, text in cells.items():
        if name not in values and name != PATIENT and _own(entry, name) and _seen(entry, name, lens):
            yield Line(told.label(name), text, "", Match.MISSING)


def _own(entry: Entry, name: str) -> bool:
    """Warnings of the patient stand apart from who it is."""
    if entry.entity != PATIENT:
        return True
    return (name in WARNINGS) == any(each in WARNINGS for each, _ in entry.values)


def _seen(entry: Entry, name: str, lens: Lens) -> bool:
    """A field that is cut out has no value here either, and its old cell is no more to be seen than that."""
    if entry.entity == PATIENT and lens.patient and name not in lens.patient:
        return False
    return class_of(entry.entity, name) in lens.classes


def _match(old: str, new: str) -> Match:
    if not old:
        return Match.ADDED
    return Match.SAME if _letters(old) == _letters(new) else Match.OTHERWISE


def _letters(text: str) -> str:
    return "".join(each for each in text.casefold() if each.isalnum())


def not_over(old: OldSide, patient: str) -> tuple[NotOver, ...]:
    """What waits first."""
    rows = sorted(old.left.get(patient, ()), key=lambda each: each.disposition != "waiting")
    return tuple(
        NotOver(
            each.row.source.table,
            each.row.line,
            each.disposition,
            _why(each.reasons),
            each.by,
            each.row.cells,
        )
        for each in rows
    )


def _why(reasons: str) -> str:
    said = [each for each in reasons.split(JOINED) if each and each != UNREMARKABLE]
    return " ".join(findings.sentence(each) for each in said)
