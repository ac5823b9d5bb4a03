"""The installation's own root and the certificates it gives: one for the document key, one a person and role.

X.509 v3 (RFC 5280), EC P-256, SHA-256. The role stands in the certificate (`title`, 2.5.4.12), so that
nobody signs in another role's place; the vendor's side gets none, so it can sign nothing (law 9). Time is
always handed in. Certificates live long enough to be checked in ten years.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID, ObjectIdentifier

from core.errors import ChartbridgeError
from core.readiness import Signer
from reports.signing.sealed_key import unwrap, wrap

DOCUMENT_KEY = "document key"
"""The title in the issuer's certificate."""
_ROOT_YEARS, _KEY_YEARS = 40, 15
_NAME_BYTES = 64
_DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
"""id-kp-documentSigning, RFC 9336."""


class NameMissing(ChartbridgeError):
    """A certificate was asked for nobody: a signature has to bear a name (law 9)."""

    kind = "name_missing"

    def __init__(self) -> None:
        super().__init__(
            place="signing key",
            found="This person has no name yet.",
            do="Please enter the name that is to stand beside the signature.",
        )


@dataclass(frozen=True)
class Certified:
    """A certificate (DER) and the chain up to its root, itself first."""

    chain: tuple[bytes, ...]

    @property
    def certificate(self) -> bytes:
        return self.chain[0]

    @property
    def root(self) -> bytes:
        return self.chain[-1]

    @property
    def name(self) -> str:
        """The person's name, or that of the installation."""
        return _in_subject(self.certificate, NameOID.COMMON_NAME)

    @property
    def holds_from(self) -> datetime:
        """When it begins to hold; what is signed before is none of its signatures."""
        return x509.load_der_x509_certificate(self.certificate).not_valid_before_utc

    @property
    def title(self) -> str:
        """The role, "document key", or "" for a root."""
        return _in_subject(self.certificate, NameOID.TITLE)


@dataclass(frozen=True)
class SealedKey:
    """What is stored of a key: its certificate with the chain, and the private key wrapped by a secret."""

    certified: Certified
    wrapped: bytes

    def open(self, secret: bytes) -> ec.EllipticCurvePrivateKey:
        """The private key; raises KeyStaysLocked. Keep it no longer than one signature takes."""
        return unwrap(self.wrapped, secret=secret, certificate=self.certified.certificate)


def new_root(name: str, *, secret: bytes, at: datetime) -> SealedKey:
    """The root of an installation called `name`, valid from `at` (aware) for 40 years."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _named(name, "", "")
    built = _builder(subject, subject, key.public_key(), at, years=_ROOT_YEARS)
    built = built.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    built = built.add_extension(_usage(signs_certificates=True), critical=True)
    return _sealed(key, _der(built.sign(key, hashes.SHA256())), (), secret)


def issue_document_key(root: SealedKey, *, root_secret: bytes, secret: bytes, at: datetime) -> SealedKey:
    """The key by which the installation certifies the documents that it writes."""
    return _issued(root, root.certified.name, DOCUMENT_KEY, secrets=(root_secret, secret), at=at)


def issue_person(
    root: SealedKey, *, root_secret: bytes, name: str, role: Signer, secret: bytes, at: datetime
) -> SealedKey:
    """The key of one person in one role, wrapped by the person's own secret, valid from `at` for 15 years."""
    if not name.strip():
        raise NameMissing
    return _issued(root, name, Signer(role).value, secrets=(root_secret, secret), at=at)


def fingerprint(certificate: bytes) -> str:
    """SHA-256 of the DER certificate in groups of four, as a person reads it out on the telephone."""
    digest = hashlib.sha256(certificate).hexdigest()
    return " ".join(digest[start : start + 4] for start in range(0, 64, 4))


def trust_file(roots: Iterable[bytes]) -> bytes:
    """PEM of DER root certificates: what a clinic keeps beside its documents to verify them later."""
    loaded = (x509.load_der_x509_certificate(root) for root in roots)
    return b"".join(each.public_bytes(serialization.Encoding.PEM) for each in loaded)


def _issued(
    root: SealedKey, name: str, title: str, *, secrets: tuple[bytes, bytes], at: datetime
) -> SealedKey:
    root_secret, secret = secrets
    root_key = root.open(root_secret)
    issuer = x509.load_der_x509_certificate(root.certified.root)
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _named(name, title, root.certified.name)
    built = _builder(issuer.subject, subject, key.public_key(), at, years=_KEY_YEARS)
    built = built.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    built = built.add_extension(_usage(signs_certificates=False), critical=True)
    built = built.add_extension(x509.ExtendedKeyUsage([_DOCUMENT_SIGNING]), critical=False)
    built = built.add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False
    )
    return _sealed(key, _der(built.sign(root_key, hashes.SHA256())), root.certified.chain, secret)


def _sealed(
    key: ec.EllipticCurvePrivateKey, certificate: bytes, above: tuple[bytes, ...], secret: bytes
) -> SealedKey:
    return SealedKey(Certified((certificate, *above)), wrap(key, secret=secret, certificate=certificate))


def _builder(
    issuer: x509.Name, subject: x509.Name, key: ec.EllipticCurvePublicKey, at: datetime, *, years: int
) -> x509.CertificateBuilder:
    return x509.CertificateBuilder(
        issuer_name=issuer,
        subject_name=subject,
        public_key=key,
        serial_number=x509.random_serial_number(),
        not_valid_before=at,
        not_valid_after=at + timedelta(days=365 * years),
    ).add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)


def _named(name: str, title: str, organisation: str) -> x509.Name:
    parts = (
        (NameOID.COMMON_NAME, name),
        (NameOID.TITLE, title),
        (NameOID.ORGANIZATION_NAME, organisation),
    )
    return x509.Name([x509.NameAttribute(oid, _fitting(text)) for oid, text in parts if text])


def _fitting(text: str) -> str:
    """`text` in the 64 bytes that a name may have (X.520); what is cut ends in an ellipsis that is seen."""
    whole = text.encode()
    if len(whole) <= _NAME_BYTES:
        return text
    return whole[: _NAME_BYTES - len("…".encode())].decode(errors="ignore") + "…"


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=not signs_certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.DER)


def _in_subject(certificate: bytes, oid: ObjectIdentifier) -> str:
    found = x509.load_der_x509_certificate(certificate).subject.get_attributes_for_oid(oid)
    return str(found[0].value) if found else ""
