"""Where several tables stand on one sheet, one below or beside another: each is read by itself.

People leave blank rows inside of tables and blank columns for looks, so a sheet is only taken apart where
what comes after the gap begins with a full row of column names that is proven by figures below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from core.sources.cells import Value, cell_text
from core.sources.header import is_header, shape_of
from core.sources.sheet import Sheet
from core.sources.sheet_counting import SheetCount


@dataclass(frozen=True)
class Block:
    """top, bottom: 1-based rows of the sheet, both inside. left, right: 0-based columns, right outside."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True)
class _Row:
    """One filled row. line: 1-based. mask: a bit for each column that holds anything."""

    line: int
    mask: int
    cells: Sequence[Value]

    def texts(self, left: int, right: int) -> list[str]:
        return [cell_text(value) for value in self.cells[left:right]]


def blocks(sheet: Sheet) -> list[Block]:
    """The tables of a sheet; one that is not taken apart is one block, whatever stands in it."""
    rows = list(_filled(sheet.rows))
    below = list(_below(rows))
    found = [one for group in below for one in _beside(group)]
    return found if len(found) > 1 else [_around(rows)] if rows else []


def part_of(sheet: Sheet, count: SheetCount, block: Block, number: int) -> tuple[Sheet, SheetCount]:
    """One table of the sheet as a sheet of its own, and what the counter found there."""
    inside = range(block.top, block.bottom + 1)
    rows = [
        [None] * block.left + list(row[block.left : block.right]) if line in inside else []
        for line, row in enumerate(sheet.rows, start=1)
    ]
    mask = (1 << block.right) - (1 << block.left)
    counted = [row for row in count.rows if row in inside and count.masks.get(row, mask) & mask]
    errors = {
        place: text
        for place, text in count.errors.items()
        if place[0] in inside and block.left <= place[1] < block.right
    }
    name = sheet.name if number == 1 else f"{sheet.name} ({number})"
    return replace(sheet, name=name, rows=rows), SheetCount(counted, errors, count.masks)


def _filled(rows: Sequence[Sequence[Value]]) -> Iterator[_Row]:
    for line, row in enumerate(rows, start=1):
        mask = 0
        for column, value in enumerate(row):
            if value is not None and value != "" and not (isinstance(value, str) and not value.strip()):
                mask |= 1 << column
        if mask:
            yield _Row(line, mask, row)


def _around(rows: Sequence[_Row]) -> Block:
    mask = _union(rows)
    return Block(rows[0].line, rows[-1].line, (mask & -mask).bit_length() - 1, mask.bit_length())


def _union(rows: Sequence[_Row]) -> int:
    mask = 0
    for row in rows:
        mask |= row.mask
    return mask


def _below(rows: list[_Row]) -> Iterator[list[_Row]]:
    """Stretches that are tables of their own, one below another."""
    start = 0
    for index in range(1, len(rows)):
        gap = rows[index].line > rows[index - 1].line + 1
        if gap and _is_table(rows[start:index]) and _begins_table(_stretch(rows, index)):
            yield rows[start:index]
            start = index
    if rows:
        yield rows[start:]


def _stretch(rows: list[_Row], start: int) -> list[_Row]:
    """The rows from `start` to the next blank one."""
    stop = start + 1
    while stop < len(rows) and rows[stop].line == rows[stop - 1].line + 1:
        stop += 1
    return rows[start:stop]


def _is_table(rows: Sequence[_Row]) -> bool:
    return sum(row.mask.bit_count() > 1 for row in rows[:40]) > 1


def _begins_table(rows: Sequence[_Row]) -> bool:
    """Whether the first row, or the second below a title, names every column, and figures below prove it."""
    titled = len(rows) > 2 and rows[0].mask.bit_count() == 1
    rows = rows[1:] if titled else rows
    if len(rows) < 2 or rows[0].mask.bit_count() < 2 or _union(rows) != rows[0].mask:
        return False
    block = _around(rows)
    texts = [row.texts(block.left, block.right) for row in rows[:60]]
    named, why = is_header(texts)
    words = all(shape_of(cell) in ("words", "blank") for cell in texts[0])
    return named and words and not why.startswith("assumed")


def _beside(rows: list[_Row]) -> list[Block]:
    """Tables beside each other: whole columns are blank between them, and they end or are named apart."""
    groups = list(_column_groups(_union(rows)))
    parts = [_only(rows, left, right) for left, right in groups]
    whole = [_around(rows)]
    if len(groups) < 2 or not all(part and _begins_table(part) for part in parts):
        return whole
    ends = {part[-1].line for part in parts}
    heads = [tuple(part[0].texts(*group)) for part, group in zip(parts, groups, strict=True)]
    alike = len(set(heads)) < len(heads)
    return [_around(part) for part in parts] if len(ends) > 1 or alike else whole


def _column_groups(mask: int) -> Iterator[tuple[int, int]]:
    """(left, right) of every run of columns that hold anything."""
    while mask:
        left = (mask & -mask).bit_length() - 1
        run = (~(mask >> left) & ((mask >> left) + 1)).bit_length() - 1
        yield left, left + run
        mask &= ~(((1 << run) - 1) << left)


def _only(rows: list[_Row], left: int, right: int) -> list[_Row]:
    window = (1 << right) - (1 << left)
    return [replace(row, mask=row.mask & window) for row in rows if row.mask & window]
