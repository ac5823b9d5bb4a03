"""The independent counter: how many records a text holds and what each of its bytes belongs to.

It knows the layout and shares no code with the reader: it counts quotes line by line and never walks
from cell to cell as the reader does. Where the two differ nobody is right until a person says so
(law 1, contracts section 1).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.sources.dialect import Layout
from core.sources.linewise import Patience, is_blank_line, line_after, span
from core.sources.parity import (
    AFTER_DAMAGE,
    FIRST_WINDOW,
    LARGEST_WINDOW,
    WINDOW_AFTER_DAMAGE,
    countable,
    sweep,
)
from core.tables import Share

_WHITE = b" \t\r\n\x1a"


@dataclass(frozen=True)
class Counted:
    """starts: offset of every counted record or damaged stretch, rising.

    ranges: (share, start, stop) in order, covering the text exactly. Offsets are into the UTF-8 form.
    """

    starts: npt.NDArray[np.int64]
    ranges: list[tuple[Share, int, int]]


def count(data: bytes, layout: Layout) -> Counted:
    """Counts the records of any bytes whatever; never fails."""
    units = np.concatenate([np.empty(0, dtype=np.int64), *_units(data, layout)])
    apart = special(data, units, layout)
    ranges = list(outside(data, 0, layout.header, Share.PREAMBLE, layout))
    ranges.append((Share.HEADER, layout.header, layout.body))
    at = layout.body
    for index, share in apart:
        start, stop = int(units[index]), _stop(units, index, layout)
        ranges += [(Share.RECORD, at, start), (share, start, stop)]
        at = stop
    ranges.append((Share.RECORD, at, layout.footer))
    ranges.extend(outside(data, layout.footer, len(data), Share.FOOTER, layout))
    return Counted(np.delete(units, [index for index, _ in apart]), merged(ranges))


def _units(data: bytes, layout: Layout) -> Iterator[npt.NDArray[np.int64]]:
    """Starts of all records, damaged stretches and blank lines of the body."""
    at, end = layout.body, layout.footer
    window = FIRST_WINDOW
    patience = Patience()
    while at < end:
        if countable(layout.dialect):
            starts, at = sweep(data, at, end, layout=layout, window=window)
            yield starts
            window = min(window * 4, LARGEST_WINDOW) if len(starts) else WINDOW_AFTER_DAMAGE
            if len(starts):
                continue
        single: list[int] = []
        while at < end and len(single) < AFTER_DAMAGE:
            single.append(at)
            at = span(data, at, end, layout, patience)
        yield np.array(single, dtype=np.int64)


def _stop(units: npt.NDArray[np.int64], index: int, layout: Layout) -> int:
    return int(units[index + 1]) if index + 1 < len(units) else layout.footer


def special(
    data: bytes, units: npt.NDArray[np.int64], layout: Layout, *, heading: bytes | None = None
) -> list[tuple[int, Share]]:
    """(index, share) of the units that are blank lines or the header again.

    heading: the header as it stands, where it lies outside of `data`.
    """
    if not len(units):
        return []
    view = np.frombuffer(data, dtype=np.uint8)
    first = view[units]
    found = [
        (index, Share.BLANK)
        for index in np.flatnonzero(np.isin(first, list(_WHITE))).tolist()
        if is_blank_line(data[int(units[index]) : _stop(units, index, layout)], layout.dialect)
    ]
    found += [
        (index, Share.REPEATED_HEADER) for index in _headings(data, view, units, first, layout, heading)
    ]
    return sorted(found)


def _headings(
    data: bytes,
    view: npt.NDArray[np.uint8],
    units: npt.NDArray[np.int64],
    first: npt.NDArray[np.uint8],
    layout: Layout,
    header: bytes | None,
) -> list[int]:
    heading = _bare(data[layout.header : layout.body] if header is None else header, layout)
    if not heading.strip(_WHITE):  # a blank line is a blank line, whatever stands above it
        return []
    lengths = np.diff(units, append=layout.footer)
    second = view[np.minimum(units + 1, len(view) - 1)]
    alike = (first == heading[0]) | ((first == (layout.dialect.mark or b"\x00")[0]) & (second == heading[0]))
    alike &= (lengths >= len(heading)) & (lengths <= len(heading) + 2 * layout.width + 2)
    return [
        index
        for index in np.flatnonzero(alike).tolist()
        if _bare(data[int(units[index]) : _stop(units, index, layout)], layout) == heading
    ]


def _bare(raw: bytes, layout: Layout) -> bytes:
    mark = layout.dialect.mark
    return (raw.replace(mark, b"") if mark else raw).strip(b"\r\n")


def outside(
    data: bytes, start: int, stop: int, share: Share, layout: Layout
) -> Iterator[tuple[Share, int, int]]:
    """The lines of [start, stop), which hold no records, as `share` or blank."""
    while start < stop:
        after = line_after(data, start, stop, layout.dialect.end)
        yield (share if data[start:after].strip() else Share.BLANK), start, after
        start = after


def merged(ranges: list[tuple[Share, int, int]]) -> list[tuple[Share, int, int]]:
    """Without empty ranges; neighbours of one share are one."""
    found: list[tuple[Share, int, int]] = []
    for share, start, stop in ranges:
        if stop <= start:
            continue
        if found and found[-1][0] is share:
            found[-1] = (share, found[-1][1], stop)
        else:
            found.append((share, start, stop))
    return found
