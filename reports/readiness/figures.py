"""Figures as vectors in the palette of the portal: where the records went, the gates at a glance.

Legible without colour: parts are told apart by words, order, white seams and texture, and the
marks of the gates differ in form (disc, triangle, crossed square).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from reportlab.graphics.shapes import Circle, Drawing, Line, Polygon, Rect, String
from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth

from core.readiness import GateResult, Verdict, Waiver
from reports.charts.palette import BAD, CAUTION, GOOD, INK, PARTS, QUIET, SURFACE
from reports.readiness.content import TableLine
from reports.readiness.wording import PARTS as WORDS
from reports.signing.typeface import STRONG, TEXT, printable

_MOST_BARS = 10
_BAR, _STEP = 11.0, 19.0
_NAME_ROOM, _COUNT_ROOM = 128.0, 46.0
COLOURS = {Verdict.PASS: GOOD.light, Verdict.WARN: CAUTION.light, Verdict.BLOCK: BAD.light}


def records_figure(lines: Sequence[TableLine], width: float) -> Drawing:
    """Shares of the parts, one bar a table, the largest first; the rest of many tables as one bar."""
    shown = _largest(lines)
    drawing = Drawing(width, _STEP * len(shown) + 22)
    for place, (name, total, parts) in enumerate(shown):
        bottom = drawing.height - 15 - _STEP * place
        drawing.add(_said(_short(name, _NAME_ROOM - 8), 0, bottom + 2))
        room = width - _NAME_ROOM - _COUNT_ROOM
        for shape in _bar(parts, total, (_NAME_ROOM, bottom, room)):
            drawing.add(shape)
        drawing.add(_said(f"{total:,}", width, bottom + 2, anchor="end", colour=QUIET.light))
    for shape in _legend([part for part in WORDS if any(parts[part] for _, _, parts in shown)]):
        drawing.add(shape)
    return drawing


def _largest(lines: Sequence[TableLine]) -> list[tuple[str, int, dict[str, int]]]:
    """(name, records, records by part) of the tables that have a bar."""
    filled = sorted((line for line in lines if line.records), key=lambda line: -line.records)
    split = len(filled) if len(filled) <= _MOST_BARS else _MOST_BARS - 1
    bars = [(line.name, line.records, _parts([line])) for line in filled[:split]]
    rest = filled[split:]
    if rest:
        bars.append((f"{len(rest)} other tables", sum(line.records for line in rest), _parts(rest)))
    return bars


def _parts(lines: Iterable[TableLine]) -> dict[str, int]:
    given = tuple(lines)
    return {part: sum(getattr(line, part) for line in given) for part in WORDS}


def _bar(parts: dict[str, int], total: int, place: tuple[float, float, float]) -> list[object]:
    """Segments of one bar at (left, bottom, width), with a white seam between them."""
    left, bottom, width = place
    filled = [(part, count) for part, count in parts.items() if count]
    ends = list(accumulate(count for _, count in filled))
    shapes: list[object] = []
    for (part, count), end in zip(filled, ends, strict=True):
        start = left + width * (end - count) / total
        size = max(width * count / total - 0.8, 0.8)
        shapes.extend(_segment(part, (start, bottom, size, _BAR)))
    return shapes


def _segment(part: str, box: tuple[float, float, float, float]) -> list[object]:
    """One part in its colour and texture: solid, striped upright, striped along, hollow, hatched."""
    left, bottom, width, height = box
    colour = HexColor(PARTS[part].light)
    paper = HexColor(SURFACE.light)
    hollow = part in ("skipped", "waiting")
    shape = Rect(left, bottom, width, height, strokeColor=colour, strokeWidth=0.5)
    shape.fillColor = paper if hollow else colour
    ink = colour if hollow else paper
    lines = _TEXTURES.get(part, _plain)(left, bottom, width, height)
    return [shape, *(Line(*ends, strokeColor=ink, strokeWidth=0.7) for ends in lines)]


Ends = tuple[float, float, float, float]


def _plain(_left: float, _bottom: float, _width: float, _height: float) -> Iterator[Ends]:
    yield from ()


def _upright(left: float, bottom: float, width: float, height: float) -> Iterator[Ends]:
    for number in range(1, int(width / 2.4)):
        yield left + 2.4 * number, bottom, left + 2.4 * number, bottom + height


def _along(left: float, bottom: float, width: float, height: float) -> Iterator[Ends]:
    for share in (1 / 3, 2 / 3):
        yield left, bottom + share * height, left + width, bottom + share * height


def _hatched(left: float, bottom: float, width: float, height: float) -> Iterator[Ends]:
    for number in range(int(width // 3)):
        start = left + 3 * number
        end = min(start + height / 2, left + width)
        yield start, bottom, end, bottom + 2 * (end - start)


_TEXTURES = {"flagged": _upright, "merged": _along, "waiting": _hatched}
"""What tells the parts apart where there is no colour; imported is solid, skipped hollow."""


def _legend(parts: Sequence[str]) -> list[object]:
    shapes: list[object] = []
    left = _NAME_ROOM
    for part in parts:
        shapes.extend(_segment(part, (left, 1.5, 7, 7)))
        shapes.append(_said(WORDS[part], left + 11, 2, size=7.5, colour=QUIET.light))
        left += 24 + stringWidth(WORDS[part], TEXT, 7.5)
    return shapes


def gates_figure(results: Sequence[GateResult], waivers: Sequence[Waiver], width: float) -> Drawing:
    """One mark a gate, in their order; a waived one has a W beside it and keeps its mark."""
    waived = {waiver.gate for waiver in waivers}
    step = width / max(len(results), 1)
    drawing = Drawing(width, 34)
    for place, result in enumerate(results):
        middle = step * (place + 0.5)
        drawing.add(mark(result.verdict, middle, 22, 5.5))
        label = f"{place + 1}" + ("W" if result.gate.name in waived else "")
        drawing.add(_said(label, middle, 5, size=7.5, anchor="middle", colour=QUIET.light))
    return drawing


def mark(verdict: Verdict, across: float, up: float, radius: float) -> object:
    """Disc for ready, triangle for look at it, square for not ready; centred at (across, up)."""
    colour = HexColor(COLOURS[verdict])
    if verdict is Verdict.PASS:
        return Circle(across, up, radius * 0.9, fillColor=colour, strokeColor=None)
    if verdict is Verdict.WARN:
        points = [across - radius, up - radius * 0.8, across + radius, up - radius * 0.8, across, up + radius]
        return Polygon(points, fillColor=colour, strokeColor=None)
    return Rect(
        across - radius * 0.85, up - radius * 0.85, radius * 1.7, radius * 1.7,
        fillColor=HexColor(SURFACE.light), strokeColor=colour, strokeWidth=2.2,
    )  # fmt: skip


def mark_alone(verdict: Verdict) -> Drawing:
    """A mark for a cell of a table."""
    drawing = Drawing(12, 9)
    drawing.add(mark(verdict, 5, 3.6, 3.8))
    return drawing


def _said(
    text: str, left: float, bottom: float, *, size: float = 8, anchor: str = "start", colour: str = INK.light
) -> String:
    return String(
        left, bottom, printable(text), fontName=TEXT, fontSize=size, textAnchor=anchor,
        fillColor=HexColor(colour),
    )  # fmt: skip


def _short(text: str, room: float) -> str:
    """`text` shortened in the middle, where it is wider than `room` points; the table has it whole."""
    shown = printable(text, STRONG)
    while stringWidth(shown, TEXT, 8) > room and len(shown) > 4:
        half = (len(shown) - 2) // 2
        shown = f"{shown[:half].rstrip('…')}…{shown[-half:].lstrip('…')}"
    return shown
