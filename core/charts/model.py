"""A chart as data: sections in the order in which they are read, each with its entries."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from core.charts.standing import Standing


class Section(StrEnum):
    """Parts of a chart. What could hurt somebody if it were missed stands first."""

    ALERTS = "allergies and warnings"
    WHO = "who it is"
    PROBLEMS = "problems"
    MEDICINES = "medicines"
    IMMUNISATIONS = "immunisations"
    TIMELINE = "visits and treatments"
    TEETH = "teeth"
    NOTES = "notes"
    HISTORY = "measurements and history"
    FILES = "images and documents"
    INSURANCE = "insurance"
    LEDGER = "account"


@dataclass(frozen=True)
class SourceRow:
    """Where a record came from."""

    file: str
    table: str
    record: int


@dataclass(frozen=True)
class Entry:
    """One record, or the part of one that belongs to its section.

    values: (field, value) of what is filled, in the declared order; references as the name of what they
    point to, where it has one. source: None for a record that no row gave.
    """

    entity: str
    id: str = field(repr=False)
    values: tuple[tuple[str, object], ...] = field(repr=False)
    standing: Standing
    source: SourceRow | None

    def value(self, name: str) -> object:
        return dict(self.values).get(name)


@dataclass(frozen=True)
class Chart:
    """patient: id of the record. sections: those with anything in them."""

    patient: str = field(repr=False)
    sections: tuple[tuple[Section, tuple[Entry, ...]], ...]

    def entries(self, section: Section) -> tuple[Entry, ...]:
        return dict(self.sections).get(section, ())

    @property
    def everything(self) -> tuple[Entry, ...]:
        return tuple(entry for _, entries in self.sections for entry in entries)

    @property
    def restricted(self) -> bool:
        """Whether the old system lets only few open it (contracts, section 6)."""
        return any(e.entity == "patient" and e.value("restricted") is True for e in self.everything)
