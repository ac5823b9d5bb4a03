"""What a reader is, and what it gives back: the one shape that every format is brought into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from core.choices import NO_CHOICES, Choices
from core.findings import Finding
from core.progress import Telling
from core.sources.means import NO_MEANS, Means
from core.sources.recognition import Recognised
from core.sources.told import NOTHING, Told
from core.tables import ReadTable, StoredFile, Upload


@dataclass(frozen=True)
class Given:
    """One upload with its content in memory and what it was recognised as. depth: archives around it.

    choices: all that people said; told: what of it holds for this file. neighbours: what came beside it, by
    path: the rest of the batch, or of the archive that it lies in. means: what reading may use beside the
    files. progress: told of this file alone, in bytes of any unit that adds up.
    """

    upload: Upload
    content: bytes
    seen: Recognised
    depth: int = 0
    choices: Choices = NO_CHOICES
    progress: Telling | None = None
    neighbours: Mapping[str, Upload] = field(default_factory=dict, repr=False)
    means: Means = NO_MEANS
    told: Told = NOTHING


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
