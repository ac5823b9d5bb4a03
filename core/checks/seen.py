"""What one check sees of a run's records: the columns that it says it reads, whence each came, no more.

Records lie packed (core.packed), and nearly every check needs a few of their columns. A check that names
another than it declares is refused at once, so that who asks again only what may have changed can rely on
what is declared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from core.packed import Packed
from core.record.model import ID, ClinicRecord

Records = Mapping[str, Packed]
"""Entity -> its records, as `core.shape.entities.entity_frames` gives them, packed."""
Place = tuple[str, str]
"""An entity and one of its fields."""

ROW = "#row"
"""Where a record stands among those of its entity. Columns that a check adds begin with a sign that no
field has."""
WHENCE = {"source_file": "file", "source_table": "table", "source_record": "record"}
"""Columns of whence a record came, and what they are called in FAILED."""
FAILED = {"file": pl.String, "table": pl.String, "record": pl.UInt32}
_VOIDED = "voided"
_BESIDE = frozenset({ID, *WHENCE})
"""What every check may read without saying so."""


class ReadsUndeclared(LookupError):
    """A check that reads a field without declaring it."""

    def __init__(self, entity: str, names: Sequence[str], *, declared: Sequence[str]) -> None:
        super().__init__(f"A check reads {list(names)} of {entity} and declares {sorted(declared)} only.")


@dataclass(frozen=True)
class Seen:
    """records: all of the run. reads: the places that the check has declared."""

    records: Records
    record: ClinicRecord
    reads: frozenset[Place]

    def entities(self) -> Iterator[str]:
        """Those that have records of which the check reads something, in the order of the records."""
        read = {entity for entity, _ in self.reads}
        return (name for name in self.records if name in read)

    def of_all(self, entity: str, *names: str) -> pl.LazyFrame:
        """ROW and `names` (all that are declared, where none is named) of every record, void ones too."""
        wanted = names or self.declared(entity)
        undeclared = [name for name in wanted if name not in {*self.declared(entity), *_BESIDE}]
        if undeclared:
            raise ReadsUndeclared(entity, undeclared, declared=self.declared(entity))
        return self.records[entity].lazy(wanted).with_row_index(ROW)

    def standing(self, entity: str, *names: str) -> pl.LazyFrame:
        """The same of the records that are not void."""
        wanted = names or self.declared(entity)
        if _VOIDED not in self.records[entity].columns:
            return self.of_all(entity, *wanted)
        rows = self.of_all(entity, *dict.fromkeys((*wanted, _VOIDED)))
        return rows.filter(~pl.col(_VOIDED).fill_null(value=False))

    def standing_rows(self, entity: str) -> pl.Series:
        """ROW of every record that is not void, ascending."""
        if _VOIDED not in self.records[entity].columns:
            return pl.int_range(self.records[entity].height, dtype=pl.UInt32, eager=True)
        return self.standing(entity, _VOIDED).select(ROW).collect().to_series()

    def declared(self, entity: str) -> list[str]:
        return [name for name in self.records[entity].columns if (entity, name) in self.reads]

    def whence(self, entity: str, rows: pl.Series) -> pl.DataFrame:
        """FAILED: the source places of the records at `rows`, in that order."""
        if rows.is_empty():
            return pl.DataFrame(schema=FAILED)
        return rows_at(self.records[entity], list(WHENCE), rows).rename(WHENCE)


def fields_of(record: ClinicRecord, entity: str, *names: str) -> frozenset[Place]:
    """Those of `names` that there are, as places that a check reads."""
    if not record.has(entity):
        return frozenset()
    return frozenset((entity, name) for name in names if record.entity(entity).has(name))


def standing_fields_of(record: ClinicRecord, entity: str, *names: str) -> frozenset[Place]:
    """The same, and what says that a record is void; nothing where there is none of `names`."""
    found = fields_of(record, entity, *names)
    return found | fields_of(record, entity, _VOIDED) if found else found


def rows_at(records: Packed, names: Sequence[str], rows: pl.Series) -> pl.DataFrame:
    """`names` of the records at `rows`, of which there is at least one, in that order."""
    ordered = rows.unique().sort()
    found = pl.concat(pieces_at(records, names, ordered))
    return found if ordered.equals(rows) else found[ordered.search_sorted(rows)]


def pieces_at(records: Packed, names: Sequence[str], rows: pl.Series) -> Iterator[pl.DataFrame]:
    """The same piece by piece, of rows in ascending order, none twice; pieces with none are not unpacked."""
    begin = 0
    for piece in records.pieces:
        end = begin + piece.height
        first, last = (int(rows.search_sorted(each)) for each in (begin, end))
        if last - first == piece.height:
            yield piece.frame(names)
        elif last > first:
            yield piece.frame(names)[rows[first:last] - begin]
        begin = end
