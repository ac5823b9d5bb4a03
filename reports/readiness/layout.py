"""The readiness document on paper: A4, one typeface, the same bytes for the same content.

ReportLab in its invariant mode, no clock, no chance. The last page holds the places of the signatures; where
they came to stand is handed back, since the fields of the file have to lie exactly there.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
    Table,
)

from core.readiness import Signer
from reports.charts.palette import BACKGROUND, LINE, PRIMARY, QUIET
from reports.readiness import wording
from reports.readiness.content import ReadinessDocument
from reports.readiness.digest import content_digest
from reports.readiness.figures import COLOURS, code, rule
from reports.readiness.sections import ORDER, digests, heading
from reports.readiness.setting import BODY, CLINIC, FIGURE, LEAD, SMALL, TITLE, WIDTH, beside, card, text
from reports.signing import ISSUER_FIELD, Place, field_of
from reports.signing.typeface import STRONG, TEXT, printable, set_up

_MARGIN = 54.0
_CODE = 92.0
_PLACE, _PLACE_STEP, _PLACES_TOP = (236, 92), 106, 566
"""Width and height of the place of a signature, from one to the next, and where they begin, in points."""


@dataclass(frozen=True)
class Laid:
    """The document as PDF, and where its signatures belong (`reports.signing.certify` takes both)."""

    pdf: bytes
    places: tuple[Place, ...]


def laid_out(document: ReadinessDocument) -> Laid:
    """`document` on A4; the same bytes for equal documents. Set twice, since each page says of how many."""
    set_up()
    _, pages = _built(document, 0)
    pdf, _ = _built(document, pages)
    return Laid(pdf, tuple(Place(field, pages - 1, box) for field, _, _, box in _boxes(document)))


def code_text(document: ReadinessDocument) -> str:
    """What the QR code carries: the document's name and the digest of its content."""
    return f"chartbridge:readiness:{document.id}:sha256:{content_digest(document)}"


def _built(document: ReadinessDocument, pages: int) -> tuple[bytes, int]:
    """(PDF, number of its pages), with `pages` at the foot as the number of all."""
    out = io.BytesIO()
    template = BaseDocTemplate(
        out,
        pagesize=A4,
        invariant=1,
        title=f"{wording.TITLE}: {document.clinic}",
        subject=document.id,
        author=document.clinic,
        keywords=f"sha256:{content_digest(document)}",
        creator="Chartbridge",
    )
    foot = partial(_foot, document, pages)
    last = partial(_last, document, pages)
    template.addPageTemplates(
        [
            PageTemplate("pages", [_frame(60)], onPage=foot),
            PageTemplate("last", [_frame(_PLACES_TOP + 4)], onPage=last),
        ]
    )
    template.build(list(_story(document)))
    return out.getvalue(), template.page


def _frame(bottom: float) -> Frame:
    return Frame(_MARGIN, bottom, WIDTH, A4[1] - bottom - 54, 0, 0, 0, 0)


def _story(document: ReadinessDocument) -> Iterator[Flowable]:
    yield from _top(document)
    for section in ORDER:
        yield from section(document)
    yield NextPageTemplate("last")
    yield PageBreak()
    yield from digests(document)
    yield Spacer(1, 6)
    yield text(wording.VERIFY, SMALL)
    yield from heading("signatures", keep=0)


def _top(document: ReadinessDocument) -> Iterator[Flowable]:
    yield _title(document)
    yield Spacer(1, 12)
    yield rule(WIDTH)
    yield Spacer(1, 12)
    verdict, line = wording.standing(document.snapshot)
    date = document.snapshot.evidence.go_live
    planned = f"Going live is planned for {wording.day(date)}." if date else f"{wording.NO_DATE}."
    yield card([text(line, LEAD), text(f"{planned} {wording.DATE_NOTE}", BODY)], COLOURS[verdict])
    yield Spacer(1, 12)
    figures = wording.strip(document.tables, document.snapshot.results)
    yield beside([[text(figure, FIGURE), text(what, SMALL)] for figure, what in figures])


def _title(document: ReadinessDocument) -> Flowable:
    words = [
        text(document.clinic, CLINIC),
        text(wording.TITLE, TITLE),
        Spacer(1, 6),
        text(f"{document.project}, written on {wording.day(document.written.date())}", SMALL),
    ]
    style = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)]
    cells = [[words, code(code_text(document), _CODE)]]
    return Table(cells, colWidths=[WIDTH - _CODE, _CODE], style=[*style, ("VALIGN", (0, 0), (-1, -1), "TOP")])


def _foot(document: ReadinessDocument, pages: int, canvas: Canvas, template: BaseDocTemplate) -> None:
    canvas.setFont(TEXT, 7.2)
    canvas.setFillColor(HexColor(QUIET.light))
    named = f"{document.clinic} · {document.id} · {content_digest(document)[:16]}"
    canvas.drawString(_MARGIN, 34, printable(named))
    canvas.drawRightString(A4[0] - _MARGIN, 34, f"Page {template.page} of {pages}")


def _last(document: ReadinessDocument, pages: int, canvas: Canvas, template: BaseDocTemplate) -> None:
    """The foot of the last page and the places of the signatures, which the stamps will cover."""
    _foot(document, pages, canvas, template)
    for _, role, name, box in _boxes(document):
        _draw_place(canvas, box, role, name)


def _boxes(document: ReadinessDocument) -> Iterator[tuple[str, str, str, tuple[int, int, int, int]]]:
    """(field, role, name, box) of the four in the order of signing, and of the issuer below them."""
    named = [(field_of(role), role.value.capitalize(), document.signer(role)) for role in Signer]
    named.append((ISSUER_FIELD, wording.ISSUER_PLACE, ""))
    for number, (field, role, name) in enumerate(named):
        left = round(_MARGIN + (number % 2) * (WIDTH - _PLACE[0]))
        bottom = _PLACES_TOP - (number // 2 + 1) * _PLACE_STEP
        role_said = f"{number + 1}. {role}" if name else role
        yield field, role_said, name, (left, bottom, left + _PLACE[0], bottom + _PLACE[1])


def _draw_place(canvas: Canvas, box: tuple[int, int, int, int], role: str, name: str) -> None:
    left, bottom, right, top = box
    canvas.setFillColor(HexColor(BACKGROUND.light))
    canvas.setStrokeColor(HexColor(LINE.light))
    canvas.setDash(2, 2)
    canvas.roundRect(left + 1, bottom + 1, right - left - 2, top - bottom - 2, 3, stroke=1, fill=1)
    canvas.setDash()
    lines = (
        (top - 16, 7.6, PRIMARY.light, role),
        (top - 34, 12.0, QUIET.light, name),
        (bottom + 12, 7.4, QUIET.light, wording.SIGN_HERE),
    )
    for up, size, colour, word in lines:
        canvas.setFillColor(HexColor(colour))
        canvas.setFont(STRONG, size)
        canvas.drawString(left + 12, up, printable(word, STRONG))
