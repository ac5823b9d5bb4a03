"""The readiness document on paper: what stands where, from the verdict to the places of five signatures."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable, NextPageTemplate, PageBreak, PageTemplate, Spacer

from core.readiness import Signer
from reports.paper.setting import BODY, FIGURE, LEAD, SMALL, beside, card, text
from reports.paper.sheet import (
    Laid,
    Sheet,
    Signature,
    box_at,
    code_of,
    foot,
    foot_and_places,
    frame,
    laid,
    top,
)
from reports.readiness import wording
from reports.readiness.content import ReadinessDocument
from reports.readiness.digest import content_digest
from reports.readiness.figures import COLOURS
from reports.readiness.sections import ORDER, digests, heading
from reports.signing import ISSUER_FIELD, field_of

_PLACE_STEP, _PLACES_TOP = 106, 566
"""From one place of a signature to the next, and where they begin, in points."""


def laid_out(document: ReadinessDocument) -> Laid:
    """`document` on A4; the same bytes for equal documents."""
    sheet, places = _sheet(document), _places(document)

    def templates(pages: int) -> tuple[PageTemplate, ...]:
        last = foot_and_places(sheet, pages, places)
        return (
            PageTemplate("pages", [frame(60)], onPage=foot(sheet, pages)),
            PageTemplate("last", [frame(_PLACES_TOP + 4)], onPage=last),
        )

    return laid(sheet, lambda: _story(document, sheet), templates, places)


def code_text(document: ReadinessDocument) -> str:
    """What the QR code carries."""
    return code_of(_sheet(document))


def _sheet(document: ReadinessDocument) -> Sheet:
    digest = content_digest(document)
    return Sheet("readiness", wording.TITLE, document.clinic, document.id, digest, wording.SIGN_HERE)


def _story(document: ReadinessDocument, sheet: Sheet) -> Iterator[Flowable]:
    yield from top(sheet, f"{document.project}, written on {wording.day(document.written.date())}")
    yield from _verdict(document)
    for section in ORDER:
        yield from section(document)
    yield NextPageTemplate("last")
    yield PageBreak()
    yield from digests(document)
    yield Spacer(1, 6)
    yield text(wording.VERIFY, SMALL)
    yield from heading("signatures", keep=0)


def _verdict(document: ReadinessDocument) -> Iterator[Flowable]:
    verdict, line = wording.standing(document.snapshot)
    date = document.snapshot.evidence.go_live
    planned = f"Going live is planned for {wording.day(date)}." if date else f"{wording.NO_DATE}."
    yield card([text(line, LEAD), text(f"{planned} {wording.DATE_NOTE}", BODY)], COLOURS[verdict])
    yield Spacer(1, 12)
    figures = wording.strip(document.tables, document.snapshot.results)
    yield beside([[text(figure, FIGURE), text(what, SMALL)] for figure, what in figures])


def _places(document: ReadinessDocument) -> tuple[Signature, ...]:
    """Of the four in the order of signing, and of the issuer below them."""
    named = [(field_of(role), role.value.capitalize(), document.signer(role)) for role in Signer]
    named.append((ISSUER_FIELD, wording.ISSUER_PLACE, ""))
    return tuple(
        Signature(
            field,
            f"{number + 1}. {role}" if name else role,
            name,
            box_at(number % 2, _PLACES_TOP - (number // 2 + 1) * _PLACE_STEP),
        )
        for number, (field, role, name) in enumerate(named)
    )
