"""What people said about files: how each is read, which repairs are accepted, what rejects should have been.

Everything here is an input of reading, like a mapping and decisions: the same files under the same choices
give the same tables (law 3), and nothing is read otherwise than it looks without a name beside it (law 2).
Passwords are no part of it: one that is missing leaves a file closed, one that is there changes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from core.repairs import ALL_REPAIRS, NO_REPAIRS, Repairs


class Topic(StrEnum):
    """What of a file a person may say instead of the reader."""

    FORMAT = "format"
    """Delimited, fixed width, or a document that is no table."""
    ENCODING = "encoding"
    DELIMITER = "delimiter"
    QUOTE = "quote"
    ESCAPE = "escape"
    HEADER = "header"
    """The line on which the names stand, or that there are none."""


@dataclass(frozen=True)
class Said:
    """One answer. value: as `core.choices.allowed` spells it. by: a person. at: an instant, ISO 8601."""

    value: str
    by: str = ""
    at: str = ""


@dataclass(frozen=True)
class ToldColumn:
    """name: "" where nobody gave one. start: 1-based character. width: None for the rest of the line."""

    name: str
    start: int
    width: int | None


@dataclass(frozen=True)
class ToldColumns:
    """Where the columns of a fixed-width text stand. skip: lines above the first record."""

    columns: tuple[ToldColumn, ...]
    skip: int = 0
    by: str = ""
    at: str = ""


@dataclass(frozen=True)
class FileChoices:
    """What was said of one file. path: as it is read under, a member of an archive "a.zip!/b.csv".

    upload: SHA-256 of the content of which it was said; None where it holds whatever lies under the path.
    shape: what that content looked like by itself, so that a later file of the same shape is read alike;
    None where it is for this file alone.
    """

    path: str
    topics: tuple[tuple[Topic, Said], ...] = ()
    columns: ToldColumns | None = None
    upload: str | None = None
    shape: str | None = None

    def said(self, topic: Topic) -> Said | None:
        return dict(self.topics).get(topic)

    def with_topic(self, topic: Topic, said: Said | None) -> FileChoices:
        """said None: as the reader finds it."""
        kept = [(each, told) for each, told in self.topics if each is not topic]
        more = [] if said is None else [(topic, said)]
        return replace(self, topics=tuple(sorted([*kept, *more], key=lambda one: one[0].value)))

    def is_of(self, path: str, upload: str) -> bool:
        """Whether it was said of exactly this file."""
        return self.path == path and self.upload in (None, upload)


@dataclass(frozen=True)
class Correction:
    """A reject that is this record. upload, start, end: which bytes; raw: digest of them as text.

    cells: patient data, sealed wherever it is kept.
    """

    upload: str
    start: int
    end: int
    raw: str
    cells: tuple[str, ...] = field(repr=False)
    by: str = ""
    at: str = ""

    @property
    def place(self) -> tuple[str, int, int, str]:
        return (self.upload, self.start, self.end, self.raw)


def raw_digest(raw: str) -> str:
    """Hex SHA-256 of a reject's text, so that a correction never lands on another text."""
    return hashlib.sha256(raw.encode()).hexdigest()


@dataclass(frozen=True)
class Choices:
    """All that was said. files: the latest last, which counts where several are of one shape."""

    files: tuple[FileChoices, ...] = ()
    repairs: Repairs = NO_REPAIRS
    corrections: tuple[Correction, ...] = ()

    def of(self, path: str, upload: str, shape: Callable[[], str | None]) -> tuple[FileChoices | None, bool]:
        """(what holds for a file, whether it was said of an earlier one of the same shape).

        shape: gives what the file looks like by itself, asked for only where that may count.
        """
        own = next((one for one in reversed(self.files) if one.is_of(path, upload)), None)
        if own is not None:
            return own, False
        shaped = [one for one in self.files if one.shape is not None]
        looks = shape() if shaped else None
        alike = [one for one in shaped if one.shape == looks]
        same_path = [one for one in alike if one.path == path]
        found = next(reversed(same_path or alike), None)
        return found, found is not None

    def with_file(self, said: FileChoices) -> Choices:
        """What was said of the same content before is replaced; the newest stands last."""
        kept = (one for one in self.files if (one.path, one.upload) != (said.path, said.upload))
        return replace(self, files=(*kept, said))

    def with_repairs(self, repairs: Repairs) -> Choices:
        return replace(self, repairs=repairs)

    def with_correction(self, correction: Correction) -> Choices:
        kept = self.without_correction(correction.place).corrections
        return replace(self, corrections=_sorted((*kept, correction)))

    def without_correction(self, place: tuple[str, int, int, str]) -> Choices:
        return replace(self, corrections=tuple(one for one in self.corrections if one.place != place))

    def corrections_in(self, upload: str) -> tuple[Correction, ...]:
        return tuple(one for one in self.corrections if one.upload == upload)


def _sorted(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    return tuple(sorted(corrections, key=lambda one: one.place))


NO_CHOICES = Choices()
REPAIR_ALL = Choices(repairs=ALL_REPAIRS)
"""Every repair that is proposed, and nothing else (`--repair`)."""
