"""Fixed-width text as one source table: each line cut at the columns of its layout.

Nothing between columns is lost: a cell reaches to where the next begins. A text that runs over the
border is told. Lines are counted a second time over the bytes, by code that cuts nothing (law 1).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from core.findings import Finding
from core.sources.encoding import Text
from core.sources.fixed_width.layout import RULER, Column, FixedLayout
from core.sources.gathering import Gathering
from core.sources.header import TALLY, is_header
from core.tables import Aside, ReadTable, Share, Upload

_LINE = re.compile(rb"[^\n]*(?:\n|\Z)")
_FILLED = re.compile(rb"[^\n]*[^\s\x1a][^\n]*")

_APART = {
    Share.FOOTER: "footer",
    Share.PREAMBLE: "preamble",
    Share.REPEATED_HEADER: "repeated_header",
}


@dataclass(frozen=True)
class _Line:
    """One line: its text without its end, and where that end lies in the UTF-8 form."""

    text: str
    stop: int


def read_fixed(upload: Upload, text: Text, layout: FixedLayout) -> ReadTable:
    """The table in `text`."""
    lines = list(_lines(text.utf8))
    names, body, why = _naming(lines, layout)
    shares = _shares(lines, layout, names is not None, body)
    rows = Gathering()
    rows.name_all(names or [column.name for column in layout.columns if column.name])
    kinds: Counter[str] = Counter()
    for number, (line, share) in enumerate(zip(lines, shares, strict=True), start=1):
        if share is Share.RECORD:
            rows.add(list(_cut(line.text, layout, kinds)), number, number)
    source, renamed = rows.table(upload.path, PurePosixPath(upload.path.split("!/")[-1]).stem)
    number = _counted(text.utf8, shares)
    kinds["columns_renamed"] = renamed
    kinds["no_header"] = int(not rows.names)
    kinds["header_assumed"] = int(why.startswith("assumed"))
    kinds["encoding_weighed"] = int(not text.sure)
    kinds["reader_and_counter_differ"] = int(number != source.height)
    kinds["columns_found"] = int(layout.found)
    kinds.update({kind: 1 for share, kind in _APART.items() if share in shares})
    facts = {"encoding_weighed": {"encoding": text.encoding}}
    findings = tuple(
        Finding(kind, *source.key, count=count, facts=facts.get(kind, {}))
        for kind, count in kinds.items()
        if count
    )
    evidence = {
        "format": "fixed-width text",
        "encoding": text.encoding,
        "encoding_evidence": text.evidence,
        "columns_at": ", ".join(str(column.start + 1) for column in layout.columns),
        "columns_evidence": layout.why,
        "header": "yes" if rows.names else "no",
        "header_evidence": why,
    }
    heads = _heads(lines, shares)
    aside = tuple(_aside(lines, shares, heads if renamed or len(heads) > 1 else []))
    return ReadTable(source, (), number, _bytes(lines, shares, text), evidence, findings, aside=aside)


def _heads(lines: Sequence[_Line], shares: Sequence[Share]) -> list[int]:
    """Indices of the lines that name columns; a ruler names none."""
    heads = (index for index, share in enumerate(shares) if share is Share.HEADER)
    return [index for index in heads if not RULER.fullmatch(lines[index].text)]


def _aside(lines: Sequence[_Line], shares: Sequence[Share], heads: Sequence[int]) -> Iterator[Aside]:
    """Lines that are no records. heads: indices of those that name columns otherwise than they stand."""
    for index, (line, share) in enumerate(zip(lines, shares, strict=True)):
        if share in _APART or index in heads:
            yield Aside(index + 1, share, line.text)


def _lines(utf8: bytes) -> Iterator[_Line]:
    for found in _LINE.finditer(utf8):
        if found.group():
            yield _Line(found.group().decode("utf-8").rstrip("\r\n"), found.end())


def _naming(lines: Sequence[_Line], layout: FixedLayout) -> tuple[list[str] | None, int, str]:
    """(the names of the columns, index of the first line below them, why)."""
    at = layout.names_at
    if at is None or at >= len(lines):
        return None, layout.body, layout.why
    if layout.body > at:
        return _stacked(lines[at : layout.body], layout.columns), layout.body, layout.why
    first = [cell.strip() for cell in _pieces(lines[at].text, layout.columns)]
    sample = [list(_pieces(line.text, layout.columns)) for line in lines[at : at + 60] if line.text.strip()]
    named, why = is_header([[cell.strip() for cell in row] for row in sample])
    return (first, at + 1, why) if named else (None, at, why)


def _stacked(lines: Sequence[_Line], columns: Sequence[Column]) -> list[str]:
    """Names that go on in the lines below, a ruler aside."""
    rows = [list(_pieces(line.text, columns)) for line in lines if not RULER.fullmatch(line.text)]
    return [" ".join(filter(None, map(str.strip, cells))) for cells in zip(*rows, strict=True)]


def _shares(lines: Sequence[_Line], layout: FixedLayout, named: bool, body: int) -> list[Share]:
    """What each line belongs to."""
    heading = lines[layout.names_at].text if named and layout.names_at is not None else None
    above = layout.names_at if layout.names_at is not None else 0
    return [_share(line.text, index, heading, above=above, body=body) for index, line in enumerate(lines)]


def _share(text: str, index: int, heading: str | None, *, above: int, body: int) -> Share:
    if not text.strip(" \t\r\f\v\x1a"):
        return Share.BLANK
    if index < body:
        return Share.HEADER if index >= above else Share.PREAMBLE
    if heading is not None and text.rstrip() == heading.rstrip():
        return Share.REPEATED_HEADER
    if RULER.fullmatch(text):
        return Share.REPEATED_HEADER
    return Share.FOOTER if TALLY.fullmatch(text.strip().encode()) else Share.RECORD


def _pieces(text: str, columns: Sequence[Column]) -> Iterator[str]:
    """A line cut at where columns begin; the first holds what stands before it as well."""
    starts = [0, *(column.start for column in columns[1:])]
    last = columns[-1].stop
    for start, stop in zip(starts, [*starts[1:], last], strict=True):
        yield text[start:stop]


def _cut(text: str, layout: FixedLayout, kinds: Counter[str]) -> Iterator[str | None]:
    """The cells of a record; one that the line does not reach is absent."""
    columns = layout.columns
    borders = [column.start for column in columns[1:]]
    crosses = any(0 < at < len(text) and text[at - 1] != " " and text[at] != " " for at in borders)
    kinds["crosses_columns"] += crosses and layout.found
    for column, piece in zip(columns, _pieces(text, columns), strict=True):
        yield piece.strip(" ") if column.start < len(text) else None
    stop = columns[-1].stop
    if stop is not None and text[stop:].strip():
        yield text[stop:].strip()


def _counted(utf8: bytes, shares: Sequence[Share]) -> int:
    """Filled lines over the bytes, less those that the layout gives to no record."""
    apart = sum(share not in (Share.RECORD, Share.BLANK) for share in shares)
    return sum(1 for _ in _FILLED.finditer(utf8)) - apart


def _bytes(lines: Sequence[_Line], shares: Sequence[Share], text: Text) -> dict[Share, int]:
    stops = text.offsets([line.stop for line in lines])
    found: Counter[Share] = Counter()
    last = 0
    for share, stop in zip(shares, stops, strict=True):
        found[share] += stop - last
        last = stop
    found[Share.BLANK] += text.size - last
    return {share: size for share, size in found.items() if size}
