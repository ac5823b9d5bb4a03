"""What of a text is in no cell as it stands there: lines that are no records, and damaged records (law 1).

A title, a count below the table and names that had to change are shown beside the table, so that whoever has
the copy has all of the file. A record whose cells run over is told with its line, since a value may be
spread over several of its cells.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from core.repairs import Proposal
from core.sources.dialect import Layout
from core.sources.repairs.proposing import Rows
from core.tables import LINE, Aside, Share

Ranges = Sequence[tuple[Share, int, int]]
APART = (Share.PREAMBLE, Share.REPEATED_HEADER, Share.FOOTER)


def beside(
    data: bytes, ranges: Ranges, rows: Rows, layout: Layout, *, line: int = 1, named: bool
) -> Iterator[Aside]:
    """Of the text `data`, which `ranges` cover and which begins at line `line`.

    named: whether the names of the table are those of its header, mark by mark.
    """
    shares = APART if named else (*APART, Share.HEADER)
    yield from _apart(data, [one for one in ranges if one[0] in shares], layout.dialect.end, line)
    yield from _overflowing(data, ranges, rows, layout)


def as_stood(proposals: Iterable[Proposal]) -> Iterator[Aside]:
    """Damaged lines for which a repair is proposed or was applied."""
    return (Aside(one.line, Share.RECORD, one.raw) for one in proposals)


def in_order(found: Iterable[Aside]) -> tuple[Aside, ...]:
    """Each line once, as the first that told of it did."""
    once: dict[int, Aside] = {}
    for one in found:
        once.setdefault(one.line, one)
    return tuple(once[line] for line in sorted(once))


def _apart(data: bytes, ranges: Ranges, end: bytes, line: int) -> Iterator[Aside]:
    last = 0
    for what, start, stop in ranges:
        line += data.count(end, last, start)
        last = start
        for number, raw in enumerate(data[start:stop].split(end)):
            if raw.strip(b" \t\r\n\x1a"):
                yield Aside(line + number, what, raw.rstrip(b"\r\n").decode("utf-8"))


def _overflowing(data: bytes, ranges: Ranges, rows: Rows, layout: Layout) -> Iterator[Aside]:
    """Records with something in a cell beyond those that a record of the table has."""
    frame = rows.frame
    beyond = [name for name in frame.columns if name != LINE and int(name[1:]) >= layout.width]
    if not beyond:
        return
    filled = pl.any_horizontal(pl.col(name).fill_null("") != "" for name in beyond)
    stops = sorted({stop for _, _, stop in ranges})
    for index in frame.select(filled.arg_true()).to_series().to_list():
        start = int(rows.starts[index])
        after = int(rows.starts[index + 1]) if index + 1 < len(rows.starts) else stops[-1]
        stop = min(after, stops[bisect_right(stops, start)])
        raw = data[start:stop].rstrip(b"\r\n").decode("utf-8")
        yield Aside(int(frame[LINE][index]), Share.RECORD, raw)
