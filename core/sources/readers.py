"""What a reader is, and what it gives back: the one shape that every format is brought into."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from core.findings import Finding
from core.repairs import NO_REPAIRS, Repairs
from core.sources.recognition import Recognised
from core.tables import ReadTable, StoredFile, Upload


@dataclass(frozen=True)
class Given:
    """One upload with its content in memory and what it was recognised as. depth: archives around it.

    repairs: those that were accepted.
    """

    upload: Upload
    content: bytes
    seen: Recognised
    depth: int = 0
    repairs: Repairs = NO_REPAIRS
    progress: Callable[[str], None] | None = None


@dataclass(frozen=True)
class Reading:
    """What came of one upload. members: uploads found inside it, to be read in their turn."""

    tables: tuple[ReadTable, ...] = ()
    files: tuple[StoredFile, ...] = ()
    findings: tuple[Finding, ...] = ()
    members: tuple[Upload, ...] = ()


class Reader(Protocol):
    """Takes every file of its formats and never raises: what cannot be read becomes a finding."""

    @property
    def name(self) -> str:
        """Stable name for tests and documents."""
        ...

    def takes(self, seen: Recognised) -> bool:
        """Whether files recognised as `seen` are this reader's."""
        ...

    def read(self, given: Given) -> Reading:
        """Everything in the file."""
        ...
