"""What a signature looks like on paper: name, role, what is said by signing, how it was confirmed, when.

Drawn by ReportLab as a small page of its own and placed by pyHanko into the field; it covers the empty
place below it. Colour is never alone: everything is in words.
"""

from __future__ import annotations

import binascii
import io
import os
from dataclasses import dataclass

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import AxisAlignment as Align
from pyhanko.pdf_utils.layout import BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp import StaticStampStyle
from reportlab.lib.colors import HexColor
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from reports.charts.palette import GOOD, INK, LINE, QUIET, SURFACE
from reports.signing.typeface import STRONG, TEXT, printable, set_up

_EDGE = 9.0


@dataclass(frozen=True)
class Stamp:
    """The words of one stamp, from top to bottom."""

    role: str
    name: str
    statement: str
    details: str


class _Drawing(PdfContent):
    """A page held in memory, as content for a stamp."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self._page = page

    def render(self) -> bytes:
        reader = PdfFileReader(io.BytesIO(self._page))
        form = self._ensure_writer.import_page_as_xobject(reader)
        name = "/Stamp" + binascii.hexlify(os.urandom(8)).decode()
        self.resources.xobject[name] = form
        left, bottom, right, top = form.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return name.encode() + b" Do"


def style_of(stamp: Stamp, *, width: int, height: int) -> StaticStampStyle:
    """A pyHanko stamp style that fills a field of width x height points."""
    fill = SimpleBoxLayoutRule(x_align=Align.ALIGN_MIN, y_align=Align.ALIGN_MIN, margins=Margins(0, 0, 0, 0))
    return StaticStampStyle(
        border_width=0,
        background=_Drawing(drawn(stamp, width=width, height=height)),
        background_layout=fill,
        background_opacity=1.0,
    )


def drawn(stamp: Stamp, *, width: int, height: int) -> bytes:
    """The stamp as a PDF of one page; the same bytes for the same words."""
    set_up()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width, height), invariant=1, pageCompression=1)
    _frame(canvas, width, height)
    _words(canvas, stamp, width - 2 * _EDGE - 3, height)
    canvas.save()
    return out.getvalue()


def _frame(canvas: Canvas, width: int, height: int) -> None:
    canvas.setFillColor(HexColor(SURFACE.light))
    canvas.setStrokeColor(HexColor(LINE.light))
    canvas.setLineWidth(0.6)
    canvas.roundRect(0.3, 0.3, width - 0.6, height - 0.6, 3, stroke=1, fill=1)
    canvas.setFillColor(HexColor(GOOD.light))
    canvas.rect(0.3, 3, 3, height - 6, stroke=0, fill=1)


def _words(canvas: Canvas, stamp: Stamp, room: float, height: int) -> None:
    left, down = _EDGE + 3, height - 13.0
    _line(canvas, stamp.role, (left, down), font=STRONG, size=7.2, colour=GOOD.light, room=room)
    down -= 15
    _line(canvas, stamp.name, (left, down), font=STRONG, size=13, colour=INK.light, room=room)
    down -= 5
    for text, size, colour in (
        (stamp.statement, 8.0, INK.light),
        (stamp.details, 6.8, QUIET.light),
    ):
        for part in simpleSplit(printable(text), TEXT, size, room) if text else ():
            down -= size + 2.2
            _line(canvas, part, (left, down), font=TEXT, size=size, colour=colour, room=room)


def _line(
    canvas: Canvas,
    text: str,
    at: tuple[float, float],
    *,
    font: str,
    size: float,
    colour: str,
    room: float,
) -> None:
    """One line, made smaller rather than cut where it is wider than the room."""
    shown = printable(text, font)
    fitting = min(size, size * room / max(stringWidth(shown, font, size), 1.0))
    canvas.setFillColor(HexColor(colour))
    canvas.setFont(font, fitting)
    canvas.drawString(at[0], at[1], shown)
