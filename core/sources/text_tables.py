"""The reader of text: delimited tables where there are any, else a note that is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.findings import Finding
from core.sources.delimited import read_tables
from core.sources.encoding import decode
from core.sources.fixed_width.layout import FixedLayout, found_layout
from core.sources.fixed_width.reader import read_fixed
from core.sources.layout import Found, find_layout
from core.sources.readers import Given, Reading
from core.sources.recognition import Format, Recognised
from core.sources.stored import keep
from core.sources.tabular import SENTENCE, TABLE_ENDINGS, is_table
from core.tables import FileKind, ReadTable

HEAD = 1 << 20
"""Bytes in which columns of a fixed width are looked for."""


class TextTables:
    """Delimited text in any encoding and dialect, and text in columns of a fixed width."""

    name = "delimited text"

    def takes(self, seen: Recognised) -> bool:
        """Text without a structure of its own."""
        return seen.format is Format.TEXT

    def read(self, given: Given) -> Reading:
        """The tables, or one stored note."""
        text = decode(given.content)
        if text is None:
            return Reading(files=(keep(given, FileKind.OTHER, "unknown_encoding"),))
        if not text.utf8.strip(b" \t\r\n\x00\x1a"):
            return Reading(files=(keep(given, FileKind.TEXT, "empty_file"),))
        given_fixed = given.means.layouts.get(given.upload.path)
        if given_fixed:
            return Reading(tables=(read_fixed(given.upload, text, given_fixed),))
        found = find_layout(text.utf8)
        fixed = fixed_columns(given.upload.path, text.utf8, found)
        if fixed:
            return Reading(tables=(read_fixed(given.upload, text, fixed),))
        if not is_table(given.upload.path, found.sniffed):
            return Reading(files=(keep(given, FileKind.TEXT, note_says(given.upload.path)),))
        tables = read_tables(given.upload, text, found=found, repairs=given.repairs, progress=given.progress)
        return Reading(tables=tuple(tables), findings=tuple(_noticed(tables)))


def _noticed(tables: Sequence[ReadTable]) -> Iterator[Finding]:
    """That a table holds records of which none could be read, or that a file holds several tables."""
    for table in tables:
        if table.counted and not table.table.frame.height:
            yield Finding("nothing_readable", *table.table.key)
    if len(tables) > 1:
        yield Finding("several_tables", tables[0].table.file, count=len(tables))


def fixed_columns(path: str, utf8: bytes, found: Found) -> FixedLayout | None:
    """Columns of a fixed width, where no delimiter but a blank makes a table of the text."""
    head = utf8[:HEAD].decode("utf-8", "ignore").split("\n")
    lines = [line.rstrip("\r") for line in head]
    delimited = is_table(path, found.sniffed)
    if delimited and (found.sniffed.dialect.delimiter != " " or not _padded(lines)):
        return None
    return None if _sentences(lines) else found_layout(lines)


def _padded(lines: Sequence[str]) -> bool:
    """Whether blanks stand in runs, as they do where they pad columns and not where one parts cells."""
    filled = [line for line in lines if line.strip()]
    return sum("  " in line.strip() for line in filled) * 2 > len(filled)


def _sentences(lines: Sequence[str]) -> bool:
    """Whether it reads as a letter does, whose words may stand below each other by chance."""
    filled = [line for line in lines if line.strip()]
    return sum(SENTENCE.search(line.strip()) is not None for line in filled) * 3 > len(filled)


def note_says(path: str) -> str:
    """A file named as a table that holds none deserves more than a shrug."""
    return "nothing_readable" if path.lower().endswith(tuple(TABLE_ENDINGS)) else "not_a_table"
