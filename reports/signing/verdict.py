"""What verifying says, as data: one finding with its exit status, every signature seen, and sentences.

Exit statuses are those of contracts, section 4: 0 valid, 1 altered, 3 unknown signer. A document that still
misses signatures is told from a finished one of which the end was cut off by nobody, so it is never valid.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reports.signing.places import FIELDS


class Finding(StrEnum):
    """From good to bad; each has one exit status."""

    VALID = "valid"
    """All have signed in order, nothing was changed, and the root is trusted."""
    UNFINISHED = "unfinished"
    """Sound so far and of a trusted root, but not all have signed: not yet, or the end was cut off."""
    UNKNOWN_SIGNER = "unknown_signer"
    """Sound, but of a root that is not trusted here."""
    NOT_OURS = "not_ours"
    """Not a readiness document, so nobody who signs them has signed it."""
    ALTERED = "altered"
    """Changed after it was signed, or never whole."""

    @property
    def exit_status(self) -> int:
        return _STATUS[self]


_STATUS = {
    Finding.VALID: 0,
    Finding.UNFINISHED: 1,
    Finding.ALTERED: 1,
    Finding.UNKNOWN_SIGNER: 3,
    Finding.NOT_OURS: 3,
}


@dataclass(frozen=True)
class SignatureSeen:
    """One signature as the file states it. root: SHA-256 fingerprint of its root."""

    field: str
    name: str
    role: str
    at: datetime
    method: str
    root: str


@dataclass(frozen=True)
class Verdict:
    """The outcome for one file. signatures: in order, the issuer's first; empty where they cannot be read.

    document: the id that the issuer wrote into the document, or "". order: its fields, as they are signed.
    """

    finding: Finding
    sentences: tuple[str, ...]
    signatures: tuple[SignatureSeen, ...] = ()
    document: str = ""
    order: tuple[str, ...] = FIELDS

    @property
    def exit_status(self) -> int:
        return self.finding.exit_status

    @property
    def sound(self) -> bool:
        """Whether the next person may sign it: nothing was changed and the root is trusted."""
        return self.finding in (Finding.VALID, Finding.UNFINISHED)
