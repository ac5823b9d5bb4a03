"""A certificate of training: a paper in the look of our documents, for the person whose work it was.

Content first, layout second. It bears the seal of the portal and no person's signature (ADR 68): it says what
the portal's journal says, and no more. No patient is named in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from reportlab.platypus import CondPageBreak, Flowable, PageTemplate, Spacer, Table, TableStyle
from reportlab.platypus.flowables import TopPadder

from reports.charts.palette import PRIMARY
from reports.paper.setting import BODY, HEADING, LEAD, SMALL, UNDER, WIDTH, card, strong, table, text
from reports.paper.sheet import PLACE, Laid, Sheet, Signature, box_at, foot_and_places, frame, laid, top
from reports.readiness.digest import digest_of
from reports.readiness.wording import day
from reports.signing import ISSUER_FIELD

_TITLE = "Certificate of training"
_WRITTEN = "{}, written on {}"
_FINISHED = "has finished every step of the path"
_READY = "and has said on {} that they are ready."
_LEARNED = "What was learned, and how it is known"
_HEADS = ("Step", "How it is known", "When")
_SEAL, _UNDER_SEAL = "Seal", "The portal seals this paper. No person signs it."
_PLACE = "Written and sealed by the portal"
_FOOT = (
    "It says what was kept of each step. To check it: chartbridge verify FILE, or the page Verify of any "
    "portal. The code carries its name and the digest of its content. Audit trail, head: {}"
)
_KEEP, _BOTTOM = 110.0, 72
_LAST = _BOTTOM + PLACE[1] + 14.0
"""Points that have to be left on the last page for the place of the seal."""
_FRAME = 60
_BARE = TableStyle([(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")])


@dataclass(frozen=True)
class CertifiedStep:
    """how, when: in words, as people read them."""

    title: str
    how: str
    when: str


@dataclass(frozen=True)
class Achieved:
    """What a certificate says. ready: the day on which the person said so, as people read it."""

    clinic: str
    person: str
    role: str
    path: str
    ready: str
    steps: tuple[CertifiedStep, ...]

    @property
    def digest(self) -> str:
        """Equal where two certificates would say the same, whenever each was written."""
        return digest_of(self)


@dataclass(frozen=True)
class Certificate:
    """The whole paper. id: unique in the project. at: aware. audit_head: of the trail when it was written."""

    id: str
    at: datetime
    audit_head: str
    said: Achieved


def laid_out(certificate: Certificate) -> Laid:
    """`certificate` on A4; the same bytes for equal ones."""
    clinic, digest = certificate.said.clinic, digest_of(certificate)
    sheet = Sheet("training", _TITLE, clinic, certificate.id, digest, sign_here="")
    seal = (Signature(ISSUER_FIELD, _PLACE, "", box_at(0, _BOTTOM)),)

    def templates(pages: int) -> tuple[PageTemplate, ...]:
        return (PageTemplate("pages", [frame(_FRAME)], onPage=foot_and_places(sheet, pages, seal)),)

    return laid(sheet, lambda: _story(certificate, sheet), templates, seal)


def _story(certificate: Certificate, sheet: Sheet) -> Iterator[Flowable]:
    said = certificate.said
    yield from top(sheet, _WRITTEN.format(certificate.id, day(certificate.at.date())))
    achieved = text(f"{said.role}, {_FINISHED} {said.path},", BODY)
    yield card([text(said.person, LEAD), achieved, text(_READY.format(said.ready), BODY)], PRIMARY.light)
    yield CondPageBreak(_KEEP)
    yield text(_LEARNED, HEADING)
    rows = [(strong(each.title), each.how, each.when) for each in said.steps]
    yield from table(_HEADS, rows, (50, 30, 20))
    yield Spacer(1, 10)
    yield text(_FOOT.format(certificate.audit_head or "none yet"), SMALL)
    yield CondPageBreak(_LAST + 40)
    yield _seal()


def _seal() -> Flowable:
    """The heading, down to where it stands right above the place."""
    cell = [text(_SEAL, HEADING), text(_UNDER_SEAL, UNDER), Spacer(1, _LAST - _FRAME)]
    return TopPadder(Table([[cell]], colWidths=[WIDTH], style=_BARE))
