"""The source side as data: uploads, the tables read from them, and the bytes accounted for.

Every reader yields these shapes, whatever the format, so that all later stages are written once.
Law 1 starts here: `ReadTable.counted` comes from a counter that shares no code with the reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

import polars as pl

from core.choices import NO_CHOICES, Choices
from core.findings import Finding
from core.packed import WINDOW, Packed
from core.repairs import Proposal, Repairs

RECORD = "#record"
"""Physical column of every source frame: 1-based ordinal of the record in its table (UInt32)."""
LINE = "#line"
"""Physical column of every source frame: 1-based line (text) or row (sheet) where the record starts."""


def reserved(name: str) -> bool:
    """Whether a source column may not bear this name: the engine's own columns do, or it names many at once.

    Expressions take "*" and "^...$" for every column that fits. Readers call such a column "_<name>".
    """
    if name == "*" or (name.startswith("^") and name.endswith("$")):
        return True
    own = {RECORD, LINE, "#source_id", "#route", "#hold", "#skip", "#merged", "#why", "#decided"}
    return name in own or name.startswith(("#value ", "#finding ", "#points ", "#rule ", "#key "))


@dataclass(frozen=True)
class Upload:
    """One file as received: immutable, known by its SHA-256.

    path: relative to what was given, "/"-separated, unique in its batch. size: bytes.
    open: gives the whole content anew at each call (it may come from a sealed blob). slices: the same
    content piece by piece, where what keeps it can do that; none of the pieces is large.
    """

    path: str
    sha256: str
    size: int
    open: Callable[[], bytes] = field(repr=False, compare=False)
    slices: Callable[[], Iterator[bytes]] | None = field(default=None, repr=False, compare=False)

    def open_slices(self) -> Iterator[bytes]:
        """The content from its beginning, anew at each call; in one piece where there is no other way."""
        return iter((self.open(),)) if self.slices is None else self.slices()


class Share(StrEnum):
    """What a byte of a text file belongs to (contracts, section 1)."""

    RECORD = "record"
    REJECT = "reject"
    HEADER = "header"
    REPEATED_HEADER = "repeated header"
    PREAMBLE = "preamble"
    FOOTER = "footer"
    BLANK = "blank"


@dataclass(frozen=True)
class Reject:
    """A malformed stretch that became no record. It counts as one record, waiting.

    line: 1-based physical line where it starts. raw: the text as it stood (patient data: sealed).
    reason: a finding kind. start, end: byte range in the file, None where the format has no lines.
    """

    line: int
    raw: str = field(repr=False)
    reason: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Aside:
    """Lines of a file that stand in no cell as they stand there: a title, a count below, names that changed.

    line: 1-based, where they start. what: whose they are; a record is damaged, and its cells are in the
    table or in a reject too. raw: as they stood (patient data: sealed). It counts as nothing.
    """

    line: int
    what: Share
    raw: str = field(repr=False)


@dataclass(frozen=True)
class SourceTable:
    """One table as it stood: text columns only.

    file: the upload's path, a member of an archive is "a.zip!/b.csv". name: stem or sheet name.
    columns: header names made unique ("GENDER" and "gender" differ; a second "Name" is "Name.2"; a
    blank one is "column_3"; cells beyond the header are in "extra_1", ...).
    rows: RECORD (UInt32), LINE (UInt32), then one String column per name in `columns`; packed where they are
    many, so that a run holds the text of a few of them at a time.
    Null means that the row had no such cell; "" that it was empty. Text is exactly as parsed.
    """

    file: str
    name: str
    columns: tuple[str, ...]
    rows: pl.DataFrame | Packed = field(repr=False)

    @property
    def key(self) -> tuple[str, str]:
        """What names this table in mappings, logs and digests."""
        return (self.file, self.name)

    @property
    def height(self) -> int:
        return self.rows.height

    @property
    def held(self) -> int:
        """About how many bytes its rows take in memory as they are."""
        return self.rows.held if isinstance(self.rows, Packed) else int(self.rows.estimated_size())

    @property
    def frame(self) -> pl.DataFrame:
        """All of it, unpacked anew at each call where it is packed: for whoever needs every cell."""
        return self.rows.whole() if isinstance(self.rows, Packed) else self.rows

    def texts(self, *names: str) -> pl.DataFrame:
        """RECORD, LINE and these columns of all rows; no other is unpacked."""
        wanted = list(dict.fromkeys((RECORD, LINE, *names)))
        return self.rows.whole(wanted) if isinstance(self.rows, Packed) else self.rows.select(wanted)

    def windows(self) -> Iterator[SourceTable]:
        """The same table in stretches of its rows, in order, packed as it is (see `opened`).

        One without rows where it has none. How many rows a stretch has is not said: at most about WINDOW.
        """
        if isinstance(self.rows, Packed) and self.rows.pieces:
            schema = self.rows.schema
            yield from (replace(self, rows=Packed(schema, (piece,))) for piece in self.rows.pieces)
        elif isinstance(self.rows, Packed) or self.rows.is_empty():
            yield self
        else:
            yield from (replace(self, rows=frame) for frame in self.rows.iter_slices(WINDOW))

    def opened(self) -> SourceTable:
        """The same table with its rows in memory: for a window, which is then looked at many times."""
        return replace(self, rows=self.frame) if isinstance(self.rows, Packed) else self

    def records_at(self, records: pl.Series) -> pl.DataFrame:
        """The rows whose RECORD is among these, in the order of the table."""
        here = pl.col(RECORD).is_in(records.cast(pl.UInt32).implode())
        if not isinstance(self.rows, Packed):
            return self.rows.filter(here)
        pieces = self.rows.pieces
        holding = (each for each in pieces if each.frame([RECORD]).select(here.any()).item())
        found = [each.frame(self.rows.columns).filter(here) for each in holding]
        return pl.concat(found) if found else pl.DataFrame(schema=self.rows.schema)

    def packed(self) -> SourceTable:
        """The same table as a run keeps it."""
        return self if isinstance(self.rows, Packed) else replace(self, rows=Packed.of(self.rows))


@dataclass(frozen=True)
class Corrected:
    """A reject that is a record on a person's word. raw: as it stood; cells: as it is read. record: ordinal.

    raw and cells are patient data: sealed, and never part of a message.
    """

    line: int
    start: int
    end: int
    raw: str = field(repr=False)
    cells: tuple[str, ...] = field(repr=False)
    reason: str
    by: str
    record: int


@dataclass(frozen=True)
class ReadTable:
    """A source table with the account of how it was read.

    counted: records found by the independent counter, malformed ones included.
    shares: bytes by what they belong to; they sum to `size` for text files, empty elsewhere.
    evidence: what it was taken for and why: encoding, delimiter, quote, header line, format.
    proposals: repairs of its damaged rows, applied or not, in order of place. corrections: rejects that a
    person made records of. aside: what of the file is written beside the table, in order of place.
    """

    table: SourceTable
    rejects: tuple[Reject, ...]
    counted: int
    shares: Mapping[Share, int]
    evidence: Mapping[str, str]
    findings: tuple[Finding, ...] = ()
    proposals: tuple[Proposal, ...] = field(default=(), repr=False)
    corrections: tuple[Corrected, ...] = field(default=(), repr=False)
    aside: tuple[Aside, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Part:
    """Some records of a table, in order. frame: as `SourceTable.rows` has it, with the columns known by now.

    A column that comes later is null in all parts before. rejects, aside: those that lie among these records.
    """

    frame: pl.DataFrame = field(repr=False)
    rejects: tuple[Reject, ...] = field(repr=False)
    aside: tuple[Aside, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Account:
    """What `ReadTable` tells of a table, without its records. records, rejects: how many."""

    file: str
    name: str
    columns: tuple[str, ...]
    records: int
    rejects: int
    counted: int
    shares: Mapping[Share, int]
    evidence: Mapping[str, str]
    findings: tuple[Finding, ...] = ()
    proposals: tuple[Proposal, ...] = field(default=(), repr=False)

    @property
    def closes(self) -> bool:
        """Whether the independent counter found as many records as the reader (law 1)."""
        return self.counted == self.records + self.rejects

    @staticmethod
    def of(read: ReadTable) -> Account:
        """That of a table that was read whole."""
        table = read.table
        return Account(
            table.file,
            table.name,
            columns=table.columns,
            records=table.height,
            rejects=len(read.rejects),
            counted=read.counted,
            shares=read.shares,
            evidence=read.evidence,
            findings=read.findings,
            proposals=read.proposals,
        )


class FileKind(StrEnum):
    """What a file that is not a table is, by its content and not its name."""

    DICOM = "dicom"
    PHOTOGRAPH = "photograph"
    PDF = "pdf"
    TEXT = "text"
    OTHER = "other"


@dataclass(frozen=True)
class StoredFile:
    """A file kept whole: image, document or anything no reader takes. `findings` says why."""

    path: str
    sha256: str
    size: int
    kind: FileKind
    open: Callable[[], bytes] = field(repr=False, compare=False)
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Intake:
    """Everything found in a batch of uploads, in path order.

    digests: path -> SHA-256 of every upload as received, archives whole. choices: what people said of them.
    bounds: digest of how much a file was allowed to ask for, empty where nobody set that.
    """

    tables: tuple[ReadTable, ...]
    files: tuple[StoredFile, ...]
    findings: tuple[Finding, ...]
    digests: Mapping[str, str] = field(default_factory=dict)
    choices: Choices = NO_CHOICES
    bounds: str = ""

    @property
    def repairs(self) -> Repairs:
        """Those that were accepted."""
        return self.choices.repairs
