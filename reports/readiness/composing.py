"""From what a run proved to lines of the document: both sums, and what did not come over, drawn from them.

What stays behind is computed from the same sums that the run was proven by, so that no list that somebody
keeps by hand can leave something out (laws 1 and 2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.conservation import TableSums
from reports.readiness.content import LeftBehind, TableLine
from reports.readiness.wording import FATES


def table_lines(sums: Iterable[TableSums]) -> tuple[TableLine, ...]:
    """One line a source table, in the order given."""
    return tuple(_line(each) for each in sums)


def _line(sums: TableSums) -> TableLine:
    parts, cells = sums.dispositions, sums.cells
    return TableLine(
        file=sums.file,
        table=sums.table,
        records=sums.records_in_file,
        imported=parts["imported"],
        flagged=parts["flagged"],
        merged=parts["merged"],
        skipped=parts["skipped"],
        waiting=parts["waiting"],
        cells=cells.non_empty,
        cells_mapped=cells.mapped,
        cells_archived=cells.archived,
        cells_declined=cells.declined,
        cells_waiting=cells.waiting,
    )


def left_behind_in(lines: Iterable[TableLine]) -> tuple[LeftBehind, ...]:
    """What the sums say did not come over, what weighs most first: whole records before values."""
    found = [each for line in lines for each in _left_behind(line)]
    ranks = [why for why, _, _ in FATES.values()]
    return tuple(sorted(found, key=lambda each: (ranks.index(each.why), -each.count, each.what)))


def _left_behind(line: TableLine) -> Iterator[LeftBehind]:
    for part, (why, noun, by) in FATES.items():
        count = getattr(line, part)
        if count:
            yield LeftBehind(f"{line.name}: {noun[count != 1]}", count, why, by)
