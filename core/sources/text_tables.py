"""The reader of text: delimited tables where there are any, else a note that is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.findings import Finding
from core.sources.delimited import read_tables
from core.sources.encoding import decode
from core.sources.layout import find_layout
from core.sources.readers import Given, Reading
from core.sources.recognition import Format, Recognised
from core.sources.stored import keep
from core.sources.tabular import TABLE_ENDINGS, is_table
from core.tables import FileKind, ReadTable


class TextTables:
    """Delimited text in any encoding and dialect."""

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
        found = find_layout(text.utf8)
        if not is_table(given.upload.path, found.sniffed):
            return Reading(files=(keep(given, FileKind.TEXT, _note(given.upload.path)),))
        tables = read_tables(given.upload, text, found=found, repairs=given.repairs, progress=given.progress)
        return Reading(tables=tuple(tables), findings=tuple(_noticed(tables)))


def _noticed(tables: Sequence[ReadTable]) -> Iterator[Finding]:
    """That a table holds records of which none could be read, or that a file holds several tables."""
    for table in tables:
        if table.counted and not table.table.frame.height:
            yield Finding("nothing_readable", *table.table.key)
    if len(tables) > 1:
        yield Finding("several_tables", tables[0].table.file, count=len(tables))


def _note(path: str) -> str:
    """A file named as a table that holds none deserves more than a shrug."""
    return "nothing_readable" if path.lower().endswith(tuple(TABLE_ENDINGS)) else "not_a_table"
