"""The ledger of files as data: what each is, whose, what its tags say, and what there is to say about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a file is: as the old database calls it, else by its content."""

    IMAGE = "image"
    PHOTOGRAPH = "photograph"
    SCAN = "scan"
    DOCUMENT = "document"
    CONSENT = "consent form"
    OTHER = "other"


class Verdict(StrEnum):
    """What there is to say about a file, the first that holds, most pressing first.

    SUSPICIOUS: something says that it is another patient's. UNREADABLE: its bytes are there and cannot be
    read. NOT_HERE: the old database names it and no such file arrived. NOBODYS: it arrived and nothing says
    whose it is. SAME_BYTES: the same bytes stand there twice for one patient. FILED: nothing against it.
    """

    SUSPICIOUS = "suspicious"
    UNREADABLE = "unreadable"
    NOT_HERE = "not here"
    NOBODYS = "nobody's"
    SAME_BYTES = "same bytes twice"
    FILED = "filed"


class Grade(StrEnum):
    """How what a file says stands to the patient it is filed under, worst first. CLOSE: a lesser difference
    such as a spelling, an earlier family name, or family and given name the other way round.
    """

    ANOTHER = "another patient"
    DISAGREES = "does not agree"
    CLOSE = "nearly agrees"
    AGREES = "agrees"
    SILENT = "says nothing"

    @property
    def suspicious(self) -> bool:
        return self in (Grade.ANOTHER, Grade.DISAGREES)


class Reason(StrEnum):
    """Why a file has its grade, as data; the sentences are in the wording of the page."""

    NUMBER_OF_ANOTHER = "number of another"
    NAME_OF_ANOTHER = "name and birth date of another"
    PATH_OF_ANOTHER = "folder of another"
    BYTES_OF_ANOTHER = "bytes of another"
    FILED_TWICE = "filed under several"
    NUMBER_UNKNOWN = "number of nobody"
    PATH_UNKNOWN = "folder of nobody"
    NAME_DIFFERS = "name differs"
    NAMESAKE = "name of another"
    BIRTH_DIFFERS = "birth date differs"
    NAME_CLOSE = "name nearly"
    BIRTH_CLOSE = "birth date nearly"
    SEX_DIFFERS = "sex differs"
    ALL_AGREES = "agrees"
    NOTHING_SAID = "nothing said"
    NOT_FILED = "filed under nobody"


@dataclass(frozen=True)
class Suspicion:
    """other: id of the one other patient whom the file speaks of, "" where there is none."""

    grade: Grade
    reason: Reason
    other: str = field(default="", repr=False)


@dataclass(frozen=True)
class Tags:
    """What an image says about itself, as it stands there. birth_date, study_date: YYYYMMDD."""

    number: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    birth_date: str = field(default="", repr=False)
    sex: str = field(default="", repr=False)
    modality: str = ""
    study_date: str = ""
    directory: bool = False
    unreadable: str = ""


@dataclass(frozen=True)
class Reference:
    """A record that names a file. entity: its kind. patient: id, "" where it has none."""

    entity: str
    id: str = field(repr=False)
    patient: str = field(repr=False)
    file: str = field(repr=False)


@dataclass(frozen=True)
class Received:
    """A file that arrived. kind: by its content (core.tables). patient: source id that the run gave it."""

    path: str = field(repr=False)
    digest: str
    size: int
    kind: str
    patient: str = field(default="", repr=False)


@dataclass(frozen=True)
class LedgerFile:
    """One file. place: its number in the ledger, from 1. size: None for one that did not arrive.

    patients: ids of those it is filed under. by_table: whether the old database says so; else its tags do.
    twins: places of files with the same bytes. records: those that name it.
    """

    place: int
    path: str = field(repr=False)
    kind: Kind
    size: int | None
    digest: str
    patients: tuple[str, ...] = field(repr=False)
    by_table: bool
    verdict: Verdict
    suspicion: Suspicion
    tags: Tags | None = field(default=None, repr=False)
    twins: tuple[int, ...] = ()
    records: tuple[Reference, ...] = field(default=(), repr=False)

    @property
    def received(self) -> bool:
        return self.size is not None

    @property
    def name(self) -> str:
        return self.path.replace("\\", "/").rsplit("/", 1)[-1]
