"""A certificate of training: one page in the look of our documents, for the person whose work it was.

Content first, layout second. It is not signed: it says what the portal's journal says, and no more. No
patient is named in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable, SimpleDocTemplate, Spacer

from reports.charts.palette import PRIMARY
from reports.paper.setting import BODY, CLINIC, LEAD, SMALL, TITLE, UNDER, card, strong, table, text
from reports.signing.typeface import set_up

_MARGIN = 54
_TITLE = "Certificate of training"
_FINISHED = "has finished every step of the path"
_READY = "and has said on {} that they are ready."
_HEADS = ("Step", "How it is known", "When")
_FOOT = "Written by Chartbridge from what was kept of each step. It is not a signature."


@dataclass(frozen=True)
class CertifiedStep:
    """how, when: in words, as people read them."""

    title: str
    how: str
    when: str


@dataclass(frozen=True)
class Certificate:
    """ready: the day on which the person said so, as people read it."""

    clinic: str
    person: str
    role: str
    path: str
    ready: str
    steps: tuple[CertifiedStep, ...]


def certificate_pdf(certificate: Certificate) -> bytes:
    """The same bytes for the same content."""
    set_up()
    sink = BytesIO()
    document = SimpleDocTemplate(
        sink,
        pagesize=A4,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        title=f"{_TITLE}: {certificate.path}",
        author=certificate.clinic,
        invariant=1,
    )
    document.build(list(_story(certificate)))
    return sink.getvalue()


def _story(certificate: Certificate) -> Iterator[Flowable]:
    yield text(certificate.clinic, CLINIC)
    yield text(_TITLE, TITLE)
    yield Spacer(1, 18)
    yield card(
        [
            text(certificate.person, LEAD),
            text(f"{certificate.role}, {_FINISHED} {certificate.path},", BODY),
            text(_READY.format(certificate.ready), BODY),
        ],
        PRIMARY.light,
    )
    yield Spacer(1, 14)
    yield text("What was learned, and how it is known", UNDER)
    rows = [(strong(each.title), each.how, each.when) for each in certificate.steps]
    yield from table(_HEADS, rows, (50, 30, 20))
    yield Spacer(1, 16)
    yield text(_FOOT, SMALL)
