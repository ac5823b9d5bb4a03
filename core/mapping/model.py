"""A mapping: which column feeds which field, by which steps, on whose word.

Immutable; a change gives a new mapping (`with_table`). Frozen mappings are part of a run's identity
(law 3), so everything that decides an outcome stands here: routes, value maps, date orders, currency.
"""

from __future__ import annotations

from collections.abc import Mapping as Facts
from dataclasses import dataclass, field, replace
from enum import StrEnum

from core.transforms.options import Option

SCHEMA = 1


@dataclass(frozen=True)
class Step:
    """One transform by its registered name, with options ({"order": "mdy"}, a value map, ...)."""

    transform: str
    options: Facts[str, Option] = field(default_factory=dict)


@dataclass(frozen=True)
class Only:
    """Rows of which the cell in `column` is one of `values`, compared trimmed and without regard to case."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """columns -> entity.field through steps.

    columns: one; none for a constant. Several rules may read one column, each a part of its cells.
    by: who said so: "suggestion (sure)", "suggestion (accept all)", or a person. reason: one sentence.
    confidence: of the suggestion, 0 to 1; None for a person's rule. only: the rows that it reads, None for
    all: what an amount is depends on the type of its entry.
    """

    columns: tuple[str, ...]
    entity: str
    field: str
    steps: tuple[Step, ...] = ()
    by: str = ""
    reason: str = ""
    confidence: float | None = None
    only: Only | None = None


class Fate(StrEnum):
    """What became of a source cell; each counts once, as the first that holds in this order."""

    WAITING = "waiting"
    DECLINED = "declined"
    MAPPED = "mapped"
    ARCHIVED = "archived"


@dataclass(frozen=True)
class Kept:
    """A column that feeds no field: archived, declined or waiting, and on whose word."""

    column: str
    fate: Fate
    by: str
    reason: str


@dataclass(frozen=True)
class Route:
    """Which rows of a table become records of `entity`; the first route that holds takes the row.

    test: name of a registered row test over `columns` ("any" takes every row). values: of "one_of", what the
    cells may be.
    """

    entity: str
    test: str = "any"
    columns: tuple[str, ...] = ()
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableMapping:
    """How one source table is read into the clinic record.

    key: columns that name a record; empty means the record's ordinal does. routes: empty means that no
    entity is settled and every record waits. unparsable: fate of a cell whose value cannot be read
    (WAITING until a rule or person says ARCHIVED), by: on whose word. tool: of several tools that each
    count for themselves, the one whose numbers stand here, in its key and where it refers to others (ADR 22).
    """

    file: str
    table: str
    key: tuple[str, ...]
    routes: tuple[Route, ...]
    rules: tuple[Rule, ...]
    kept: tuple[Kept, ...]
    unparsable: Fate = Fate.WAITING
    unparsable_by: str = "default: waits for a decision"
    tool: str = ""

    @property
    def source(self) -> tuple[str, str]:
        return (self.file, self.table)


@dataclass(frozen=True)
class Mapping:
    """The whole mapping of one project's tables.

    system: the source system's slug in ids. currency: ISO 4217, of amounts without one. zone: IANA zone of
    times without one. country: ISO 3166 alpha-2, of phone numbers without a country code. Where one of
    the last three had to be applied to a column, a finding says so.
    """

    tables: tuple[TableMapping, ...]
    system: str = "source"
    currency: str = "USD"
    zone: str = "UTC"
    country: str = "US"
    schema: int = SCHEMA

    def table(self, source: tuple[str, str]) -> TableMapping | None:
        return next((t for t in self.tables if t.source == source), None)

    def with_table(self, table: TableMapping) -> Mapping:
        kept = tuple(t for t in self.tables if t.source != table.source)
        return replace(self, tables=tuple(sorted((*kept, table), key=lambda t: t.source)))
