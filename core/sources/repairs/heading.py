"""A damaged row of column names: a delimiter too many or too few, another delimiter, several rows of names.

Columns say nothing about their own names, so only what the rest of the file leaves no choice about is
proposed: one way to have exactly one name for each column, none of them blank, none of them twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from core.choices import Topic
from core.sources.dialect import Layout
from core.sources.header import is_header, shape_of
from core.sources.layout import Found, head_rows
from core.sources.repairs.moves import Line, natural
from core.sources.repairs.name_words import halves, says
from core.sources.sniffing import DELIMITERS

SURE = 0.95
"""Nothing is measured here: it is the only reading there is."""
LONGEST = 5000
MOST_ROWS = 3
"""Rows that names may stand in, one below the other."""

LEAST_AHEAD = 2
"""By how many names that say what stands below them the best reading beats the next."""

Names = tuple[str, ...]
Table = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Heading:
    """The row of names that is proposed. start, stop: its lines. found: the layout under which it counts."""

    start: int
    stop: int
    raw: str = field(repr=False)
    before: Names = field(repr=False)
    names: Names = field(repr=False)
    found: Found


def damaged_heading(utf8: bytes, found: Found) -> Heading | None:
    """What to propose for the names of the table; None where they are well, or nothing fits."""
    layout = found.layout
    if layout.width < 2 or Topic.HEADER in found.said:
        return None
    starts, rows = head_rows(utf8, layout.dialect, layout.width)
    if layout.names is not None and len(layout.names) == layout.width:
        return _several_rows(utf8, found, starts, rows)
    for index in _places(starts, rows, layout):
        raw = _raw(utf8, starts[index], starts[index + 1])
        names = _names(raw, layout, rows[index + 1 :]) if len(raw) < LONGEST else None
        if names is not None:
            return _heading(utf8, found, (starts[index], starts[index + 1]), rows[index], names)
    return None


def _heading(
    utf8: bytes, found: Found, lines: tuple[int, int], before: Sequence[str], names: Names
) -> Heading:
    start, stop = lines
    named = replace(found, layout=replace(found.layout, names=names, header=start, body=stop))
    return Heading(start, stop, _raw(utf8, start, stop), tuple(before), names, named)


def _raw(utf8: bytes, start: int, stop: int) -> str:
    return utf8[start:stop].rstrip(b"\r\n").decode("utf-8")


def _several_rows(utf8: bytes, found: Found, starts: Sequence[int], rows: Table) -> Heading | None:
    """Names that go on in the rows below: words alone, where figures and dates stand further down."""
    first = next((n for n, at in enumerate(starts[:-1]) if at == found.layout.header), None)
    if first is None:
        return None
    more = _more_rows(rows[first:], found.layout.width)
    if not more:
        return None
    stacked = rows[first : first + more + 1]
    names = tuple(" ".join(filter(None, map(str.strip, column))) for column in zip(*stacked, strict=True))
    lines = (starts[first], starts[first + more + 1])
    return _heading(utf8, found, lines, rows[first], names) if len(set(names)) == len(names) else None


def _more_rows(rows: Table, width: int) -> int:
    """How many rows below the first one are names as well."""
    for more in range(MOST_ROWS - 1, 0, -1):
        names, records = rows[1 : more + 1], [row for row in rows[more + 1 : 60] if len(row) == width]
        if len(names) == more and len(records) > 1 and all(_words(row, width) for row in names):
            spoken = _figures(records)
            if spoken and all(not _like_records(row, records, spoken) for row in names):
                return more
    return 0


def _words(row: Sequence[str], width: int) -> bool:
    return len(row) == width and all(shape_of(cell) in ("words", "blank") for cell in row) and any(row)


def _figures(records: Table) -> list[int]:
    """Columns that hold figures or dates in nearly every record."""
    return [
        column
        for column in range(len(records[0]))
        if sum(shape_of(row[column]) in ("number", "date") for row in records) > 0.9 * len(records)
    ]


def _like_records(row: Sequence[str], records: Table, spoken: Sequence[int]) -> bool:
    """Whether the row could be a record: blank where figures belong, or with a value that records have."""
    values = {cell for record in records for cell in record if cell.strip()}
    return not all(row[column].strip() for column in spoken) or any(cell in values for cell in row)


def _places(starts: Sequence[int], rows: Table, layout: Layout) -> Iterator[int]:
    """Rows that may be the damaged one: the header, else the first record, else the line above it."""
    at = layout.header if layout.names is not None else layout.body
    if at not in starts[: len(rows)]:
        return
    first = list(starts).index(at)
    if len(rows[first]) != layout.width:
        yield first
    elif layout.names is None and first and len(rows[first - 1]) != layout.width:
        yield first - 1


def _names(raw: str, layout: Layout, below: Table) -> Names | None:
    """The one way to read `raw` as a name for each column; None where there is none, or no best one."""
    regular = [row for row in below if len(row) == layout.width]
    if len(regular) < 2:
        return None
    found = {cells for cells in _readings(raw, layout) if _like_names(cells, regular)}
    shapes = [_shape(regular, column) for column in range(layout.width)]
    ranked = sorted(((_agreeing(cells, shapes), cells) for cells in found), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] < ranked[1][0] + LEAST_AHEAD):
        return None
    return ranked[0][1]


def _shape(records: Table, column: int) -> str:
    """What most records hold in this column, blank cells aside."""
    shapes = Counter(shape_of(row[column]) for row in records if row[column].strip())
    return shapes.most_common(1)[0][0] if shapes else "blank"


def _agreeing(cells: Names, shapes: Sequence[str]) -> int:
    """How many names stand above what they say, less those that do not."""
    told = [(says(cell), shape) for cell, shape in zip(cells, shapes, strict=True)]
    return sum(1 if said == shape else -1 for said, shape in told if said and shape != "blank")


def _readings(raw: str, layout: Layout) -> Iterator[Names]:
    quote, own, width = layout.dialect.quote or "", layout.dialect.delimiter, layout.width
    for delimiter in (own, *DELIMITERS):
        cells = natural(Line.cut(raw, delimiter, quote=quote, spaced=layout.dialect.spaced))
        filled = tuple(cell.strip() for cell in cells if cell.strip())
        if len(filled) == width and (delimiter == own or len(cells) == width):
            yield filled
        if delimiter == own and len(cells) == len(filled) == width - 1:
            yield from _with_one_split(filled)


def _with_one_split(cells: Names) -> Iterator[Names]:
    """Two names that run together, cut between two words that tables are headed by."""
    for index, cell in enumerate(cells):
        for left, right in halves(cell):
            yield (*cells[:index], left, right, *cells[index + 1 :])


def _like_names(cells: Names, below: Table) -> bool:
    return len(set(cells)) == len(cells) and is_header([cells, *below])[0]
