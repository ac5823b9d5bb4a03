"""Which reader a file goes to where a person said what it is, and what of that no reader of it can follow."""

from __future__ import annotations

from collections.abc import Iterator

from core.choices import Choices, Topic
from core.choices.allowed import DOCUMENT
from core.findings import Finding
from core.sources.readers import Given, Reading
from core.sources.recognition import Format, Recognised
from core.sources.shapes import by_itself
from core.sources.stored import KEPT, keep
from core.sources.told import Told, told_of
from core.tables import FileKind, Upload

UNFIT = "choice_unfit"
REMEMBERED = "choice_remembered"
TEXTS = frozenset(
    {Format.TEXT, Format.STRUCTURED_TEXT, Format.JSON, Format.XML, Format.HL7, Format.X12, Format.SQL_DUMP}
)
"""What may be text in columns after all, whatever it begins like."""


def told_about(upload: Upload, content: bytes, seen: Recognised, choices: Choices) -> Told:
    """What holds for a file; what it looks like by itself is found only where an earlier one may count."""

    def shape() -> str | None:
        found = by_itself(upload.path, content) if seen.format in TEXTS else None
        return found.shape if found else None

    said, remembered = choices.of(upload.path, upload.sha256, shape)
    return told_of(said, remembered=remembered)


def seen_as(seen: Recognised, told: Told) -> Recognised:
    """What the file is taken for: text, where a person said that it is a table in text."""
    as_text = told.format not in (None, DOCUMENT) or told.columns is not None
    return Recognised(Format.TEXT, "text") if as_text and seen.format in TEXTS else seen


def kept_as_said(given: Given) -> Reading:
    """The file whole, since a person said that it is no table."""
    kind = FileKind.TEXT if given.seen.format in TEXTS else KEPT.get(given.seen.format, FileKind.OTHER)
    return Reading(files=(keep(given, kind, "said_no_table"),))


def of_choices(given: Given, unfit: Iterator[Topic] | tuple[Topic, ...]) -> Iterator[Finding]:
    """Answers that do not hold for the file, and that they were given about an earlier one."""
    for topic in unfit:
        yield Finding(UNFIT, given.upload.path, facts={"topic": topic.value})
    if given.told.remembered:
        yield Finding(REMEMBERED, given.upload.path)


def unfollowed(given: Given) -> tuple[Finding, ...]:
    """Of a file that is no text: nothing that is said of text can hold."""
    return tuple(of_choices(given, tuple(given.told.why)))
