"""Where the records of a text begin and end: preamble, header and footer, each with evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence

NUMBER = re.compile(r"\s*[-+(]?\s?[$€£]?\s?[-+]?\d[\d,.\s]*\)?\s?%?\s*|#[A-Z/0]+[!?A-Z]*")
DATED = re.compile(
    r"\s*(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}[- ][A-Za-z]{3}[- ]\d{2,4}|\d{1,2}:\d\d)(?:.{0,20})"
)
YEAR = re.compile(r"(?:19|20)\d\d")
IDENTIFIER = re.compile(r"[^\W\d][\w .#/()%&°:'$?*-]{0,60}")
TALLY = re.compile(rb"\W{0,3}\d+\s+(?:rows?|records?|lines?|entries)\b.*|-{3,}\s*$|={3,}\s*$", re.IGNORECASE)
CLOSING = re.compile(
    rb"\W{0,3}(?:end of (?:report|file|data|list)|page \d+|generated|printed|report )", re.IGNORECASE
)
TOTAL = re.compile(rb"\W{0,3}(?:grand |sub)?-?totals?\b[\s:]*", re.IGNORECASE)


def shape_of(cell: str) -> str:
    """ "blank", "number", "date" or "words"."""
    if not cell.strip():
        return "blank"
    if NUMBER.fullmatch(cell):
        return "number"
    return "date" if DATED.fullmatch(cell) else "words"


def header_at(rows: Sequence[Sequence[str]], width: int) -> int:
    """Index of the first row of the table proper; those before it are preamble."""
    least = max(1, width // 3) if width > 1 else 0
    for index, row in enumerate(rows[:40]):
        filled = sum(1 for cell in row if cell.strip())
        if filled > least or (filled == width and len(row) == width):
            return index
    return 0


def is_header(rows: Sequence[Sequence[str]]) -> tuple[bool, str]:
    """(whether the first of `rows` names columns, why)."""
    first, rest = rows[0], rows[1:60]
    if not any(cell.strip() for cell in first):
        return False, "the first row is empty"
    against, speaks = _votes(first, rest)
    if _years(first):
        return True, "the first row holds words and rising years"
    if against:
        return False, f"{against} cells of the first row are figures or dates like those below"
    if any(shape_of(cell) in ("number", "date") for cell in first) and not speaks:
        return False, "the first row holds figures or dates"
    if speaks:
        return True, f"{speaks} columns hold figures or dates below words"
    return True, "assumed: the first row holds words only"


def _votes(first: Sequence[str], rest: Sequence[Sequence[str]]) -> tuple[int, int]:
    against = speaks = 0
    for index, name in enumerate(first):
        below = [shape_of(row[index]) for row in rest if index < len(row)]
        filled = [shape for shape in below if shape != "blank"]
        plain = [shape for shape in filled if shape != "words"]
        if not filled or len(plain) < 0.6 * len(filled):
            continue
        shape = shape_of(name)
        against += shape in ("number", "date")
        speaks += shape == "words"
    return against, speaks


def _years(first: Sequence[str]) -> bool:
    years = [int(cell) for cell in first if YEAR.fullmatch(cell.strip())]
    words = [cell for cell in first if shape_of(cell) == "words"]
    return (
        len(years) > 1
        and years == sorted(set(years))
        and bool(words)
        and len(words) + len(years) == len(first)
    )


def is_footer(cells: Sequence[bytes], width: int) -> bool:
    """Whether the last row of a text belongs to the program that wrote it, not to the table."""
    filled = [cell for cell in cells if cell.strip(b" \x1a")]
    if not filled:
        return any(b"\x1a" in cell for cell in cells)
    first = filled[0]
    if width > 1 and len(cells) == 1:
        return bool(TALLY.fullmatch(first) or CLOSING.match(first) or TOTAL.match(first))
    if width == 1:
        return bool(re.fullmatch(rb"\(\d+ rows?(?: affected)?\)", first.strip(), re.IGNORECASE))
    figures = all(NUMBER.fullmatch(cell.decode("utf-8", "replace")) for cell in filled[1:])
    return bool(TOTAL.fullmatch(first.strip())) and figures and len(filled) < width
