"""A person's signature over plain bytes, apart from any file: for what is agreed on a page (law 9).

ECDSA on P-256 over SHA-256 (FIPS 186-5), with the key and certificate that documents are signed with. What is
signed begins with a word of its own, so that it is never taken for the attributes of a document's signature.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from reports.signing.certificates import Certified, SealedKey

_FIRST = b"chartbridge/loose-signature/1\n"


@dataclass(frozen=True)
class LooseSignature:
    """chain: DER, the signer's certificate first, its root last."""

    signature: bytes
    chain: tuple[bytes, ...] = field(repr=False)


def signed_bytes(content: bytes) -> bytes:
    """Just what a signature of `content` is over, for whoever verifies it with other programs."""
    return _FIRST + content


def sign_loose(content: bytes, key: SealedKey, *, secret: bytes) -> LooseSignature:
    """Raises KeyStaysLocked where `secret` is not the one that the key was wrapped by."""
    made = key.open(secret).sign(signed_bytes(content), ec.ECDSA(hashes.SHA256()))
    return LooseSignature(made, key.certified.chain)


def fits(content: bytes, found: LooseSignature, *, name: str, title: str, roots: Sequence[bytes]) -> bool:
    """Whether `found` is the signature of `content` by that person in that role.

    roots: DER; one of them has to vouch for the person.
    """
    held = Certified(found.chain)
    if held.root not in roots or (held.name, held.title) != (name, title):
        return False
    try:
        signer, root = (x509.load_der_x509_certificate(each) for each in found.chain)
        signer.verify_directly_issued_by(root)
        key = signer.public_key()
        if not isinstance(key, ec.EllipticCurvePublicKey):
            return False
        key.verify(found.signature, signed_bytes(content), ec.ECDSA(hashes.SHA256()))
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
