"""A signed document on A4, whatever it says: its first lines, each page's foot, the places of signatures.

ReportLab in its invariant mode, no clock, no chance: equal documents have equal bytes. Where the places came
to stand is handed back, since the fields of the file have to lie exactly there.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Spacer, Table

from reports.charts.palette import BACKGROUND, LINE, PRIMARY, QUIET
from reports.paper.drawn import code, rule
from reports.paper.setting import CLINIC, SMALL, TITLE, WIDTH, text
from reports.signing import Place
from reports.signing.typeface import STRONG, TEXT, printable, set_up

MARGIN = 54.0
PLACE = (236, 92)
"""Width and height of the place of a signature, in points."""
_CODE = 92.0

Box = tuple[int, int, int, int]
Drawn = Callable[[Canvas, BaseDocTemplate], None]


@dataclass(frozen=True)
class Sheet:
    """Which document it is. kind: the word for it in the code. sign_here: what an empty place says."""

    kind: str
    title: str
    clinic: str
    id: str
    digest: str
    sign_here: str


@dataclass(frozen=True)
class Signature:
    """The place of one signature. field: of the file. name: of the person, "" for the seal."""

    field: str
    role: str
    name: str
    box: Box


@dataclass(frozen=True)
class Laid:
    """The document as PDF, and where its signatures belong (`reports.signing.certify` takes both)."""

    pdf: bytes
    places: tuple[Place, ...]


def laid(
    sheet: Sheet,
    story: Callable[[], Iterable[Flowable]],
    templates: Callable[[int], Sequence[PageTemplate]],
    signatures: Sequence[Signature],
) -> Laid:
    """Set twice, since each page says of how many. templates: given the number of all pages."""
    set_up()
    _, pages = _built(sheet, story(), templates(0))
    pdf, _ = _built(sheet, story(), templates(pages))
    return Laid(pdf, tuple(Place(each.field, pages - 1, each.box) for each in signatures))


def _built(sheet: Sheet, story: Iterable[Flowable], templates: Sequence[PageTemplate]) -> tuple[bytes, int]:
    """(PDF, number of its pages)."""
    out = io.BytesIO()
    template = BaseDocTemplate(
        out,
        pagesize=A4,
        invariant=1,
        title=f"{sheet.title}: {sheet.clinic}",
        subject=sheet.id,
        author=sheet.clinic,
        keywords=f"sha256:{sheet.digest}",
        creator="Chartbridge",
    )
    template.addPageTemplates(list(templates))
    template.build(list(story))
    return out.getvalue(), template.page


def code_of(sheet: Sheet) -> str:
    """What the QR code carries: the document's name and the digest of its content."""
    return f"chartbridge:{sheet.kind}:{sheet.id}:sha256:{sheet.digest}"


def top(sheet: Sheet, said: str) -> Iterator[Flowable]:
    """Whose document it is, what it is, its code, and a line. said: what it is of and when it was written."""
    words = [text(sheet.clinic, CLINIC), text(sheet.title, TITLE), Spacer(1, 6), text(said, SMALL)]
    style = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)]
    cells = [[words, code(code_of(sheet), _CODE)]]
    yield Table(cells, colWidths=[WIDTH - _CODE, _CODE], style=[*style, ("VALIGN", (0, 0), (-1, -1), "TOP")])
    yield Spacer(1, 12)
    yield rule(WIDTH)
    yield Spacer(1, 12)


def frame(bottom: float) -> Frame:
    """From `bottom` to the upper margin."""
    return Frame(MARGIN, bottom, WIDTH, A4[1] - bottom - MARGIN, 0, 0, 0, 0)


def foot(sheet: Sheet, pages: int) -> Drawn:
    def draw(canvas: Canvas, template: BaseDocTemplate) -> None:
        canvas.setFont(TEXT, 7.2)
        canvas.setFillColor(HexColor(QUIET.light))
        canvas.drawString(MARGIN, 34, printable(f"{sheet.clinic} · {sheet.id} · {sheet.digest[:16]}"))
        canvas.drawRightString(A4[0] - MARGIN, 34, f"Page {template.page} of {pages}")

    return draw


def foot_and_places(sheet: Sheet, pages: int, signatures: Sequence[Signature]) -> Drawn:
    """As `foot`, and on the last page the places of the signatures, which the stamps will cover."""
    below = foot(sheet, pages)

    def draw(canvas: Canvas, template: BaseDocTemplate) -> None:
        below(canvas, template)
        if template.page == pages:
            for each in signatures:
                _draw_place(canvas, each, sheet.sign_here)

    return draw


def box_at(column: int, bottom: int) -> Box:
    """column: 0 on the left, 1 on the right."""
    left = round(MARGIN + column * (WIDTH - PLACE[0]))
    return left, bottom, left + PLACE[0], bottom + PLACE[1]


def _draw_place(canvas: Canvas, place: Signature, sign_here: str) -> None:
    left, bottom, right, top = place.box
    canvas.setFillColor(HexColor(BACKGROUND.light))
    canvas.setStrokeColor(HexColor(LINE.light))
    canvas.setDash(2, 2)
    canvas.roundRect(left + 1, bottom + 1, right - left - 2, top - bottom - 2, 3, stroke=1, fill=1)
    canvas.setDash()
    lines = (
        (top - 16, 7.6, PRIMARY.light, place.role),
        (top - 34, 12.0, QUIET.light, place.name),
        (bottom + 12, 7.4, QUIET.light, sign_here),
    )
    for up, size, colour, word in lines:
        canvas.setFillColor(HexColor(colour))
        canvas.setFont(STRONG, size)
        canvas.drawString(left + 12, up, printable(word, STRONG))
