"""The first lines of a table, as they stand in the file beside what they were read as."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from core.sources.encoding import Text
from core.tables import LINE, ReadTable, Share
from portal.viewmodels.reading import RawRow

ROWS = 12
MOST_LINES = 60
LONGEST = 2_000
"""Characters of one line that are shown."""

Cells = tuple[str | None, ...]


@dataclass(frozen=True)
class _Anchor:
    """What starts on a line."""

    share: Share
    cells: Cells = field(default=(), repr=False)


def first_rows(read: ReadTable, text: Text | None, *, several: bool = False) -> tuple[RawRow, ...]:
    """text: the file decoded, None where its format has no lines. several: other tables stand above it."""
    records = _records(read)
    if text is None:
        return tuple(RawRow(line, "", cells) for line, cells in records.items())
    anchors = {line: _Anchor(Share.RECORD, cells) for line, cells in records.items()}
    anchors |= {one.line: _Anchor(Share.REJECT) for one in read.rejects if one.line not in anchors}
    header = read.evidence.get("header_line")
    if header and not several:
        anchors[int(header)] = _Anchor(Share.HEADER, read.table.columns)
    last = max(records, default=0)
    begin = max(1, min(records, default=1) - 1) if several else 1
    rows = _rows(list(_lines(text, begin)), anchors, begin=begin, last=last)
    whole = read.table.height <= ROWS
    return tuple(row for row in rows if whole or row.line <= last)[: 2 * ROWS]


def raw_rows(text: Text) -> tuple[RawRow, ...]:
    """The first lines of a text that is no table."""
    return tuple(
        RawRow(n, raw[:LONGEST], (), Share.PREAMBLE) for n, raw in enumerate(_lines(text, 1), start=1)
    )[:ROWS]


def _records(read: ReadTable) -> Mapping[int, Cells]:
    head = read.table.frame.head(ROWS)
    cells = head.select(read.table.columns).rows()
    return dict(zip(head[LINE].to_list(), cells, strict=True))


def _lines(text: Text, begin: int) -> Iterator[str]:
    end = b"\n" if b"\n" in text.utf8 else b"\r"
    at = 0
    for number in range(1, begin + MOST_LINES):
        if at >= len(text.utf8):
            return
        stop = text.utf8.find(end, at)
        stop = len(text.utf8) if stop < 0 else stop
        if number >= begin:
            yield text.utf8[at:stop].decode("utf-8", "replace").rstrip("\r")
        at = stop + 1


def _rows(lines: list[str], anchors: Mapping[int, _Anchor], *, begin: int, last: int) -> list[RawRow]:
    """A record over several lines is one row; what is no record is named for what it is."""
    first = min(anchors, default=0)
    heading = next(
        (
            lines[n - begin]
            for n, a in anchors.items()
            if a.share is Share.HEADER and begin <= n < begin + len(lines)
        ),
        None,
    )
    rows: list[RawRow] = []
    for number, raw in enumerate(lines, start=begin):
        anchor = anchors.get(number)
        shown = raw[:LONGEST]
        if anchor is not None:
            rows.append(RawRow(number, shown, anchor.cells, anchor.share))
        elif rows and _goes_on(rows[-1]):
            before = rows.pop()
            rows.append(RawRow(before.line, f"{before.raw}\n{shown}"[:LONGEST], before.cells, before.share))
        else:
            rows.append(
                RawRow(number, shown, (), _outside(raw, heading, above=number < first, below=number > last))
            )
    return rows


def _goes_on(row: RawRow) -> bool:
    """Whether a quotation mark is still open at its end, so that the next line belongs to it."""
    return row.share in (Share.RECORD, Share.REJECT) and row.raw.count('"') % 2 == 1


def _outside(raw: str, heading: str | None, *, above: bool, below: bool) -> Share:
    if not raw.strip():
        return Share.BLANK
    if heading is not None and raw == heading:
        return Share.REPEATED_HEADER
    if above:
        return Share.PREAMBLE
    return Share.FOOTER if below else Share.RECORD
