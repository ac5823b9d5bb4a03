"""What a run publishes, as the proof of conservation looks at it: the rows of one source window at a time.

Where a row belongs is told by the row itself, so that none escapes for being kept in the wrong place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

import polars as pl

from core.packed import Packed
from core.tables import RECORD

TableKey = tuple[str, str]
_OF_RECORDS = ("id", "source_file", "source_table", "source_record", "source_id")
_OF_LOG = ("file", "table", "record", "disposition", "reasons", "targets", "decision")
"""What is asked of an entry; the digest of its row would cost most to unpack."""


@dataclass(frozen=True)
class Published:
    """What the check may look at: rows as they will be sealed.

    records: entity -> rows. archive, waiting: (file, table) -> kept cells. log: whole. findings: whole.
    """

    records: Mapping[str, Packed]
    archive: Mapping[TableKey, Packed]
    waiting: Mapping[TableKey, Packed]
    log: Packed
    findings: pl.DataFrame = field(repr=False)

    def of_tables(self, tables: AbstractSet[TableKey]) -> Published:
        """Without what tables gave that nobody looks at again."""
        return Published(
            records={name: rows.of_tables(tables) for name, rows in self.records.items()},
            archive={key: rows for key, rows in self.archive.items() if key in tables},
            waiting={key: rows for key, rows in self.waiting.items() if key in tables},
            log=self.log.of_tables(tables),
            findings=self.findings,
        )

    def of_fields(self, fields: AbstractSet[tuple[str, str]]) -> Published:
        """Of the records only whence they are and these, as (entity, field): no other is unpacked."""
        return replace(
            self,
            records={
                name: rows.select(
                    [each for each in rows.columns if each in _OF_RECORDS or (name, each) in fields]
                )
                for name, rows in self.records.items()
            },
        )

    def rows(self) -> PublishedRows:
        """Told apart by where they come from."""
        whence = ("source_file", "source_table", "source_record")
        return PublishedRows(
            records={name: Whence(rows, whence) for name, rows in self.records.items()},
            archive={key: Whence(rows, (RECORD,)) for key, rows in self.archive.items()},
            waiting={key: Whence(rows, (RECORD,)) for key, rows in self.waiting.items()},
            log=Whence(self.log.select(_OF_LOG), ("file", "table", "record")),
        )


@dataclass(frozen=True)
class PublishedRows:
    """`Published`, of which the rows of a stretch of one table can be had."""

    records: Mapping[str, Whence]
    archive: Mapping[TableKey, Whence]
    waiting: Mapping[TableKey, Whence]
    log: Whence


@dataclass(frozen=True)
class Window:
    """What is published of a stretch of one table's records."""

    records: Mapping[str, pl.DataFrame]
    archive: pl.DataFrame | None
    waiting: pl.DataFrame | None
    log: pl.DataFrame
    findings: pl.DataFrame

    @staticmethod
    def of(rows: PublishedRows, findings: pl.DataFrame, key: TableKey, stretch: tuple[int, int]) -> Window:
        """findings: those about the table. stretch: its first and its last record."""
        records = {name: each.between(key, stretch) for name, each in rows.records.items()}
        archive, waiting = rows.archive.get(key), rows.waiting.get(key)
        return Window(
            records={name: frame for name, frame in records.items() if not frame.is_empty()},
            archive=None if archive is None else archive.between((), stretch),
            waiting=None if waiting is None else waiting.between((), stretch),
            log=rows.log.between(key, stretch),
            findings=findings.filter(pl.col("record").is_between(*stretch)),
        )


class Whence:
    """Rows that say which records they come from; found again by looking at each piece once.

    columns: the one of the record's number last, before it those that name its table, if any.
    """

    def __init__(self, rows: Packed, columns: Sequence[str]) -> None:
        self._rows, self._columns = rows, tuple(columns)
        self._of = [_stretches(frame, self._columns) for frame in rows.frames(self._columns)]

    def between(self, key: tuple[str, ...], stretch: tuple[int, int]) -> pl.DataFrame:
        """All columns of the rows of these records, in their order."""
        found = []
        for piece, of in zip(self._rows.pieces, self._of, strict=True):
            if key not in of or of[key][1] < stretch[0] or of[key][0] > stretch[1]:
                continue
            frame = piece.frame(self._rows.columns)
            alone = len(of) == 1 and of[key][0] >= stretch[0] and of[key][1] <= stretch[1]
            alone = alone and not frame[self._columns[-1]].null_count()
            found.append(frame if alone else frame.filter(self._is_of(key, stretch)))
        return pl.concat(found) if found else pl.DataFrame(schema=self._rows.schema)

    def _is_of(self, key: tuple[str, ...], stretch: tuple[int, int]) -> pl.Expr:
        named = [pl.col(name) == said for name, said in zip(self._columns, key, strict=False)]
        return pl.all_horizontal(*named, pl.col(self._columns[-1]).is_between(*stretch))


def _stretches(frame: pl.DataFrame, columns: Sequence[str]) -> dict[tuple[str, ...], tuple[int, int]]:
    """Table -> the first and the last of its records among the rows; of rows without a record nothing."""
    *names, record = columns
    bounds = [pl.col(record).min().alias("#first"), pl.col(record).max().alias("#last")]
    found = frame.drop_nulls(record)
    found = found.group_by(names).agg(bounds) if names else found.select(bounds).drop_nulls()
    return {tuple(key): (first, last) for *key, first, last in found.rows()}
