"""The reader of text: delimited tables where there are any, else a note that is kept.

What a person said of the file goes before what it looks like. An answer that cannot hold for this file is
not followed, and a finding says so: one wrong word never keeps a file from being read (law 2).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from core.choices import Topic
from core.choices.allowed import DELIMITED, FIXED
from core.findings import Finding
from core.sources.as_said import of_choices
from core.sources.delimited import read_tables
from core.sources.encoding import Text, decode, decode_as
from core.sources.fixed_width.layout import FixedLayout, found_layout
from core.sources.fixed_width.reader import read_fixed
from core.sources.layout import find_layout
from core.sources.readers import Given, Reading
from core.sources.recognition import Format, Recognised
from core.sources.stored import keep
from core.sources.tabular import TABLE_ENDINGS, is_table
from core.sources.text_kind import fixed_columns, head_lines
from core.sources.told import Told, with_header
from core.tables import FileKind, ReadTable

NOT_CORRECTED = "correction_unfit"


class TextTables:
    """Delimited text in any encoding and dialect, and text in columns of a fixed width."""

    name = "delimited text"

    def takes(self, seen: Recognised) -> bool:
        """Text without a structure of its own."""
        return seen.format is Format.TEXT

    def read(self, given: Given) -> Reading:
        """The tables, or one stored note."""
        told = given.told
        text = _decoded(given.content, told)
        if text is None:
            return Reading(files=(keep(given, FileKind.OTHER, "unknown_encoding"),))
        if not text.utf8.strip(b" \t\r\n\x00\x1a"):
            return Reading(files=(keep(given, FileKind.TEXT, "empty_file"),))
        made = _read(given, text, told)
        unfit = (*((Topic.ENCODING,) if text.unsaid else ()), *made.unfit)
        return replace(made.reading, findings=(*made.reading.findings, *of_choices(given, unfit)))


@dataclass(frozen=True)
class _Made:
    """unfit: topics whose answers do not hold for the file."""

    reading: Reading
    unfit: tuple[Topic, ...] = ()


def _read(given: Given, text: Text, told: Told) -> _Made:
    if told.columns and told.format in (None, FIXED):
        return _Made(Reading(tables=(read_fixed(given.upload, text, told.columns),)))
    found = find_layout(text.utf8, told)
    fixed = _fixed(text, told) if told.format == FIXED else None
    unfit = (*found.unfit, *((Topic.FORMAT,) if told.format == FIXED and not fixed else ()))
    if told.format is None and not found.said:
        fixed = fixed_columns(given.upload.path, text.utf8, found)
    if fixed:
        return _Made(Reading(tables=(read_fixed(given.upload, text, with_header(fixed, told)),)), unfit)
    if told.format != DELIMITED and not found.said and not is_table(given.upload.path, found.sniffed):
        return _Made(Reading(files=(keep(given, FileKind.TEXT, note_says(given.upload.path)),)), unfit)
    tables = read_tables(
        given.upload,
        text,
        found=found,
        repairs=given.choices.repairs,
        corrections=given.choices.corrections_in(given.upload.sha256),
        progress=given.progress,
    )
    return _Made(Reading(tables=tuple(tables), findings=tuple(_noticed(given, tables))), unfit)


def _decoded(content: bytes, told: Told) -> Text | None:
    """In the encoding that was said, else in the one that is found."""
    if told.encoding is None:
        return decode(content)
    said = decode_as(content, told.encoding, evidence=told.evidence(Topic.ENCODING, ""))
    found = None if said else decode(content)
    return said or (replace(found, unsaid=True) if found else None)


def _fixed(text: Text, told: Told) -> FixedLayout | None:
    found = found_layout(head_lines(text.utf8))
    return replace(found, why=told.evidence(Topic.FORMAT, found.why)) if found else None


def _noticed(given: Given, tables: Sequence[ReadTable]) -> Iterator[Finding]:
    """That no record of a table could be read, that a file holds several, that a correction has no place."""
    for table in tables:
        if table.counted and not table.table.height:
            yield Finding("nothing_readable", *table.table.key)
    if len(tables) > 1:
        yield Finding("several_tables", tables[0].table.file, count=len(tables))
    said = len(given.choices.corrections_in(given.upload.sha256))
    missed = said - sum(len(table.corrections) for table in tables)
    if missed:
        yield Finding(NOT_CORRECTED, given.upload.path, count=missed)


def note_says(path: str) -> str:
    """A file named as a table that holds none deserves more than a shrug."""
    return "nothing_readable" if path.lower().endswith(tuple(TABLE_ENDINGS)) else "not_a_table"
