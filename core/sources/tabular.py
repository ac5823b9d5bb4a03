"""Whether a text is a table or a note, and why. The name weighs only where the content leaves it open."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from core.sources.sniffing import Sniffed

TABLE_ENDINGS = frozenset({".csv", ".tsv", ".tab", ".psv"})
LONGEST_WORD_CELL = 60
SENTENCE = re.compile(r"[.!?]\s+[A-Z]|[.!?]$")


def is_table(path: str, sniffed: Sniffed) -> bool:
    """Whether `sniffed` rows make a table."""
    named = PurePosixPath(path).suffix.lower() in TABLE_ENDINGS
    if not sniffed.rows:
        return False
    if sniffed.width == 1:
        return named and not _prose(sniffed)
    if len(sniffed.rows) == 1:
        return named or _like_names(sniffed.rows[0])
    if named:
        return sniffed.even >= 0.2 or sniffed.score > 0.1
    least = 0.8 if sniffed.dialect.delimiter in ", " else 0.5
    return sniffed.even >= least and not _prose(sniffed)


def _like_names(row: list[str]) -> bool:
    """A single line that reads like column names."""
    return len(row) > 2 and all(re.fullmatch(r"\s*[^\W\d][\w .#/()-]{0,40}\s*", cell) for cell in row)


def _prose(sniffed: Sniffed) -> bool:
    """Mostly sentences: long pieces of words that end as sentences do."""
    cells = [cell for row in sniffed.rows for cell in row]
    if sniffed.width > 2:
        return False
    long = sum(1 for cell in cells if len(cell) > LONGEST_WORD_CELL or SENTENCE.search(cell))
    return long * 3 > len(cells)
