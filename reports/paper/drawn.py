"""The small drawings that every document bears: its code, and a thin line."""

from __future__ import annotations

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing, Line
from reportlab.lib.colors import HexColor

from reports.charts.palette import INK, LINE


def code(text: str, side: float) -> Drawing:
    """`text` as a QR code (ISO/IEC 18004, level M) of `side` points."""
    widget = QrCodeWidget(text, barLevel="M", barFillColor=HexColor(INK.light), barBorder=0)
    left, bottom, right, top = widget.getBounds()
    scale = (side / (right - left), 0, 0, side / (top - bottom), 0, 0)
    drawing = Drawing(side, side, transform=scale)
    drawing.add(widget)
    return drawing


def rule(width: float) -> Drawing:
    drawing = Drawing(width, 1)
    drawing.add(Line(0, 0.5, width, 0.5, strokeColor=HexColor(LINE.light), strokeWidth=0.6))
    return drawing
