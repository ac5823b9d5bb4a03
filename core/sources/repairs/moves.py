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
MOST_SPLITS = 20
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


def natural(line: Line) -> list[str]:
    """The cells as their quotes say, without weighing anything."""
    cells: list[str] = []
    at = 0
    while at < len(line.pieces):
        move = next(one for one in (*_quoted(line, at), *_bare(line, at)) if len(one.cells) == 1)
        cells.append(move.cells[0])
        at += move.pieces
    return cells


def lacking_cells(line: Line, width: int) -> int:
    """How many cells too few the line has; 0 also where its quotes leave that open."""
    told = natural(line)
    amiss = bool(line.quote) and any(line.quote in cell for cell in told)
    return 0 if amiss else width - len(told)


def moves(line: Line, at: int, *, lacking: int) -> list[Move]:
    """Every move that may be made at piece `at`. lacking: how many cells too few the line has (-1: one more).

    A line that has too few is not made shorter still, nor one that has too many longer.
    """
    piece = line.pieces[at]
    made = [*_quoted(line, at), *_bare(line, at)]
    if lacking >= 0:
        made += [*_split_quoted(line, at), *_split(piece, line.quote)]
    if lacking <= 0 and not piece.strip():
        made.append(Move(1, (), DROP_COST, (Edit.DROP,)))
    return made


def _quoted(line: Line, at: int) -> Iterator[Move]:
    """A cell that a quote opens here and closes at the end of this piece or of a later one."""
    if not line.quote or not line.pieces[at].startswith(line.quote):
        return
    for stop, text in _ending(line, at, 0):
        yield Move(stop - at, (_unquoted(text, line.quote),), 0.0)
        return


def _split_quoted(line: Line, at: int) -> Iterator[Move]:
    """Two cells of which one is quoted and holds delimiters; the other stands before or after it."""
    quote = line.quote
    start = line.pieces[at].find(quote) if quote else -1
    if start > 0:
        for stop, text in _ending(line, at, start):
            cells = (line.pieces[at][:start], _unquoted(text, quote))
            yield Move(stop - at, cells, SPLIT_COST + 1, (Edit.SPLIT,))
            return
    if start == 0:
        yield from _quoted_then_more(line, at)


def _quoted_then_more(line: Line, at: int) -> Iterator[Move]:
    for stop in range(at + 1, min(at + MOST_QUOTED, len(line.pieces)) + 1):
        text = line.text(at, stop)
        for place in _inner_quotes(text, line.quote, len(line.text(at, stop - 1)) if stop > at + 1 else 0):
            left, right = text[: place + 1], text[place + 1 :]
            if not _closed(left, line.quote) or (right[:1] == line.quote and not _closed(right, line.quote)):
                continue
            cell = _unquoted(right, line.quote) if _closed(right, line.quote) else right
            yield Move(stop - at, (_unquoted(left, line.quote), cell), SPLIT_COST + 1, (Edit.SPLIT,))
        if _closed(text, line.quote):
            return


def _inner_quotes(text: str, quote: str, least: int) -> list[int]:
    """Where a quote may end the first of two cells: before another quote, else from `least` on."""
    places = [place for place in range(1, len(text) - 1) if text[place] == quote]
    return [p for p in places if text[p + 1] == quote or (p >= least and text[p - 1] != quote)][:MOST_SPLITS]


def _ending(line: Line, at: int, start: int) -> Iterator[tuple[int, str]]:
    """(piece after it, text) of what a quote at `start` of piece `at` opens, wherever it may close."""
    for stop in range(at + 1, min(at + MOST_QUOTED, len(line.pieces)) + 1):
        if line.pieces[stop - 1].endswith(line.quote):
            text = line.text(at, stop)[start:]
            if _closed(text, line.quote):
                yield stop, text


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
        left, right = piece[:place], piece[place:]
        if quote and right.startswith(quote):
            weighed = (left, right.replace(quote, ""))
            yield Move(1, (left, right), SPLIT_COST + OPEN_COST, (Edit.SPLIT, Edit.OPEN), weighed)
        else:
            yield Move(1, (left, right), SPLIT_COST, (Edit.SPLIT,))


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
