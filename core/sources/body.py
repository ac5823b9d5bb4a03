"""Reads the records of one text: proven stretches in one sweep, damaged ones record by record.

Both ways give the same table; a property test holds them to it. The result is in record order with
the line on which each record starts (law 1: nothing between two records is skipped unseen).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import polars as pl

from core.sources.dialect import Layout
from core.sources.regular import FIRST_SLICE, LARGEST_SLICE, Stretch, provable, scan
from core.sources.repair import Refused, Repairer
from core.sources.tokens import Row, Tokeniser
from core.tables import LINE

PATIENCE = 24
"""Records read one by one after a damaged one, before the fast path is tried again."""
LONGEST_PATIENCE = 4096
UNCLOSED = "unclosed_quote"
OVERLONG = "overlong_row"
MOST_SPARE_CELLS = 20_000_000


@dataclass
class Body:
    """What was read. fast, slow: frames of LINE and text columns c0, c1, ...; refused: (start, stop,
    reason).

    starts: offset of every record. repaired: records read by repair. widths: cells of the
    records that were read one by one, all others having the expected number. doubtful: starts of
    records with quotation marks where none belong.
    """

    frame: pl.DataFrame
    starts: npt.NDArray[np.int64]
    refused: list[tuple[int, int, str]] = field(default_factory=list)
    repaired: int = 0
    widths: Counter[int] = field(default_factory=Counter)
    nul: int = 0
    doubtful: frozenset[int] = frozenset()


@dataclass
class Gathered:
    """The work in progress of reading. spare: cells beyond the expected that a record may have."""

    spare: int
    stretches: list[tuple[Stretch, int]] = field(default_factory=list)
    rows: list[tuple[int, int, list[bytes]]] = field(default_factory=list)
    refused: list[tuple[int, int, str]] = field(default_factory=list)
    repaired: int = 0
    doubtful: set[int] = field(default_factory=set)
    proven: int = 0

    @property
    def records(self) -> int:
        return self.proven + len(self.rows)


def read_body(
    data: bytes, layout: Layout, *, fast: bool = True, progress: Callable[[int, int], None] | None = None
) -> Body:
    """Every record of [layout.body, layout.footer). fast=False reads all of it record by record.

    progress(at, records) is told after each stretch.
    """
    gathered = Gathered(spare=_spare(data, layout))
    fast = fast and provable(layout.dialect)
    repairer = Repairer(Tokeniser(layout.dialect), width=layout.width)
    end = layout.footer
    at, line = layout.body, data.count(layout.dialect.end, 0, layout.body) + 1
    size, most = FIRST_SLICE, PATIENCE if fast else 1 << 62
    while at < end:
        if fast:
            stretch = scan(data, at, end, dialect=layout.dialect, width=layout.width, size=size)
            if stretch.stop > at:
                gathered.stretches.append((stretch, line))
                gathered.proven += len(stretch.starts)
                at, line = stretch.stop, line + stretch.passed
                most = PATIENCE if stretch.stop - stretch.start >= FIRST_SLICE // 4 else most
                size = min(size * 4, LARGEST_SLICE)
                if progress:
                    progress(at, gathered.records)
                continue
            size = FIRST_SLICE
        at, line = _one_by_one(data, at, line, end, repairer=repairer, into=gathered, most=most)
        if progress:
            progress(at, gathered.records)
        most = min(most * 2, LONGEST_PATIENCE) if fast else most
    return joined(data, layout, gathered)


def _spare(data: bytes, layout: Layout) -> int:
    """Overflow columns that are allowed: each costs memory in every row, so one row must not ask for all."""
    return spare_cells(data.count(layout.dialect.end, layout.body, layout.footer) + 1)


def spare_cells(lines: int) -> int:
    """Overflow columns that are allowed in a table of so many lines."""
    return max(16, min(1000, MOST_SPARE_CELLS // lines))


def _one_by_one(
    data: bytes, at: int, line: int, end: int, *, repairer: Repairer, into: Gathered, most: int
) -> tuple[int, int]:
    newline = repairer.tokens.end
    while at < end and most > 0:
        stop = step(data, at, line, end, repairer=repairer, into=into)
        line += data.count(newline, at, stop)
        at, most = stop, most - 1
    return at, line


def step(data: bytes, at: int, line: int, end: int, *, repairer: Repairer, into: Gathered) -> int:
    """Reads one record, blank line or damaged stretch; gives where the next one starts."""
    tokens = repairer.tokens
    if is_blank(data, at, end, tokens):
        return tokens.line_end(data, at, end)
    row = tokens.read(data, at, end)
    mended = not isinstance(row, Row) or repairer.swallows(data, at, end, row)
    settled = repairer.settle(data, at, end) if mended or not isinstance(row, Row) else row
    if isinstance(settled, Refused):
        into.refused.append((at, settled.stop, UNCLOSED))
    elif len(settled.cells) > repairer.width + into.spare:
        into.refused.append((at, settled.stop, OVERLONG))
    else:
        into.rows.append((at, line, settled.cells))
        into.repaired += mended
        if settled.loose:
            into.doubtful.add(at)
    return settled.stop


def is_blank(data: bytes, at: int, end: int, tokens: Tokeniser) -> bool:
    """Whether the physical line at `at` holds white space alone and no delimiter."""
    if data[at : at + 1] not in b" \t\r\n\x1a":
        return False
    raw = data[at : tokens.line_end(data, at, end)]
    return not raw.strip(b" \t\r\n") and tokens.cut not in raw


def joined(data: bytes, layout: Layout, gathered: Gathered) -> Body:
    """What was gathered, as one frame in record order."""
    proven = _proven(data, layout, [one for one, _ in gathered.stretches])
    lines = [one.lines + line for one, line in gathered.stretches]
    starts = [one.starts for one, _ in gathered.stretches]
    rows = gathered.rows
    slow = _frame_of([cells for _, _, cells in rows], layout.width)
    all_starts = np.concatenate([*starts, np.array([at for at, _, _ in rows], dtype=np.int64)])
    all_lines = np.concatenate([*lines, np.array([line for _, line, _ in rows], dtype=np.int64)])
    both = pl.concat([proven, slow], how="diagonal") if rows else proven
    frame = both.with_columns(pl.Series(LINE, all_lines.astype(np.uint32)))
    if rows and gathered.stretches:
        order = np.argsort(all_starts, kind="stable")
        frame, all_starts = frame[order], all_starts[order]
    return Body(
        frame,
        all_starts,
        gathered.refused,
        gathered.repaired,
        widths=Counter(len(cells) for _, _, cells in rows),
        nul=data.count(b"\x00") if b"\x00" in data else 0,
        doubtful=frozenset(gathered.doubtful),
    )


def _proven(data: bytes, layout: Layout, stretches: list[Stretch]) -> pl.DataFrame:
    """The proven stretches through the vectorised parser; their shape is certain beforehand."""
    names = [f"c{index}" for index in range(layout.width)]
    if not stretches:
        return pl.DataFrame(schema=dict.fromkeys(names, pl.String))
    ranges = _merged(stretches)
    piece = data[ranges[0][0] : ranges[0][1]] if len(ranges) == 1 else b"".join(data[a:b] for a, b in ranges)
    frame = pl.read_csv(
        piece,
        has_header=False,
        infer_schema=False,
        empty_string_is_null=False,
        separator=layout.dialect.delimiter,
        quote_char=layout.dialect.quote,
        new_columns=names,
    )
    expected = sum(len(one.starts) for one in stretches)
    if frame.shape != (expected, layout.width):
        raise AssertionError("the vectorised parser disagrees with the proof of regularity")
    return frame


def _merged(stretches: list[Stretch]) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    for one in stretches:
        if ranges and ranges[-1][1] == one.start:
            ranges[-1] = (ranges[-1][0], one.stop)
        else:
            ranges.append((one.start, one.stop))
    return ranges


def _frame_of(rows: list[list[bytes]], width: int) -> pl.DataFrame:
    """Rows of any length as text columns; absent cells are null."""
    most = max([width, *(len(cells) for cells in rows)])
    columns: list[list[str | None]] = [[None] * len(rows) for _ in range(most)]
    for index, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            columns[column][index] = cell.decode("utf-8").replace("\x00", "")
    return pl.DataFrame(
        [pl.Series(f"c{index}", values, dtype=pl.String) for index, values in enumerate(columns)]
    )
