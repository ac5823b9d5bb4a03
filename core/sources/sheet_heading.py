"""Column names that stand on two rows: a merged row of groups above the names proper.

"Patient" and "Guarantor", each over "Name", give "Patient Name" and "Guarantor Name"; a name that stands once
needs no group. A title over the whole table is no group.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.sources.header import shape_of

Span = tuple[tuple[int, int], tuple[int, int]]
"""((row, column), (row, column)) of the corners of merged cells, 0-based, both inside."""


@dataclass(frozen=True)
class Heading:
    """first: index of the first row that names columns. depth: how many do. names: put together."""

    first: int
    depth: int
    names: list[str]


def heading(
    cells: Sequence[Sequence[str]], lines: Sequence[int], left: int, first: int, spans: Sequence[Span]
) -> Heading:
    """How columns are named. first: the row that looks like it. left: column at which `cells` begin."""
    for top in (first, first - 1):
        if _is_grouped(cells, lines, top, spans):
            groups = _spread(cells[top], lines[top], left, spans)
            return Heading(top, 2, _together(groups, cells[top + 1]))
    return Heading(first, 1, list(cells[first]))


def _together(groups: Sequence[str], names: Sequence[str]) -> list[str]:
    """The group stands before a name that another group has as well."""
    times = Counter(name.strip().casefold() for name in names)
    return [
        f"{group} {name}".strip() if times[name.strip().casefold()] > 1 else name
        for group, name in zip(groups, names, strict=True)
    ]


def _is_grouped(
    cells: Sequence[Sequence[str]], lines: Sequence[int], top: int, spans: Sequence[Span]
) -> bool:
    """Whether row `top` names groups of the columns that the row right below it names."""
    if top < 0 or top + 2 > len(cells) - 1 or lines[top + 1] != lines[top] + 1:
        return False
    wide = [span for span in spans if span[0][0] == span[1][0] == lines[top] - 1 and span[1][1] > span[0][1]]
    named = sum(1 for cell in cells[top] if cell.strip())
    below = [cell for cell in cells[top + 1] if cell.strip()]
    return (
        bool(wide) and named > 1 and len(below) > named and all(shape_of(cell) == "words" for cell in below)
    )


def _spread(row: Sequence[str], line: int, left: int, spans: Sequence[Span]) -> list[str]:
    """The name of a group over each of its columns."""
    found = list(row)
    for (top, start), (bottom, stop) in spans:
        if top <= line - 1 <= bottom:
            for column in range(max(start - left, 0), min(stop - left + 1, len(found))):
                found[column] = found[column] or row[max(start - left, 0)]
    return found
