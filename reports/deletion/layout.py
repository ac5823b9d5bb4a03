"""The certificate of deletion on paper. The last page holds the owner's signature and the seal."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import CondPageBreak, Flowable, PageTemplate, Spacer

from core.readiness import Signer
from reports.charts.palette import PRIMARY
from reports.deletion import wording
from reports.deletion.content import Certificate
from reports.paper.setting import BODY, HEADING, LEAD, SMALL, UNDER, card, strong, table, text
from reports.paper.sheet import PLACE, Laid, Sheet, Signature, box_at, foot_and_places, frame, laid, top
from reports.readiness.digest import digest_of
from reports.readiness.wording import day
from reports.signing import ISSUER_FIELD, field_of
from reports.signing.wording import moment

_KEEP, _BOTTOM = 110.0, 72
_LAST = _BOTTOM + PLACE[1] + 14.0
"""Points that have to be left on the last page for the places of the signatures."""


def laid_out(certificate: Certificate) -> Laid:
    """`certificate` on A4; the same bytes for equal ones."""
    digest = digest_of(certificate)
    sheet = Sheet("deletion", wording.TITLE, certificate.clinic, certificate.id, digest, wording.SIGN_HERE)
    places = _places(certificate)

    def templates(pages: int) -> tuple[PageTemplate, ...]:
        return (PageTemplate("pages", [frame(60)], onPage=foot_and_places(sheet, pages, places)),)

    return laid(sheet, lambda: _story(certificate, sheet), templates, places)


def _story(certificate: Certificate, sheet: Sheet) -> Iterator[Flowable]:
    yield from top(sheet, f"{certificate.id}, written on {day(certificate.at.date())}")
    yield card([text(wording.VERDICT, LEAD), text(wording.HOW, BODY)], PRIMARY.light)
    yield from _who(certificate)
    yield from _stays(certificate)
    yield from _keys(certificate)
    yield from _digests(certificate, sheet)
    yield CondPageBreak(_LAST + 40)
    yield from _heading("signatures", keep=0)
    yield Spacer(1, _LAST - 60)


def _heading(name: str, *, keep: float = _KEEP) -> Iterator[Flowable]:
    title, under = wording.SECTIONS[name]
    yield CondPageBreak(keep)
    yield text(title, HEADING)
    yield text(under, UNDER)


def _who(certificate: Certificate) -> Iterator[Flowable]:
    yield from _heading("who")
    rows = [
        (strong(wording.WHEN), moment(certificate.at)),
        (strong(wording.BY), certificate.by),
        (strong(wording.WHY), certificate.reason),
    ]
    yield from table(wording.WHO_HEADS, rows, (22, 78))


def _stays(certificate: Certificate) -> Iterator[Flowable]:
    yield from _heading("stays")
    for line in wording.stays(certificate.files, certificate.size, certificate.events):
        yield text(line, BODY)
        yield Spacer(1, 4)


def _keys(certificate: Certificate) -> Iterator[Flowable]:
    yield from _heading("destroyed")
    rows = [(strong(key.purpose), key.version, key.sha256) for key in certificate.keys]
    yield from table(wording.KEY_HEADS, rows, (20, 12, 68))


def _digests(certificate: Certificate, sheet: Sheet) -> Iterator[Flowable]:
    yield from _heading("digests")
    rows = [
        (strong(wording.THIS), sheet.digest),
        (strong(wording.HEAD), certificate.audit_head),
        (strong(wording.PROJECT), certificate.project),
    ]
    yield from table(wording.DIGEST_HEADS, rows, (22, 78))
    yield Spacer(1, 6)
    yield text(wording.VERIFY, SMALL)


def _places(certificate: Certificate) -> tuple[Signature, ...]:
    """The owner's, and that of the seal beside it."""
    return (
        Signature(field_of(Signer.OWNER), wording.SIGNER_ROLE, certificate.by, box_at(0, _BOTTOM)),
        Signature(ISSUER_FIELD, wording.ISSUER_PLACE, "", box_at(1, _BOTTOM)),
    )
