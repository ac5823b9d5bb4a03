"""The Uploads page as facts: what came in, and what was found in each file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.profiles import Difference
from portal.viewmodels.jobs import JobView


@dataclass(frozen=True)
class Dropped:
    """One file as dropped on the page. path: relative to what was dropped, "/"-separated."""

    path: str
    content: bytes


@dataclass(frozen=True)
class Bringing:
    """By what a browser brings files in. grant: of the person that the page was drawn for."""

    address: str
    grant: str = field(repr=False)


@dataclass(frozen=True)
class Notice:
    """A finding in plain words. severity: info, warning or block. where: a column or "" ."""

    severity: str
    means: str
    advice: str
    where: str = ""
    count: int = 1


@dataclass(frozen=True)
class VersionFound:
    """version: its number. told: what changed from the version before."""

    version: int
    told: Difference


@dataclass(frozen=True)
class TableFound:
    """columns: as named in the file. evidence: (what, how it was read), such as ("encoding", "cp1252")."""

    name: str
    path: str
    records: int
    rejects: int
    columns: tuple[str, ...]
    evidence: tuple[tuple[str, str], ...] = ()
    notices: tuple[Notice, ...] = ()
    version: VersionFound | None = None


@dataclass(frozen=True)
class KeptFile:
    """A file that is not a table: an image, a document. kind as in core.tables.FileKind."""

    path: str
    kind: str
    size: int
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class UploadView:
    """One upload. looked: whether it has been read yet. size in bytes."""

    id: str
    path: str
    size: int
    sha256: str
    received: datetime
    looked: bool = False
    tables: tuple[TableFound, ...] = ()
    kept: tuple[KeptFile, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def records(self) -> int:
        return sum(table.records for table in self.tables)


class PairWord(StrEnum):
    """What a person may say about two uploads that look like one; as in storage.set_aside."""

    NEWER = "newer"
    ANOTHER = "another"
    COPY = "copy"
    BOTH = "both"


@dataclass(frozen=True)
class Pair:
    """Two uploads by their ids. copy: they hold the same; else both, new and gone are rows of the later one,
    and those that it lacks.
    """

    earlier: str
    later: str
    earlier_path: str
    later_path: str
    copy: bool = False
    both: int = 0
    new: int = 0
    gone: int = 0


class Accept(StrEnum):
    """Which suggestions a run takes; the values are those of `--accept` (contracts, section 4)."""

    SURE = "sure"
    ALL = "all"


@dataclass(frozen=True)
class Receipt:
    """What a drop came to: files new to the project, those of them that replace, files it already had."""

    new: int
    known: int
    replacing: int = 0


@dataclass(frozen=True)
class Uploads:
    """ask: whom to ask for what one may not do. limit: megabytes that a file may have. ran: before.

    mapped: people have made a mapping, so that a run uses theirs. pairs: to be asked about.
    """

    project: str
    uploads: tuple[UploadView, ...]
    may_upload: bool
    may_run: bool
    ask: str
    job: JobView | None
    ran: bool
    limit: int = 1024
    mapped: bool = False
    pairs: tuple[Pair, ...] = ()
