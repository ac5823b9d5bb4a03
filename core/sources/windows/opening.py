"""Which uploads are read in windows: large delimited texts. All else is read whole, or kept as it came.

The order of judging is that of `core.sources.text_tables`, which sees the whole text.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.choices import NO_CHOICES, Choices
from core.findings import Finding
from core.sources.recognition import Format, Recognised, name_agrees, recognise
from core.sources.sizes import SIZES, Sizes
from core.sources.tabular import is_table
from core.sources.text_kind import fixed_columns
from core.sources.text_tables import note_says
from core.sources.windows.survey import Slices, Surveyed, beginning
from core.sources.windows.table import WindowedTable
from core.tables import FileKind, StoredFile, Upload

HEAD = 1 << 20
"""Bytes that a file is recognised by."""
NOTHING = b" \t\r\n\x00\x1a"


@dataclass(frozen=True)
class Opened:
    """A large file that need not be in memory: a table to be gone through, or a file that is kept."""

    found: WindowedTable | StoredFile
    findings: tuple[Finding, ...] = ()


def is_large_text(slices: Slices, size: int, sizes: Sizes = SIZES) -> bool:
    """Whether it is a text of a size that is not read whole."""
    return size >= sizes.whole and _seen(slices, size).format is Format.TEXT


def open_large(
    upload: Upload,
    survey: Surveyed | None,
    *,
    sizes: Sizes = SIZES,
    choices: Choices = NO_CHOICES,
) -> Opened | None:
    """A large text opened, or None where it has to be read whole: in columns of a fixed width, or as a
    person said.
    """
    if _said_of(upload, choices):
        return None
    if survey is None:
        return Opened(_kept(upload, FileKind.OTHER, "unknown_encoding"))
    if all(not piece.strip(NOTHING) for piece in survey.pieces(upload.open_slices)):
        return Opened(_kept(upload, FileKind.TEXT, "empty_file"))
    table = WindowedTable(upload, survey, sizes=sizes, repairs=choices.repairs)
    if fixed_columns(upload.path, table.head.utf8, table.judged):
        return None
    if not is_table(upload.path, table.judged.sniffed):
        return Opened(_kept(upload, FileKind.TEXT, note_says(upload.path)))
    return Opened(table, _disagrees(upload))


def _said_of(upload: Upload, choices: Choices) -> bool:
    """Whether anybody said anything that may be about this file; which shape it has is not looked at."""
    about = any(one.shape or one.is_of(upload.path, upload.sha256) for one in choices.files)
    return about or bool(choices.corrections_in(upload.sha256))


def _seen(slices: Slices, size: int) -> Recognised:
    """What the beginning is; as many bytes as leave the whole an even or odd number, as it is."""
    return recognise(beginning(slices(), min(size, HEAD + size % 2)))


def _disagrees(upload: Upload) -> tuple[Finding, ...]:
    seen = _seen(upload.open_slices, upload.size)
    if name_agrees(upload.path, seen):
        return ()
    ending = upload.path[upload.path.rfind(".") :].lower()
    return (Finding("name_disagrees", upload.path, facts={"name": ending, "content": seen.label}),)


def _kept(upload: Upload, kind: FileKind, says: str) -> StoredFile:
    findings = (Finding(says, upload.path, facts={"what": Format.TEXT.value}),)
    return StoredFile(upload.path, upload.sha256, upload.size, kind, upload.open, findings)
