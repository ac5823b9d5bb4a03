"""Which tables and columns the sandbox database has for a run, and the types in which a cell is read back.

In clear lie only numbers of rows, and of the operational class what is yes, no or one word of a closed list:
none of it can hold a name. Everything is sealed as well, so that what is in clear may be used to filter and
is never believed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from core.record import RECORD
from core.record.model import CURRENCY, Field, Kind, Sensitivity
from core.shape.entities import ID, PROVENANCE, field_type
from storage.sandbox.target import Layout

NUMBER, WHOSE = "number", "patient_number"
PATIENT = "patient"
INDEXES = ("number_index", "name_index", "birth_index")
"""Blind indexes of a patient: by their number in the old system, by their name, by their day of birth."""
_COUNTED = ("source_record", "source_line")
_PLAIN = Sensitivity.OPERATIONAL.value


class Holds(StrEnum):
    """What is in a column of the sandbox database."""

    NUMBER = "number"
    YES_OR_NO = "yes or no"
    WORD = "word"
    BYTES = "bytes"
    CELL = "cell"


@dataclass(frozen=True)
class Clear:
    """A column in clear. name: of the field. words: those that it may hold; none where it is yes or no."""

    name: str
    words: tuple[str, ...] = ()

    @property
    def column(self) -> str:
        return f"clear_{self.name}"

    @property
    def holds(self) -> Holds:
        return Holds.WORD if self.words else Holds.YES_OR_NO


@dataclass(frozen=True)
class Table:
    """One table of the sandbox database, for one entity.

    plain: columns in clear. cells: classes, one sealed column each. indexes: columns of blind indexes.
    """

    entity: str
    plain: tuple[Clear, ...]
    cells: tuple[str, ...]
    indexes: tuple[str, ...]

    @property
    def sealed(self) -> tuple[str, ...]:
        return tuple(f"{name}_sealed" for name in self.cells)

    @property
    def searched(self) -> tuple[str, ...]:
        """Columns that are looked for: each has an index of the database.

        What is not a patient is found by whose it is, and by nothing else.
        """
        return (WHOSE, NUMBER, *self.indexes) if self.entity == PATIENT else (WHOSE,)


def columns_of_table(table: Table) -> list[tuple[str, Holds]]:
    """The columns of a table, in their order."""
    plain = [(each.column, each.holds) for each in table.plain]
    keyed = [(name, Holds.BYTES) for name in table.indexes]
    sealed = [(name, Holds.CELL) for name in table.sealed]
    return [(NUMBER, Holds.NUMBER), (WHOSE, Holds.NUMBER), *plain, *keyed, *sealed]


def tables(layout: Layout) -> tuple[Table, ...]:
    return tuple(_table(entity, classes) for entity, classes in layout.items())


def _table(entity: str, classes: Mapping[str, tuple[str, ...]]) -> Table:
    used = classes.get(_PLAIN, ())
    fields = (each for each in RECORD.entity(entity).fields if each.name in used)
    plain = tuple(clear for each in fields for clear in _clear(each))
    return Table(entity, plain, tuple(classes), INDEXES if entity == PATIENT else ())


def _clear(field: Field) -> Iterator[Clear]:
    """Of the operational class, what can hold no name."""
    if field.sensitivity is Sensitivity.OPERATIONAL and not field.many:
        if field.kind is Kind.BOOLEAN:
            yield Clear(field.name)
        elif field.kind is Kind.CODE and field.domain is not None:
            yield Clear(field.name, field.domain.names())


def types_of(entity: str, names: tuple[str, ...]) -> dict[str, pl.DataType]:
    """The type in which each column of an entity is published."""
    declared = {field.name: field_type(field) for field in RECORD.entity(entity).fields}
    whence = {name: pl.UInt32() if name in _COUNTED else pl.String() for name in PROVENANCE}
    all_of_them = {ID: pl.String(), CURRENCY: pl.String(), **whence, **declared}
    return {name: all_of_them[name] for name in names}
