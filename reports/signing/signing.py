"""Sealing a document by the installation, and signing it by the four people, each in turn (law 9).

Before every signature the file is verified as strictly as it will be in ten years: whoever signs, signs
what the ones before have signed, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from core.errors import ChartbridgeError
from core.readiness import Signer
from reports.signing import wording
from reports.signing.certificates import DOCUMENT_KEY, SealedKey
from reports.signing.chain import alive
from reports.signing.embedding import METHOD, Entry, embed, with_fields
from reports.signing.places import ISSUER_FIELD, ORDERS, Place, field_of
from reports.signing.stamp import Stamp
from reports.signing.verdict import Verdict
from reports.signing.verifying import verify


class CannotSign(ChartbridgeError):
    """A signature that was refused: out of turn, a second time, or on a document that changed."""

    kind = "cannot_sign"

    def __init__(self, found: str, do: str = wording.ASK_NEW) -> None:
        super().__init__(place="readiness document", found=found, do=do)


def certify(pdf: bytes, places: Iterable[Place], *, issuer: SealedKey, secret: bytes, at: datetime) -> bytes:
    """`pdf` with all signature fields made and the issuer's seal on it, which allows nothing but signing.

    places: one of the issuer and one of each who signs such a document. issuer: of `issue_document_key`.
    at: aware.
    """
    made = tuple(places)
    if {place.field for place in made} not in [set(order) for order in ORDERS]:
        raise CannotSign(wording.PLACES)
    if issuer.certified.title != DOCUMENT_KEY:
        raise CannotSign(wording.NOT_A_DOCUMENT_KEY)
    _in_time(issuer, at)
    name = issuer.certified.name
    stamp = Stamp(wording.ISSUER, name, "", wording.moment(at))
    return embed(
        with_fields(pdf, made),
        ISSUER_FIELD,
        entry=Entry(name, at, wording.SEALED, stamp),
        signer=issuer.certified,
        key=issuer.open(secret),
        certify=True,
    )


def sign(
    pdf: bytes,
    person: SealedKey,
    *,
    secret: bytes,
    method: str,
    at: datetime,
    roots: Sequence[bytes],
    document: str = "",
) -> bytes:
    """`pdf` with the next signature, that of `person` in the role of the person's certificate.

    secret: opens the person's key. method: how the person has just confirmed who they are, in words that
    are printed ("password and code"). at: aware. roots: DER, trusted. document: the id that the document
    has to bear, where the caller knows it. Raises CannotSign and KeyStaysLocked.
    """
    _in_time(person, at)
    verdict = verify(pdf, roots)
    role = _in_turn(verdict, person, at, document)
    said = wording.statement(role, verdict.order)
    stamp = Stamp(
        role.value.capitalize(),
        person.certified.name,
        said,
        wording.confirmed(method, at),
    )
    reason = f"{said}{METHOD}{method}"
    return embed(
        with_fields(pdf, ()),
        field_of(role),
        entry=Entry(person.certified.name, at, reason, stamp),
        signer=person.certified,
        key=person.open(secret),
    )


def _in_turn(verdict: Verdict, person: SealedKey, at: datetime, document: str) -> Signer:
    """The role in which `person` may sign now; raises CannotSign with the one sentence that says why not."""
    if not verdict.sound:
        raise CannotSign(verdict.sentences[0])
    if document and verdict.document != document:
        raise CannotSign(wording.OTHER_DOCUMENT)
    role = _role_of(person)
    signed = {each.field for each in verdict.signatures}
    if field_of(role) in signed:
        raise CannotSign(wording.twice(role), wording.NOTHING_TO_DO)
    turns = [each for each in Signer if field_of(each) in verdict.order]
    waiting = next((each for each in turns if field_of(each) not in signed), None)
    if waiting is None or role not in turns:
        raise CannotSign(wording.NO_PLACE, wording.NOTHING_TO_DO)
    if role is not waiting:
        raise CannotSign(wording.not_yet(role), wording.turn_of(waiting))
    if at < verdict.signatures[-1].at:
        raise CannotSign(wording.later_than(verdict.signatures[-1].at), wording.CHECK_CLOCK)
    return role


def _role_of(person: SealedKey) -> Signer:
    try:
        return Signer(person.certified.title)
    except ValueError:
        raise CannotSign(wording.NO_ROLE) from None


def _in_time(key: SealedKey, at: datetime) -> None:
    if at.tzinfo is None:
        raise CannotSign(wording.NO_ZONE, wording.CHECK_CLOCK)
    if not alive(key.certified.certificate, at):
        raise CannotSign(wording.NOT_ALIVE)
