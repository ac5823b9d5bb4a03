"""Which kind of text a file is where nobody says: delimited, in columns of a fixed width, or neither."""

from __future__ import annotations

from collections.abc import Sequence

from core.sources.encoding import Text
from core.sources.fixed_width.layout import FixedLayout, found_layout
from core.sources.layout import Found
from core.sources.tabular import SENTENCE, is_table

HEAD = 1 << 20
"""Bytes in which columns of a fixed width are looked for."""


def fixed_layout(path: str, text: Text, found: Found) -> FixedLayout | None:
    """Columns of a fixed width, where no delimiter but a blank makes a table of the text."""
    lines = head_lines(text)
    delimited = is_table(path, found.sniffed)
    if delimited and (found.sniffed.dialect.delimiter != " " or not _padded(lines)):
        return None
    return None if _sentences(lines) else found_layout(lines)


def head_lines(text: Text) -> list[str]:
    """The first lines, without their ends."""
    head = text.utf8[:HEAD].decode("utf-8", "ignore").split("\n")
    return [line.rstrip("\r") for line in head]


def _padded(lines: Sequence[str]) -> bool:
    """Whether blanks stand in runs, as they do where they pad columns and not where one parts cells."""
    filled = [line for line in lines if line.strip()]
    return sum("  " in line.strip() for line in filled) * 2 > len(filled)


def _sentences(lines: Sequence[str]) -> bool:
    """Whether it reads as a letter does, whose words may stand below each other by chance."""
    filled = [line for line in lines if line.strip()]
    return sum(SENTENCE.search(line.strip()) is not None for line in filled) * 3 > len(filled)
