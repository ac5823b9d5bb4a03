"""Where the signatures of a document stand: the issuer's field and one for each who signs, all made at once.

A field added after the certification would be a change of the document, so none ever is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.readiness import Signer

PREFIX = "Chartbridge"
"""All our fields begin so, which is how a file is known to be ours. Letters only: the rest is escaped."""
ISSUER_FIELD = f"{PREFIX}Issuer"


@dataclass(frozen=True)
class Place:
    """One signature field. page: 0 is the first. box: left, bottom, right, top in points."""

    field: str
    page: int
    box: tuple[int, int, int, int]


def field_of(signer: Signer) -> str:
    return f"{PREFIX}{signer.value.capitalize()}"


FIELDS = (ISSUER_FIELD, *(field_of(signer) for signer in Signer))
"""Of a readiness document, in the order of signing."""
FINANCES = (ISSUER_FIELD, field_of(Signer.ACCOUNTANT))
"""Of a statement of finances."""
DELETION = (ISSUER_FIELD, field_of(Signer.OWNER))
"""Of a certificate of deletion."""
TRAINING = (ISSUER_FIELD,)
"""Of a certificate of training: the seal alone, since no person can say what was done (ADR 68)."""
ORDERS = (FIELDS, FINANCES, DELETION, TRAINING)


def order_of(fields: Iterable[str]) -> tuple[str, ...]:
    """The order of signing of a document that has these fields; that of a readiness document where none has.

    Which fields a document has is sealed with it, so that nobody can turn one kind into another.
    """
    there = set(fields)
    return next((order for order in ORDERS if set(order) == there), FIELDS)
