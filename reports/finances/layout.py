"""The statement of finances on paper: A4, one typeface, the same bytes for the same content.

Set like the readiness document, by the same hands (`reports.readiness.setting`). The last page holds the
place of the accountant's signature and that of the seal.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    PageTemplate,
    Spacer,
    Table,
)

from core.readiness import Signer
from reports.charts.palette import BACKGROUND, BAD, CAUTION, GOOD, LINE, PRIMARY, QUIET
from reports.finances import wording
from reports.finances.content import FinancesStatement, TotalLine
from reports.readiness.digest import digest_of
from reports.readiness.figures import code, rule
from reports.readiness.setting import (
    BODY,
    CLINIC,
    HEADING,
    LEAD,
    SMALL,
    TITLE,
    UNDER,
    WIDTH,
    Cell,
    card,
    strong,
    table,
    text,
)
from reports.readiness.wording import day
from reports.signing import ISSUER_FIELD, Place, field_of
from reports.signing.typeface import STRONG, TEXT, printable, set_up

_MARGIN, _CODE, _KEEP = 54.0, 92.0, 110.0
_PLACE, _BOTTOM = (236, 92), 72
_LAST = _BOTTOM + _PLACE[1] + 14.0
"""Points that have to be left on the last page for the places of the signatures."""


@dataclass(frozen=True)
class Laid:
    """The document as PDF, and where its signatures belong (`reports.signing.certify` takes both)."""

    pdf: bytes
    places: tuple[Place, ...]


def laid_out(statement: FinancesStatement) -> Laid:
    """`statement` on A4; the same bytes for equal ones. Set twice, since each page says of how many."""
    set_up()
    _, pages = _built(statement, 0)
    pdf, _ = _built(statement, pages)
    return Laid(pdf, tuple(Place(field, pages - 1, box) for field, _, _, box in _boxes(statement)))


def code_text(statement: FinancesStatement) -> str:
    """What the QR code carries: the document's name and the digest of its content."""
    return f"chartbridge:finances:{statement.id}:sha256:{digest_of(statement)}"


def _built(statement: FinancesStatement, pages: int) -> tuple[bytes, int]:
    out = io.BytesIO()
    template = BaseDocTemplate(
        out,
        pagesize=A4,
        invariant=1,
        title=f"{wording.TITLE}: {statement.clinic}",
        subject=statement.id,
        author=statement.clinic,
        keywords=f"sha256:{digest_of(statement)}",
        creator="Chartbridge",
    )
    frame = Frame(_MARGIN, 60, WIDTH, A4[1] - 114, 0, 0, 0, 0)
    template.addPageTemplates([PageTemplate("pages", [frame], onPage=partial(_page, statement, pages))])
    template.build(list(_story(statement)))
    return out.getvalue(), template.page


def _story(statement: FinancesStatement) -> Iterator[Flowable]:
    yield from _top(statement)
    yield from _differences(statement)
    yield from _ties(statement)
    yield from _owed(statement)
    yield from _flows(statement)
    yield from _apart(statement)
    yield from _digests(statement)
    yield CondPageBreak(_LAST + 40)
    yield from _heading("signatures", keep=0)
    yield Spacer(1, _LAST - 60)


def _top(statement: FinancesStatement) -> Iterator[Flowable]:
    words = [
        text(statement.clinic, CLINIC),
        text(wording.TITLE, TITLE),
        Spacer(1, 6),
        text(f"{statement.id}, written on {day(statement.written.date())}", SMALL),
    ]
    style = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)]
    cells = [[words, code(code_text(statement), _CODE)]]
    yield Table(cells, colWidths=[WIDTH - _CODE, _CODE], style=[*style, ("VALIGN", (0, 0), (-1, -1), "TOP")])
    yield Spacer(1, 12)
    yield rule(WIDTH)
    yield Spacer(1, 12)
    until = f"The newest entry of the run is of {day(statement.newest)}." if statement.newest else ""
    yield card([text(wording.verdict(statement), LEAD), text(until, BODY)], _colour(statement))


def _colour(statement: FinancesStatement) -> str:
    if statement.open:
        return BAD.light
    return GOOD.light if all(total.ties for total in statement.totals) else CAUTION.light


def _heading(name: str, *, keep: float = _KEEP) -> Iterator[Flowable]:
    title, under = wording.SECTIONS[name]
    yield CondPageBreak(keep)
    yield text(title, HEADING)
    yield text(under, UNDER)


