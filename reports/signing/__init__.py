"""Signing by people, in order, and verifying that anyone can do in ten years (law 9)."""

from reports.signing.certificates import (
    Certified,
    SealedKey,
    fingerprint,
    issue_document_key,
    issue_person,
    new_root,
    trust_file,
)
from reports.signing.loose import LooseSignature, fits, sign_loose, signed_bytes
from reports.signing.places import FINANCES, ISSUER_FIELD, Place, field_of
from reports.signing.sealed_key import KeyStaysLocked
from reports.signing.signing import CannotSign, certify, sign
from reports.signing.stored_key import from_stored, to_stored
from reports.signing.trusting import roots_in
from reports.signing.verdict import Finding, SignatureSeen, Verdict
from reports.signing.verifying import verify, verify_file

__all__ = [
    "FINANCES",
    "ISSUER_FIELD",
    "CannotSign",
    "Certified",
    "Finding",
    "KeyStaysLocked",
    "LooseSignature",
    "Place",
    "SealedKey",
    "SignatureSeen",
    "Verdict",
    "certify",
    "field_of",
    "fingerprint",
    "fits",
    "from_stored",
    "issue_document_key",
    "issue_person",
    "new_root",
    "roots_in",
    "sign",
    "sign_loose",
    "signed_bytes",
    "to_stored",
    "trust_file",
    "verify",
    "verify_file",
]
