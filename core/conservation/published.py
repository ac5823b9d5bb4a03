"""What a run publishes, as the proof of conservation looks at it: the rows of one source window at a time.

Where a row belongs is told by the row itself, so that none escapes for being kept in the wrong place.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import polars as pl

from core.opened_once import OpenedOnce
from core.packed import WINDOW, Packed, Piece
from core.said_alike import said_alike
from core.tables import RECORD

TableKey = tuple[str, str]
_WHENCE = ("source_file", "source_table", "source_record")
_OF_LOG = ("record", "disposition", "reasons", "targets", "decision")
"""What is asked of an entry; the digest of its row would cost most to unpack."""
_ALWAYS = ("id", "source_id", "source_record")
Fields = Mapping[str, Collection[str]]
"""Entity -> fields."""


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

    def rows(self) -> PublishedRows:
        """Told apart by where they come from."""
        return PublishedRows(
            records={name: Whence(rows, _WHENCE) for name, rows in self.records.items()},
            archive={key: Whence(rows, (RECORD,)) for key, rows in self.archive.items()},
            waiting={key: Whence(rows, (RECORD,)) for key, rows in self.waiting.items()},
            log=Whence(self.log, ("file", "table", "record")),
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
    def of(
        rows: PublishedRows, findings: pl.DataFrame, key: TableKey, stretch: tuple[int, int], fields: Fields
    ) -> Window:
        """findings: those about the table. stretch: its first and its last record. fields: what is asked of
        the records of an entity beside their ids, and where they come from.
        """
        archive, waiting = rows.archive.get(key), rows.waiting.get(key)
        records = {
            name: each.between(key, stretch, [*_ALWAYS, *fields.get(name, ())])
            for name, each in rows.records.items()
        }
        return Window(
            records={name: frame for name, frame in records.items() if not frame.is_empty()},
            archive=None if archive is None else archive.between((), stretch),
            waiting=None if waiting is None else waiting.between((), stretch),
            log=rows.log.between(key, stretch, _OF_LOG),
            findings=findings.filter(pl.col("record").is_between(*stretch)),
        )


class Whence:
    """Rows that say which records they come from; found again by looking at each piece once.

    columns: the one of the record's number last, before it those that name its table, if any.
    """

    def __init__(self, rows: Packed, columns: Sequence[str]) -> None:
        self._rows, self._columns = rows, tuple(columns)
        self._once = OpenedOnce(rows)
        self._of = [_stretches(piece, self._columns) for piece in rows.pieces]

    def between(
        self, key: tuple[str, ...], stretch: tuple[int, int], asked: Collection[str] | None = None
    ) -> pl.DataFrame:
        """The rows of these records, in their order. asked: of its columns these alone, if any are named."""
        columns = [name for name in self._rows.columns if asked is None or name in asked]
        schema = pl.Schema({name: self._rows.schema[name] for name in columns})
        frames = [
            self._of_piece(number, key, stretch, columns, alone=len(of) == 1)
            for number, of in enumerate(self._of)
            if key in of and of[key][0] <= stretch[1] and of[key][1] >= stretch[0]
        ]
        return pl.concat(frames) if frames else pl.DataFrame(schema=schema)

    def _of_piece(
        self,
        number: int,
        key: tuple[str, ...],
        stretch: tuple[int, int],
        columns: Sequence[str],
        *,
        alone: bool,
    ) -> pl.DataFrame:
        """alone: whether no record of another table is in it."""
        names = () if alone else self._columns
        frame = self._opened(number, list(dict.fromkeys((*columns, *names))))
        within = frame[self._columns[-1]].is_between(*stretch)
        if alone and not within.null_count() and within.all():
            return frame
        named = [pl.col(name) == said for name, said in zip(names, key, strict=False)]
        return frame.filter(within, *named).select(columns)

    def _opened(self, number: int, columns: Sequence[str]) -> pl.DataFrame:
        """One of more rows than a window has is looked at again by the next window."""
        piece = self._rows.pieces[number]
        return self._once.piece(number, columns) if piece.height > WINDOW else piece.frame(columns)


def _stretches(piece: Piece, columns: Sequence[str]) -> dict[tuple[str, ...], tuple[int, int]]:
    """Table -> the first and the last of its records among the rows; of rows without a record nothing."""
    *names, record = columns
    said = said_alike(piece, names)
    if all(isinstance(said.get(name), str) for name in names):
        numbers = piece.frame([record])[record].drop_nulls().to_numpy()
        table = tuple(str(said[name]) for name in names)
        return {table: (int(numbers.min()), int(numbers.max()))} if numbers.size else {}
    bounds = [pl.col(record).min().alias("#first"), pl.col(record).max().alias("#last")]
    found = piece.frame(columns).drop_nulls(record).group_by(names).agg(bounds)
    return {tuple(key): (first, last) for *key, first, last in found.rows()}
