"""The readings of one damaged line, as moves: how many pieces become which cells, at what cost.

A line is cut at every delimiter, quoted or not. A move takes some of the pieces and makes one cell of
them, or two where a delimiter is missing, or none where one is too many. Costs are logarithms of how
rarely that happens; `core.sources.repairs.fitting` adds how well the cells fit their columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

SPLIT_COST = DROP_COST = -7.0
BARE_COST = -7.0
"""A delimiter inside a value that nobody quoted, where the table quotes its values."""
BARE_SPACE_COST = -1.5
OPEN_COST = -6.0
STRAY_COST = -2.0
MOST_BARE = 3
MOST_BARE_SPACES = 40
MOST_QUOTED = 400
LONG = 120
"""A piece longer than this is cut only where the kind of its characters changes."""


class Edit(StrEnum):
    """What a move changes."""

    SPLIT = "split"
    DROP = "drop"
    BARE = "bare"
    OPEN = "open"


@dataclass(frozen=True)
class Move:
    """Takes `pieces` pieces and gives `cells`. weighed: the cells as columns should judge them."""

    pieces: int
    cells: tuple[str, ...]
    cost: float
    edits: tuple[Edit, ...] = ()
    weighed: tuple[str, ...] = ()

    @property
    def judged(self) -> tuple[str, ...]:
        """The cells without a quotation mark that is there by accident."""
        return self.weighed or self.cells


@dataclass(frozen=True)
class Line:
    """A line cut at every delimiter. quote: "" where nothing is quoted. spaced: a space follows each."""

    pieces: list[str]
    delimiter: str
    quote: str
    spaced: bool

    @classmethod
    def cut(cls, raw: str, delimiter: str, *, quote: str, spaced: bool) -> Line:
        """The line `raw` under one delimiter."""
        pieces = raw.split(delimiter)
        if spaced:
            pieces = [pieces[0], *(piece.removeprefix(" ") for piece in pieces[1:])]
        return cls(pieces, delimiter, quote, spaced)

    def text(self, at: int, stop: int) -> str:
        """The pieces [at, stop) as they stood together."""
        return (self.delimiter + (" " if self.spaced else "")).join(self.pieces[at:stop])


def moves(line: Line, at: int) -> list[Move]:
    """Every move that may be made at piece `at`."""
    piece = line.pieces[at]
    made = [*_quoted(line, at), *_bare(line, at), *_split(piece, line.quote)]
    if not piece.strip():
        made.append(Move(1, (), DROP_COST, (Edit.DROP,)))
    return made


def _quoted(line: Line, at: int) -> Iterator[Move]:
    """A cell that a quote opens here and closes at the end of this piece or of a later one."""
    quote = line.quote
    for start in _openings(line.pieces[at], quote):
        head = line.pieces[at][:start]
        for stop in range(at + 1, min(at + MOST_QUOTED, len(line.pieces)) + 1):
            if not line.pieces[stop - 1].endswith(quote):
                continue
            text = line.text(at, stop)[start:]
            if len(text) > 1 and _balanced(text, quote):
                cell = _unquoted(text, quote)
                cells = (head, cell) if start else (cell,)
                cost, edits = (SPLIT_COST + 1, (Edit.SPLIT,)) if start else (0.0, ())
                yield Move(stop - at, cells, cost, edits)
                break


def _openings(piece: str, quote: str) -> list[int]:
    """Where a quote may open a cell in `piece`: at its beginning, or after a value that runs into it."""
    if not quote:
        return []
    found = [0] if piece.startswith(quote) else []
    later = piece.find(quote, 1)
    return [*found, later] if later > 0 and not found else found


def _balanced(text: str, quote: str) -> bool:
    return quote not in text[1:-1].replace(quote * 2, "")


def _unquoted(text: str, quote: str) -> str:
    return text[1:-1].replace(quote * 2, quote)


def _bare(line: Line, at: int) -> Iterator[Move]:
    """One piece as it stands, or several with the delimiters between them."""
    space = line.delimiter == " "
    most = MOST_BARE_SPACES if space else MOST_BARE
    each = BARE_SPACE_COST if space else BARE_COST
    for stop in range(at + 1, min(at + most, len(line.pieces)) + 1):
        text, extra = line.text(at, stop), stop - at - 1
        if line.quote and _closed(text, line.quote):
            continue
        edits: tuple[Edit, ...] = (Edit.BARE,) * min(extra, 1)
        yield _as_it_stands(stop - at, text, each * extra, edits, line.quote)


def _closed(text: str, quote: str) -> bool:
    return len(text) > 1 and text.startswith(quote) and text.endswith(quote) and _balanced(text, quote)


def _as_it_stands(pieces: int, text: str, cost: float, edits: tuple[Edit, ...], quote: str) -> Move:
    """A quote that opens and never closes stays in the cell, and is not held against its column."""
    if not quote or quote not in text:
        return Move(pieces, (text,), cost, edits)
    if not text.startswith(quote):
        return Move(pieces, (text,), cost + STRAY_COST, edits)
    return Move(pieces, (text,), cost + OPEN_COST, (*edits, Edit.OPEN), (text.replace(quote, ""),))


def _split(piece: str, quote: str) -> Iterator[Move]:
    """Two cells out of one piece, an empty one before or after it included."""
    if quote and piece.startswith(quote):
        yield from _split_after_quote(piece, quote)
        return
    for place in _places(piece):
        yield Move(1, (piece[:place], piece[place:]), SPLIT_COST, (Edit.SPLIT,))


def _split_after_quote(piece: str, quote: str) -> Iterator[Move]:
    closing = piece.find(quote, 1)
    while closing > 0:
        if _balanced(piece[: closing + 1], quote):
            cell = _unquoted(piece[: closing + 1], quote)
            rest = piece[closing + 1 :]
            yield Move(1, (cell, rest), SPLIT_COST, (Edit.SPLIT,))
            if not rest:
                yield Move(1, ("", cell), SPLIT_COST, (Edit.SPLIT,))
            break
        closing = piece.find(quote, closing + 1)


def _places(piece: str) -> list[int]:
    whole = range(len(piece) + 1)
    if len(piece) <= LONG:
        return list(whole)
    return [0, *(at for at in whole[1:-1] if _kind(piece[at - 1]) != _kind(piece[at])), len(piece)]


def _kind(one: str) -> int:
    return 0 if one.isdigit() else 1 if one.isupper() else 2 if one.isalpha() else 3
