"""How text and tables are set: one typeface, few sizes, much white, thin lines and no boxes.

Tables have fixed columns and are cut into pieces of a fixed number of rows, which ReportLab sets in a
fraction of the time of one long table (design, section 7).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

from reports.charts.palette import BACKGROUND, INK, LINE, PRIMARY, QUIET
from reports.signing.typeface import LIGHT, STRONG, TEXT, printable

PIECE = 45
WIDTH = 487.0
"""Of the text, in points: A4 with margins of 54."""
_PAD = 3.2


def _style(name: str, font: str, size: float, colour: str, **more: object) -> ParagraphStyle:
    leading = more.pop("leading", size * 1.3)
    return ParagraphStyle(
        name, fontName=font, fontSize=size, leading=leading, textColor=HexColor(colour), **more
    )


TITLE = _style("title", LIGHT, 34, INK.light, leading=38)
CLINIC = _style("clinic", STRONG, 15, PRIMARY.light, leading=19)
LEAD = _style("lead", STRONG, 13, INK.light, leading=17)
HEADING = _style("heading", STRONG, 14, PRIMARY.light, leading=18, spaceBefore=16)
UNDER = _style("under", TEXT, 8.6, QUIET.light, leading=11.5, spaceAfter=5)
BODY = _style("body", TEXT, 9.4, INK.light, leading=12.6)
CELL = _style("cell", TEXT, 8.4, INK.light, leading=10.6)
NUMBER = _style("number", TEXT, 8.4, INK.light, leading=10.6, alignment=TA_RIGHT)
FIGURE = _style("figure", LIGHT, 24, INK.light, leading=27)
HEAD = _style("head", STRONG, 7.4, QUIET.light, leading=9.4)
HEAD_NUMBER = _style("head_number", STRONG, 7.4, QUIET.light, leading=9.4, alignment=TA_RIGHT)
SMALL = _style("small", TEXT, 7.6, QUIET.light, leading=10)

Cell: TypeAlias = str | int | Flowable


def text(words: str, style: ParagraphStyle = BODY) -> Paragraph:
    """`words` as they are: nothing in them is taken for markup."""
    return Paragraph(escape(printable(words, style.fontName)), style)


def strong(words: str, style: ParagraphStyle = CELL) -> Paragraph:
    return Paragraph(f'<font name="{STRONG}">{escape(printable(words, STRONG))}</font>', style)


def table(heads: Sequence[str], rows: Sequence[Sequence[Cell]], shares: Sequence[float]) -> Iterator[Table]:
    """`rows` under `heads` in pieces. shares: parts of the width; a column of numbers stands right."""
    widths = [WIDTH * share / sum(shares) for share in shares]
    numeric = [bool(rows) and all(isinstance(row[at], int) for row in rows) for at in range(len(heads))]
    head = [text(word, HEAD_NUMBER if right else HEAD) for word, right in zip(heads, numeric, strict=True)]
    for start in range(0, len(rows), PIECE):
        piece = [[_cell(each) for each in row] for row in rows[start : start + PIECE]]
        yield Table([head, *piece], colWidths=widths, repeatRows=1, style=_LINES, hAlign="LEFT", splitInRow=1)


def _cell(value: Any) -> Flowable:
    if isinstance(value, int):
        return text(f"{value:,}", NUMBER)
    return text(value, CELL) if isinstance(value, str) else value


_LINES = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, HexColor(QUIET.light)),
        ("LINEBELOW", (0, 1), (-1, -1), 0.35, HexColor(LINE.light)),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 8),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), _PAD),
        ("BOTTOMPADDING", (0, 0), (-1, -1), _PAD),
    ]
)


def card(content: Sequence[Flowable], colour: str) -> Table:
    """Something that must be seen: on a tint, with a bar of `colour` on its left."""
    return Table(
        [[each] for each in content],
        colWidths=[WIDTH],
        hAlign="LEFT",
        splitInRow=1,
        style=TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, -1), HexColor(BACKGROUND.light)),
                ("LINEBEFORE", (0, 0), (0, -1), 3, HexColor(colour)),
                ("LEFTPADDING", (0, 0), (-1, -1), 12),
                ("RIGHTPADDING", (0, 0), (-1, -1), 12),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
                ("TOPPADDING", (0, 0), (-1, 0), 8),
                ("BOTTOMPADDING", (0, -1), (-1, -1), 9),
            ]
        ),
    )


def beside(columns: Sequence[Sequence[Flowable]]) -> Table:
    """Stacks of flowables beside each other, in columns of equal width."""
    plain = [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT")]
    widths = [WIDTH / len(columns)] * len(columns)
    return Table([[list(each) for each in columns]], colWidths=widths, hAlign="LEFT", style=[*plain, _TOP])


_TOP = ("VALIGN", (0, 0), (-1, -1), "TOP")
