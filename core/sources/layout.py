"""From a decoded text to its layout: what is preamble, header, record and footer, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from core.choices import Topic
from core.sources.dialect import Dialect, Layout
from core.sources.header import header_at, is_footer, is_header
from core.sources.repair import Refused, Repairer
from core.sources.sniffing import Sniffed, sniff
from core.sources.tokens import Damage, Row, Tokeniser
from core.sources.told import NOTHING, Told

NEAR, LEAST_NEAR = 12, 5
"""Rows right below the names that settle the width, whatever stands further down; how many there must be."""
HEAD_ROWS = 100
TAIL = 4096


@dataclass(frozen=True)
class Found:
    """A layout and the evidence for it. assumed: the header is only presumed.

    said: the evidence for each topic in which a person's word was followed. unfit: topics in which it
    cannot hold for this text.
    """

    layout: Layout
    sniffed: Sniffed
    header_evidence: str
    assumed: bool
    said: Mapping[Topic, str] = field(default_factory=dict)
    unfit: tuple[Topic, ...] = ()


def find_layout(utf8: bytes, told: Told = NOTHING) -> Found:
    """The layout of a text that is taken for a table. told: goes before what it looks like."""
    fitting = (
        told if told.delimiter is None or told.delimiter.encode() in utf8 else replace(told, delimiter=None)
    )
    unfit = [Topic.DELIMITER] if fitting.delimiter != told.delimiter else []
    sniffed = sniff(utf8, fitting)
    start = _line_at(utf8, sniffed.dialect, fitting.header) if fitting.header else 0
    if start is None:
        unfit, fitting = [*unfit, Topic.HEADER], replace(fitting, header=None)
    found = _laid_out(utf8, sniffed, fitting, start or 0)
    said = {topic: why for topic, why in told.why.items() if topic in _OF_LAYOUT and topic not in unfit}
    return replace(found, said=said, unfit=tuple(unfit))


_OF_LAYOUT = (Topic.DELIMITER, Topic.QUOTE, Topic.ESCAPE, Topic.HEADER)


def _line_at(utf8: bytes, dialect: Dialect, line: int) -> int | None:
    """Where a line of the text starts, None where there is none or nothing stands on it."""
    at = 0
    for _ in range(line - 1):
        at = utf8.find(dialect.end, at) + 1
        if not at:
            return None
    stop = utf8.find(dialect.end, at)
    return at if utf8[at : stop if stop >= 0 else len(utf8)].strip(b" \t\r\n\x00\x1a") else None


def _laid_out(utf8: bytes, sniffed: Sniffed, told: Told, start: int) -> Found:
    """start: where the line of names begins, if a person said so."""
    starts, rows = head_rows(utf8, sniffed.dialect, sniffed.width, start=start)
    if told.header:
        depth = _rows_on(utf8, sniffed.dialect, starts[: len(rows)], told.header_lines)
        return _with_footer(utf8, sniffed, _Heading(starts, rows, 0, True, told.why[Topic.HEADER], depth))
    first = header_at(rows, sniffed.width) if rows else 0
    named, why = is_header(rows[first:]) if rows else (False, "there is no row")
    if told.header == 0:
        named, why = False, told.why[Topic.HEADER]
    return _with_footer(utf8, sniffed, _Heading(starts, rows, first, named, why))


@dataclass(frozen=True)
class _Heading:
    """Where the table proper begins: its first rows, which of them is the first, whether it names columns.

    depth: how many rows name them.
    """

    starts: list[int]
    rows: list[list[str]]
    first: int
    named: bool
    why: str
    depth: int = 1

    def names(self) -> tuple[str, ...]:
        """Those of each column, from above to below."""
        stacked = self.rows[self.first : self.first + self.depth]
        if self.depth == 1:
            return tuple(stacked[0])
        columns = zip_longest(*stacked, fillvalue="")
        return tuple(" ".join(filter(None, map(str.strip, column))) for column in columns)


def _rows_on(utf8: bytes, dialect: Dialect, starts: list[int], lines: int) -> int:
    """How many of the rows begin on the first so many lines; at least one."""
    return max(1, sum(utf8.count(dialect.end, starts[0], start) < lines for start in starts))


def _with_footer(utf8: bytes, sniffed: Sniffed, at: _Heading) -> Found:
    rows, first = at.rows, at.first
    header = at.starts[first] if at.starts else 0
    body = at.starts[first + at.depth] if at.named else header
    names = at.names() if at.named else None
    width = _width(rows[first + at.depth - 1 :], sniffed, names)
    footer = _footer(utf8, sniffed.dialect, width, body)
    layout = Layout(sniffed.dialect, width, names, header, body, footer)
    return Found(layout, sniffed, at.why, assumed=at.why.startswith("assumed"))


def _width(rows: list[list[str]], sniffed: Sniffed, names: tuple[str, ...] | None) -> int:
    """Cells of a regular record: those of the header where records agree, else of most records."""
    lengths = [len(row) for row in rows]
    near = lengths[1:NEAR]
    if names and len(near) >= LEAST_NEAR and near.count(len(names)) >= 0.9 * len(near):
        return len(names)
    if names and (len(lengths) == 1 or lengths[1:].count(len(names)) * 2 >= len(lengths) - 1):
        return len(names)
    return sniffed.width


def head_rows(
    utf8: bytes, dialect: Dialect, width: int, *, start: int = 0
) -> tuple[list[int], list[list[str]]]:
    """Starts and cells of the first rows, blank lines left out; one start more than rows."""
    tokens = Tokeniser(dialect)
    repairer = Repairer(tokens, width=width)
    starts: list[int] = []
    rows: list[list[str]] = []
    at, end = start, len(utf8)
    while at < end and len(rows) < HEAD_ROWS:
        if repairer.blank(utf8, at, end):
            at = tokens.line_end(utf8, at, end)
            continue
        row = _row(tokens, repairer, utf8, at)
        starts.append(at)
        rows.append([text_of(cell) for cell in row.cells])
        at = row.stop
    return [*starts, at], rows


def _row(tokens: Tokeniser, repairer: Repairer, utf8: bytes, at: int) -> Row:
    end = len(utf8)
    row = tokens.read(utf8, at, end)
    if isinstance(row, Row) and not repairer.swallows(utf8, at, end, row):
        return row
    settled = repairer.settle(utf8, at, end)
    if isinstance(settled, Refused):
        raw = utf8[at : tokens.line_end(utf8, at, end)].rstrip(b"\r\n")
        return Row(raw.split(tokens.cut), tokens.line_end(utf8, at, end))
    return settled


def text_of(cell: bytes) -> str:
    """A cell as text; NUL bytes carry nothing and are left out (with a finding, by the reader)."""
    return cell.decode("utf-8").replace("\x00", "")


def _footer(utf8: bytes, dialect: Dialect, width: int, body: int) -> int:
    return footer_at(utf8, dialect, width, body, inside=lambda start: _inside(utf8, dialect, body, start))


def footer_at(utf8: bytes, dialect: Dialect, width: int, body: int, *, inside: Callable[[int], bool]) -> int:
    """Offset where the footer starts: blank lines and the writing program's own last lines.

    inside: whether the line at an offset lies inside a quoted cell.
    """
    tokens = Tokeniser(dialect)
    stop = len(utf8)
    while stop > body:
        start = _line_start(utf8, dialect.end, body, stop)
        if stop - start > TAIL:
            return stop
        raw = utf8[start:stop].strip(b"\r\n")
        if raw.strip():
            row = tokens.read(raw, 0, len(raw))
            if isinstance(row, Damage) or not is_footer(row.cells, width) or inside(start):
                return stop
        stop = start
    return stop


def _line_start(utf8: bytes, end: bytes, body: int, stop: int) -> int:
    found = utf8.rfind(end, body, stop - 1)
    return body if found < 0 else found + 1


def _inside(utf8: bytes, dialect: Dialect, body: int, start: int) -> bool:
    """Whether the line at `start` lies inside a quoted cell: quotes are odd before it and one follows."""
    mark = dialect.mark
    return bool(mark) and utf8.count(mark, body, start) % 2 == 1 and utf8.find(mark, start) >= 0
