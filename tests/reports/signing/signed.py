"""People, keys and a signed document for the tests of signing, made once and shared: keys cost time."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from reportlab.pdfgen.canvas import Canvas

from core.readiness import Signer
from reports.signing import (
    ISSUER_FIELD,
    Place,
    SealedKey,
    certify,
    field_of,
    issue_document_key,
    issue_person,
    new_root,
    sign,
)

BORN = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
SIGNED = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
ROOT_SECRET, SECRET = b"of the installation", b"of the person"
HARBOUR = "Chartbridge at Harbour Dental"
METHOD = "password and one-time code"
NAMES = {
    Signer.PRACTITIONER: "Dr. Zoë Łukasiewicz",
    Signer.ACCOUNTANT: "Þórunn Ægisdóttir",
    Signer.CHAMPION: "Nguyễn Thị Hồng",
    Signer.OWNER: "Élodie Brâncoveanu-Öztürk",
}


@dataclass(frozen=True)
class House:
    """One installation: its root, its document key and its four people."""

    root: SealedKey
    issuer: SealedKey
    people: dict[Signer, SealedKey]

    @property
    def roots(self) -> tuple[bytes, ...]:
        return (self.root.certified.root,)


def house(name: str = HARBOUR) -> House:
    return _house(name)


@cache
def _house(name: str) -> House:
    root = new_root(name, secret=ROOT_SECRET, at=BORN)
    issuer = issue_document_key(root, root_secret=ROOT_SECRET, secret=SECRET, at=BORN)
    people = {
        role: issue_person(root, root_secret=ROOT_SECRET, name=who, role=role, secret=SECRET, at=BORN)
        for role, who in NAMES.items()
    }
    return House(root, issuer, people)


def plain(subject: str = "R-0001") -> bytes:
    """A page without signatures, as a layout would hand it over."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.setSubject(subject)
    canvas.drawString(72, 760, "A document")
    canvas.showPage()
    canvas.save()
    return out.getvalue()


PLACES = tuple(
    Place(field, 0, (72, bottom, 322, bottom + 84))
    for field, bottom in zip((ISSUER_FIELD, *map(field_of, Signer)), (620, 520, 420, 320, 220), strict=True)
)


def when(count: int) -> datetime:
    """The time of the signature after `count` others."""
    return SIGNED + timedelta(minutes=20 * count)


@cache
def certified(name: str = HARBOUR) -> bytes:
    return certify(plain(), PLACES, issuer=house(name).issuer, secret=SECRET, at=when(0))


def signed(count: int = 4, name: str = HARBOUR) -> bytes:
    """The document with the first `count` of the four signatures."""
    return _signed(count, name)


@cache
def _signed(count: int, name: str) -> bytes:
    if count == 0:
        return certified(name)
    return by(tuple(Signer)[count - 1], _signed(count - 1, name), at=when(count), name=name)


def by(role: Signer, pdf: bytes, *, at: datetime | None = None, name: str = HARBOUR) -> bytes:
    of = house(name)
    return sign(pdf, of.people[role], secret=SECRET, method=METHOD, at=at or when(9), roots=of.roots)
