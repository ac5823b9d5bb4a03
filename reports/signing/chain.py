"""Whether a signature fits its certificate, and the certificate its root: mathematics first, trust second.

A signature that does not fit its own certificate was forged or altered; one that fits but hangs on a root
that nobody here knows is of an unknown signer. The two are never mixed up.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from reports.signing.envelope import Envelope, signed_attributes
from reports.signing.strict import Altered
from reports.signing.wording import FORGED, TIMES

_UNFIT = (
    ValueError,
    TypeError,
    InvalidSignature,
    UnsupportedAlgorithm,
    x509.ExtensionNotFound,
    x509.DuplicateExtension,
    x509.InvalidVersion,
)
"""What certificates and signatures that do not fit each other, or are none, end in."""


def check(envelope: Envelope) -> None:
    """Return where the signature is that of its certificate and the chain holds; else raise Altered."""
    try:
        signer, root = (x509.load_der_x509_certificate(each) for each in envelope.chain)
        root.verify_directly_issued_by(root)
        signer.verify_directly_issued_by(root)
        _purposes(signer, root)
        _signature(envelope, signer.public_key())
    except _UNFIT as wrong:
        raise Altered(FORGED) from wrong


def _purposes(signer: x509.Certificate, root: x509.Certificate) -> None:
    """The root may give certificates, the signer may not and signs documents."""
    gives = [
        each.extensions.get_extension_for_class(x509.BasicConstraints).value.ca for each in (root, signer)
    ]
    usage = signer.extensions.get_extension_for_class(x509.KeyUsage).value
    if gives != [True, False] or not usage.content_commitment:
        raise ValueError("certificates for other purposes")


def _signature(envelope: Envelope, key: object) -> None:
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise TypeError("not a key on P-256")
    attributes = signed_attributes(envelope.digest, envelope.chain)
    key.verify(envelope.signature, attributes, ec.ECDSA(hashes.SHA256()))


def within(envelope: Envelope, at: datetime) -> None:
    """Return where `at` lies within the life of the signer's certificate; else raise Altered."""
    if not alive(envelope.chain[0], at):
        raise Altered(TIMES)


def alive(certificate: bytes, at: datetime) -> bool:
    """Whether `certificate` (DER) is valid at `at`."""
    loaded = x509.load_der_x509_certificate(certificate)
    return loaded.not_valid_before_utc <= at <= loaded.not_valid_after_utc


def trusted(envelope: Envelope, roots: Sequence[bytes]) -> bool:
    """Whether the chain ends in one of `roots` (DER), byte for byte."""
    return envelope.chain[-1] in roots
