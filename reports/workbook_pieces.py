"""Frames as one workbook that leaves in pieces: a frame of rows at a time, and nothing lies on a disk.

Office Open XML (ECMA-376): sheets of plain cells. Every cell is text, so that a spreadsheet changes no date
and drops no leading zero, and one that it would run as a formula has an apostrophe in front, as in our CSV.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import polars as pl

from reports.csv_text import harmless_text
from reports.handover.zip_stream import zip_stream

ROWS = 1_048_575
"""Rows below the head that a sheet holds; what is more goes on the next."""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SPECIAL = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    **{chr(n): " " for n in range(32) if n not in (9, 10, 13)},
}
_FROZEN = (
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/>'
    "</sheetView></sheetViews>"
)
_CELL = 't="inlineStr"><is><t xml:space="preserve">'


def workbook_pieces(frames: Iterable[pl.DataFrame]) -> Iterator[bytes]:
    """The rows of all frames below their heads. The frames have one schema; at least one is given."""
    given = iter(frames)
    first = next(given)
    return zip_stream(_files(first.columns, chain([first], given)))


def _files(columns: list[str], frames: Iterator[pl.DataFrame]) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Sheets first: how many there are is known once they are written."""
    rest, number = frames, 0
    while (begun := next(rest, None)) is not None:
        number += 1
        left: list[pl.DataFrame] = []
        yield f"xl/worksheets/sheet{number}.xml", _sheet(columns, chain([begun], rest), left)
        rest = chain(left, rest)
    for name, content in _about(number):
        yield name, iter([(_XML + content).encode()])


def _sheet(columns: list[str], frames: Iterator[pl.DataFrame], left: list[pl.DataFrame]) -> Iterator[bytes]:
    """Takes frames until the sheet is full. left: is given what is left of the last one."""
    yield f'{_XML}<worksheet xmlns="{_MAIN}">{_FROZEN}<sheetData>'.encode()
    yield _rows(pl.DataFrame([columns], schema=columns, orient="row"), style=' s="1"')
    room = ROWS
    for frame in frames:
        yield _rows(frame.head(room))
        if frame.height > room:
            left.append(frame[room:])
            break
        room -= frame.height
    yield b"</sheetData></worksheet>"


def _rows(frame: pl.DataFrame, *, style: str = "") -> bytes:
    cells = [_cell(pl.col(name).cast(pl.String), style) for name in frame.columns]
    rows = frame.select(pl.concat_str([pl.lit("<row>"), *cells, pl.lit("</row>")]).alias("row"))["row"]
    return "".join(rows).encode()


def _cell(text: pl.Expr, style: str) -> pl.Expr:
    escaped = harmless_text(text.str.slice(0, 32_000)).str.replace_many(
        list(_SPECIAL), list(_SPECIAL.values())
    )
    filled = pl.concat_str(pl.lit(f"<c{style} {_CELL}"), escaped, pl.lit("</t></is></c>"))
    return pl.when(text.is_not_null() & (text != "")).then(filled).otherwise(pl.lit("<c/>"))


def _about(sheets: int) -> Iterator[tuple[str, str]]:
    """What a reader has to know of the sheets, and one style for the heads."""
    numbers = range(1, sheets + 1)
    part = '<Override PartName="/{}" ContentType="{}"/>'
    parts = [part.format(f"xl/worksheets/sheet{n}.xml", f"{_TYPE}.worksheet+xml") for n in numbers]
    parts += [
        part.format("xl/workbook.xml", f"{_TYPE}.sheet.main+xml"),
        part.format("xl/styles.xml", f"{_TYPE}.styles+xml"),
    ]
    rels = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    yield "[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types">{rels}{"".join(parts)}</Types>'
    yield "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])
    listed = "".join(f'<sheet name="Sheet {n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    yield (
        "xl/workbook.xml",
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
    )
    told = [("worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    yield "xl/_rels/workbook.xml.rels", _relations([*told, ("styles", "styles.xml")])
    yield "xl/styles.xml", _STYLES


def _relations(targets: list[tuple[str, str]]) -> str:
    each = [
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    ]
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(each)}</Relationships>'


_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