def _tabled(
    name: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]], shares: Sequence[float], none: str
) -> Iterator[Flowable]:
    yield from _heading(name)
    if rows:
        yield from table(heads, rows, shares)
    else:
        yield text(none, BODY)


def _differences(statement: FinancesStatement) -> Iterator[Flowable]:
    rows = [_difference(total) for total in statement.totals if not total.ties]
    shares = (26, 17, 17, 16, 24, 16)
    yield from _tabled("differences", wording.TOTAL_HEADS, rows, shares, wording.NOTHING_DIFFERS)


def _difference(total: TotalLine) -> tuple[Cell, ...]:
    why: Cell = total.explanation if total.explained else strong(wording.NOT_EXPLAINED)
    what = total.what if not total.doubt else f"{total.what}. {total.doubt}"
    return (
        strong(what), str(total.theirs), str(total.ours or wording.NO_OURS),
        str(total.difference) if total.difference is not None else "", why, f"{total.by}, {day(total.on)}",
    )  # fmt: skip


def _ties(statement: FinancesStatement) -> Iterator[Flowable]:
    rows = [
        (strong(total.what), str(total.theirs), f"{total.by}, {day(total.on)}")
        for total in statement.totals
        if total.ties
    ]
    yield from _tabled("ties", wording.TIE_HEADS, rows, (54, 22, 24), wording.NOTHING_TIES)


def _owed(statement: FinancesStatement) -> Iterator[Flowable]:
    rows = [(strong(line.name), *map(str, line.amounts)) for line in statement.owed]
    shares = (17, 13, 13, 13, 14, 11, 11, 15)
    yield from _tabled("owed", wording.OWED_HEADS, rows, shares, wording.NOTHING)


def _flows(statement: FinancesStatement) -> Iterator[Flowable]:
    rows = [
        (strong(line.month), str(line.production), str(line.collections), str(line.adjustments))
        for line in statement.flows
    ]
    yield from _tabled("flows", wording.FLOW_HEADS, rows, (28, 24, 24, 24), wording.NOTHING)


def _apart(statement: FinancesStatement) -> Iterator[Flowable]:
    rows = [(strong(line.why), line.count, str(line.money or "")) for line in statement.apart]
    yield from _tabled("apart", wording.APART_HEADS, rows, (50, 20, 30), wording.NOTHING)


def _digests(statement: FinancesStatement) -> Iterator[Flowable]:
    rows = [
        (strong("This document"), digest_of(statement)),
        (strong("Run"), statement.run),
        (strong("Result of the run"), statement.result),
        (strong("Migration log, root"), statement.log_root),
        (strong("Audit trail, head"), statement.audit_head),
    ]
    yield from _tabled("digests", wording.DIGEST_HEADS, rows, (22, 78), wording.NOTHING)
    yield Spacer(1, 6)
    yield text(wording.VERIFY, SMALL)


def _page(statement: FinancesStatement, pages: int, canvas: Canvas, template: BaseDocTemplate) -> None:
    """The foot of every page; on the last one the places of the signatures, which the stamps will cover."""
    canvas.setFont(TEXT, 7.2)
    canvas.setFillColor(HexColor(QUIET.light))
    named = f"{statement.clinic} · {statement.id} · {digest_of(statement)[:16]}"
    canvas.drawString(_MARGIN, 34, printable(named))
    canvas.drawRightString(A4[0] - _MARGIN, 34, f"Page {template.page} of {pages}")
    if template.page == pages:
        for _, role, name, box in _boxes(statement):
            _draw_place(canvas, box, role, name)


def _boxes(statement: FinancesStatement) -> Iterator[tuple[str, str, str, tuple[int, int, int, int]]]:
    """(field, role, name, box): the accountant's place, and that of the seal beside it."""
    named = (
        (field_of(Signer.ACCOUNTANT), wording.SIGNER_ROLE, statement.signer),
        (ISSUER_FIELD, wording.ISSUER_PLACE, ""),
    )
    for number, (field, role, name) in enumerate(named):
        left = round(_MARGIN + number * (WIDTH - _PLACE[0]))
        yield field, role, name, (left, _BOTTOM, left + _PLACE[0], _BOTTOM + _PLACE[1])


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
