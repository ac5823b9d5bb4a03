"""The reader of dBASE and FoxPro tables.

A record that the old system deleted is still in the file: it waits, named as deleted, and is never
imported as live (contracts, section 6). Records are counted by arithmetic over the header (law 1).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from core.findings import Finding
from core.sources.code_pages import single_byte
from core.sources.dbf.cells import INVALID, cell_of, text_cell
from core.sources.dbf.header import VISUAL_FOXPRO, Column, Header, header_of
from core.sources.dbf.memos import Memos, TooLong
from core.sources.gathering import Gathering
from core.sources.readers import Given, Reading
from core.sources.recognition import Format, Recognised
from core.sources.stored import keep
from core.tables import FileKind, ReadTable, Reject

DELETED, CUT, DAMAGED = "deleted_record", "cut_off_record", "damaged_record"
NOTES = frozenset("MGP")
MEMO_ENDINGS = (".fpt", ".dbt", ".smt")
_NULL_FLAGS = "0"


class DbfTables:
    """Tables of dBASE III to Visual FoxPro."""

    name = "dBASE table"

    def takes(self, seen: Recognised) -> bool:
        """Tables; the notes beside them are another reader's."""
        return seen.format is Format.DBF

    def read(self, given: Given) -> Reading:
        """One table."""
        header = header_of(given.content)
        if header is None:
            return Reading(files=(keep(given, FileKind.OTHER, "damaged_table"),))
        table = _Table(given, header, _codec(given, header), _memos(given))
        table.walk()
        return Reading(tables=(table.finished(),))


def counted(content: bytes, header: Header) -> int:
    """Records by arithmetic: as many as the header states, at most as many as there are bytes for."""
    room = max(len(content) - header.size - content.endswith(b"\x1a"), 0)
    return min(header.records, -(-room // header.width))


def _codec(given: Given, header: Header) -> tuple[str, str, bool]:
    """(codec, why, whether it is certain)."""
    if header.page:
        return header.page, f"the table names code page {header.page}", True
    body = given.content[header.size :]
    if body.isascii():
        return "ascii", "only ASCII characters", True
    return (*single_byte(body[: 1 << 20]), False)


def _memos(given: Given) -> Memos | None:
    """The notes beside the table, if they came along; on old disks case is no difference."""
    stem = given.upload.path.rpartition(".")[0].lower()
    for path, upload in given.neighbours.items():
        for ending in MEMO_ENDINGS:
            if path.lower() == stem + ending:
                return Memos(upload.open(), ending == ".fpt", given.means.bounds.cell)
    return None


@dataclass
class _Table:
    given: Given
    header: Header
    codec: tuple[str, str, bool]
    memos: Memos | None
    rows: Gathering = field(init=False)
    rejects: list[Reject] = field(default_factory=list)
    kinds: Counter[tuple[str, int | None]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._columns = [one for one in self.header.columns if one.kind != _NULL_FLAGS]
        self.rows = Gathering()
        self.rows.name_all([one.name for one in self._columns])

    def walk(self) -> None:
        """Record by record, until the stated number is there or the file is over."""
        content, width = self.given.content, self.header.width
        end = len(content) - content.endswith(b"\x1a")
        for number in range(1, self.header.records + 1):
            start = self.header.size + (number - 1) * width
            if start >= end:
                return
            self._record(number, content[start : min(start + width, end)])

    def _record(self, number: int, raw: bytes) -> None:
        whole = len(raw) == self.header.width
        why = None if whole and raw[:1] == b" " else DELETED if whole and raw[:1] == b"*" else DAMAGED
        why = why if whole else CUT
        cells = [self._cell(index, one, raw) for index, one in enumerate(self._columns)]
        if why is None:
            self.rows.add(cells, number, number)
        else:
            self.rejects.append(Reject(number, "\t".join(cell or "" for cell in cells), why))

    def _cell(self, index: int, column: Column, raw: bytes) -> str | None:
        piece = raw[column.start : column.start + column.length]
        if column.kind in NOTES or (column.kind == "B" and not self._visual):
            return self._note(index, piece)
        text, allowed = cell_of(column.kind, piece, self.codec[0], visual=self._visual)
        if not allowed:
            self.kinds[INVALID, index] += 1
        if column.kind == "D" and text and not text.strip("0"):
            self.kinds["zero_dates", index] += 1
        return text

    @property
    def _visual(self) -> bool:
        return self.header.version in VISUAL_FOXPRO

    def _note(self, index: int, piece: bytes) -> str | None:
        """The note that the cell points to; None where it points to nothing that is here."""
        said = piece.strip(b" \0")
        block = int.from_bytes(piece, "little") if len(piece) == 4 else int(said) if said.isdigit() else 0
        if not block:
            return ""
        try:
            note = self.memos.note(block) if self.memos else None
        except TooLong:
            self.kinds["cell_too_long", index] += 1
            return None
        if note is None:
            self.kinds["memo_missing" if self.memos is None else "damaged_memo", index] += 1
            return None
        text, allowed = text_cell(note, self.codec[0])
        self.kinds[INVALID, index] += not allowed
        return text

    def _beyond(self) -> bool:
        """Whether something that looks like records lies behind the last one."""
        start = self.header.size + self.header.records * self.header.width
        behind = self.given.content[start : start + self.header.width]
        return len(behind) == self.header.width and behind[:1] in (b" ", b"*")

    def finished(self) -> ReadTable:
        """The table with its account."""
        path = self.given.upload.path
        source, renamed = self.rows.table(path, PurePosixPath(path.split("!/")[-1]).stem)
        number = counted(self.given.content, self.header)
        for one in self.rejects:
            self.kinds[one.reason, None] += 1
        self.kinds["columns_renamed", None] += renamed
        self.kinds["record_count_differs", None] += number != self.header.records
        self.kinds["beyond_last_record", None] += self._beyond()
        self.kinds["encoding_weighed", None] += not self.codec[2]
        self.kinds["header_without_rows", None] += not number
        findings = tuple(
            Finding(
                kind, path, source.name, None if column is None else source.columns[column], count=count,
                facts={"encoding": self.codec[0]} if kind == "encoding_weighed" else {},
            )
            for (kind, column), count in self.kinds.items()
            if count
        )  # fmt: skip
        evidence = {
            "format": self.given.seen.label,
            "encoding": self.codec[0],
            "encoding_evidence": self.codec[1],
            "header": "yes",
            "types": ", ".join(one.kind for one in self._columns),
        }
        return ReadTable(source, tuple(self.rejects), number, {}, evidence, findings)


class MemoFiles:
    """Notes of a table beside it: kept, and read with that table."""

    name = "notes of a dBASE table"

    def takes(self, seen: Recognised) -> bool:
        """Files of notes."""
        return seen.format is Format.MEMOS

    def read(self, given: Given) -> Reading:
        """Kept whole; whether its table came along is told."""
        table = given.upload.path.rpartition(".")[0].lower() + ".dbf"
        beside = any(path.lower() == table for path in given.neighbours)
        says = "memo_file" if beside else "memo_without_table"
        return Reading(files=(keep(given, FileKind.OTHER, says),))
