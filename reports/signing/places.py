"""Where the signatures of a document stand: the issuer's field and one for each who signs, made all at once.

A field added after the certification would be a change of the document, so none ever is.
"""

from __future__ import annotations

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
"""In the order of signing."""
