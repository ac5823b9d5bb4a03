"""The one form of CMS that our signatures have: written once, used for signing and again for verifying.

CMS SignedData (RFC 5652) in the CAdES profile that PAdES B-B wants (ETSI EN 319 142-1, 5.3 and 6.3):
content-type, message-digest and signing-certificate-v2 are signed, no signing-time (it stands in /M), no
unsigned attributes; the signer's certificate and its root lie inside, so that the chain is there in ten
years. Since nothing in it is free but the digest, the chain and the signature, a verifier can write it
again and compare byte for byte; that is how a changed byte outside the signed range is seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from asn1crypto import algos, cms, tsp, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

DIGEST = "sha256"
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""The order of P-256 (FIPS 186-5). (r, s) and (r, order - s) both verify; only the lower s is ours."""


@dataclass(frozen=True)
class Envelope:
    """What is free in a signature of ours. chain: DER, the signer's certificate first, its root last."""

    chain: tuple[bytes, ...]
    signature: bytes
    digest: bytes
    """SHA-256 of what the signature covers, as the envelope claims it."""


def signed_attributes(digest: bytes, chain: Sequence[bytes]) -> bytes:
    """The DER bytes that are signed: a SET OF attributes over the SHA-256 `digest` of the document.

    They name every certificate of `chain`, the root as well: a certificate has bits that its own signature
    leaves free (the count of unused bits in its BIT STRING), and those must not change unseen either.
    """
    return bytes(_attributes(digest, [x509.Certificate.load(each) for each in chain]).dump())


def raw_signature(key: ec.EllipticCurvePrivateKey, attributes: bytes) -> bytes:
    """ECDSA with SHA-256 over `attributes`, DER, in its low-s form."""
    r, s = decode_dss_signature(key.sign(attributes, ec.ECDSA(hashes.SHA256())))
    return encode_dss_signature(r, min(s, _ORDER - s))


def has_low_s(signature: bytes) -> bool:
    """Whether `signature` is the one of the two equally valid forms that we write."""
    return decode_dss_signature(signature)[1] <= _ORDER // 2


def written(envelope: Envelope) -> bytes:
    """The DER ContentInfo, the same for the same arguments."""
    certificates = [x509.Certificate.load(each) for each in envelope.chain]
    signer = _signer(envelope.signature, envelope.digest, certificates)
    data = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [algos.DigestAlgorithm({"algorithm": DIGEST})],
            "encap_content_info": {"content_type": "data"},
            "certificates": [cms.CertificateChoices(name="certificate", value=c) for c in certificates],
            "signer_infos": [signer],
        }
    )
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": data}).dump())


def taken_apart(der: bytes) -> Envelope:
    """The free parts of `der`, unverified. Raises ValueError for what is no signature of our form."""
    data = cms.ContentInfo.load(der, strict=True)["content"]
    certificates = [each.chosen for each in data["certificates"]]
    infos = data["signer_infos"]
    if len(infos) != 1 or len(certificates) != 2:
        raise ValueError("not one signer with one chain of two")
    claimed = {each["type"].native: each["values"][0].native for each in infos[0]["signed_attrs"]}
    return Envelope(_ordered(certificates), infos[0]["signature"].native, claimed["message_digest"])


def _ordered(certificates: Sequence[x509.Certificate]) -> tuple[bytes, ...]:
    """The signer before its root; a root is whoever issued itself."""
    by_root = sorted(certificates, key=lambda each: each.subject.dump() == each.issuer.dump())
    return tuple(each.dump() for each in by_root)


def _signer(signature: bytes, digest: bytes, chain: Sequence[x509.Certificate]) -> cms.SignerInfo:
    certificate = chain[0]
    sid = {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
    return cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                name="issuer_and_serial_number", value=cms.IssuerAndSerialNumber(sid)
            ),
            "digest_algorithm": {"algorithm": DIGEST},
            "signed_attrs": _attributes(digest, chain),
            "signature_algorithm": {"algorithm": f"{DIGEST}_ecdsa"},
            "signature": signature,
        }
    )


def _attributes(digest: bytes, chain: Sequence[x509.Certificate]) -> cms.CMSAttributes:
    references = tsp.SigningCertificateV2({"certs": [_reference(each) for each in chain]})
    return cms.CMSAttributes(
        [
            {"type": "content_type", "values": ["data"]},
            {"type": "message_digest", "values": [digest]},
            {"type": "signing_certificate_v2", "values": [references]},
        ]
    )


def _reference(certificate: x509.Certificate) -> tsp.ESSCertIDv2:
    """Names the certificate by its SHA-256, issuer and number (RFC 5035), so that none can take its place."""
    issuer = x509.GeneralName(name="directory_name", value=certificate.issuer)
    serial = {"issuer": [issuer], "serial_number": certificate.serial_number}
    return tsp.ESSCertIDv2({"cert_hash": certificate.sha256, "issuer_serial": serial})
