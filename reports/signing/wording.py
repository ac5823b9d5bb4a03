"""Sentences about signatures and verifying, and the words of the stamps: apart from deciding."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from core.readiness import Signer
from reports.signing.places import DELETION, PREFIX
from reports.signing.typeface import MONTHS

STATEMENTS = {
    Signer.PRACTITIONER: "The charts I compared are right, and what is missing is listed here.",
    Signer.ACCOUNTANT: "The money ties, or its differences are explained here.",
    Signer.CHAMPION: "The team is ready, and I know what did not come over.",
    Signer.OWNER: "I approve the scope and this readiness document.",
}
DESTROYED = "I had the keys destroyed that are named here."
ISSUER = "Written and sealed by"
NOT_WHOLE = "The file ends too early or was added to: its last signature does not reach its end."
NOT_A_PDF = "This is not a PDF file."
NOT_OURS = "This PDF carries no signature or seal of a portal, so there is nothing here to verify."
OUTER = "The file does not have the form in which a portal writes its documents."
ORDER = "The signatures are not those of a readiness document in their order."
PERMISSIONS = "The certification that allows nothing but signing is missing or was changed."
CHANGED = "Something was added or changed after it was signed."
FORM = "The signature itself is not written as ours are: some of its bytes were changed."
CONTENT = "Bytes that it covers were changed after it was signed."
FORGED = "It does not fit the certificate that comes with it."
TIMES = "The signatures bear times that run backwards or lie outside their certificates."
ROLE = "It was not made by the role whose place it stands in."
CUT = "If you received it as finished, somebody cut the later signatures off."
UNKNOWN = "The file was not changed since it was signed, but its signers are not vouched for here."
WHOLE = "The document is whole: nothing was changed after the last signature."
SEALED_WHOLE = (
    "The document is whole: nothing was changed since the portal sealed it. It bears that seal and nobody's "
    "signature, as certificates of training do."
)
ASK = "Please ask the clinic's owner for the original file."
ASK_NEW = "Please write a new document and sign that."
CHECK_CLOCK = "Please check the clock of the server."
NOTHING_TO_DO = "There is nothing more for this role to do."
PLACES = "A document needs one place for the issuer and one for each of those who sign it."
NOT_A_DOCUMENT_KEY = "Documents are sealed by the document key of the installation, not by another one."
SEALED = "Written and sealed; from here on it can be signed and not changed."
OTHER_DOCUMENT = "This is not the document that is being signed: it bears another name."
NO_ROLE = "This key belongs to nobody who signs readiness documents."
NO_PLACE = "This document has no place for a signature of this role."
NOT_ALIVE = "The certificate of this key is not valid at that time."
NO_ZONE = "A signature needs a time with a time zone."


def statement(role: Signer, order: Iterable[str]) -> str:
    """What a signature in this role says on a document that is signed in this order."""
    return DESTROYED if tuple(order) == DELETION else STATEMENTS[role]


def moment(at: datetime) -> str:
    """ "12 Mar 2026, 09:30 UTC" in the zone that `at` carries."""
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}, {at:%H:%M} {at.tzname() or ''}".rstrip()


def altered(where: str, why: str) -> str:
    return f"Altered. {where}: {why}" if where else f"Altered. {why}"


def place_named(field: str) -> str:
    """ "ChartbridgeOwner" as people call it: "Signature of the owner"."""
    role = field.removeprefix(PREFIX).lower()
    return "Seal of the issuer" if role == "issuer" else f"Signature of the {role}"


def signed_by(name: str, role: str, at: datetime, method: str) -> str:
    confirmed = f", who confirmed it by {method}" if method else ""
    return f"Signed by {name}, {role}{confirmed}, on {moment(at)}."


def issued_by(name: str, at: datetime) -> str:
    return f"Written and sealed by {name} on {moment(at)}."


def unfinished(count: int, of: int, missing: Iterable[str]) -> str:
    return f"Signed by {count} of {of} so far; missing: {', '.join(missing)}. {CUT}"


def whose(fingerprint: str) -> str:
    return f"Compare this fingerprint with that of the clinic, or name its trust file: {fingerprint}"


def later_than(at: datetime) -> str:
    return f"The last signature is of {moment(at)}; this one cannot be earlier."


def turn_of(role: str) -> str:
    return f"The next signature is that of the {role}."


def confirmed(method: str, at: datetime) -> str:
    """What stands at the foot of a stamp."""
    return f"Confirmed by {method}, {moment(at)}"


def twice(role: str) -> str:
    return f"The {role} has signed this document already."


def not_yet(role: str) -> str:
    return f"It is not the turn of the {role} yet."
