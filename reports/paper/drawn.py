"""The small things that every document bears: its code, a thin line, and the space above its foot."""

from __future__ import annotations

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing, Line
from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

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


class Down(Flowable):
    """What is left of the page but `keep` points, so that what follows stands right above its foot."""

    def __init__(self, keep: float) -> None:
        super().__init__()
        self._keep = keep

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return width, max(0.0, height - self._keep)

    def draw(self) -> None:
        """Nothing."""
