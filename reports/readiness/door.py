"""The one door from content to a document that can be signed (laws 5, 7 and 9).

Nothing is sealed that names a patient, that has a blocking gate without its waiver, or whose signers are
not all named; so whatever is signed later has passed here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from core.errors import ChartbridgeError
from core.readiness import Signer, evaluate, may_be_issued
from reports.readiness.content import ReadinessDocument
from reports.readiness.guard import refuse_patients
from reports.readiness.layout import laid_out
from reports.signing import SealedKey, certify


class NotToBeSigned(ChartbridgeError):
    """A document that is not put before its signers."""

    kind = "not_to_be_signed"

    def __init__(self, found: str, do: str) -> None:
        super().__init__(place="readiness document", found=found, do=do)


def sealed(
    document: ReadinessDocument,
    *,
    issuer: SealedKey,
    secret: bytes,
    at: datetime,
    identifiers: Iterable[str],
) -> bytes:
    """`document` as a PDF with the issuer's seal, ready for its four signatures.

    identifiers: names and numbers of the project's patients, which must not be in it. Raises NotToBeSigned
    and NamesAPatient.
    """
    _refuse_unready(document)
    refuse_patients(document, identifiers)
    laid = laid_out(document)
    return certify(laid.pdf, laid.places, issuer=issuer, secret=secret, at=at)


def _refuse_unready(document: ReadinessDocument) -> None:
    snapshot = document.snapshot
    if snapshot.results != evaluate(snapshot.evidence):
        raise NotToBeSigned("Its gates do not say what its figures say.", "Please write it again.")
    if refusal := may_be_issued(snapshot):
        raise NotToBeSigned(refusal.reason, "Please settle these first, or waive them by name and reason.")
    missing = [role.value for role in Signer if not document.signer(role).strip()]
    if missing:
        raise NotToBeSigned(f"Nobody is named for: {', '.join(missing)}.", "Please name who is to sign.")
