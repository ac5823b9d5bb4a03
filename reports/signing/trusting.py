"""Roots that a verification trusts: read from the PEM file that the clinic keeps."""

from __future__ import annotations

from cryptography import x509
from cryptography.hazmat.primitives import serialization

from core.errors import ChartbridgeError


class NoRoots(ChartbridgeError):
    """A trust file in which no certificate can be read."""

    kind = "trust_file"

    def __init__(self, place: str) -> None:
        super().__init__(
            place=place,
            found="No certificate can be read in it.",
            do="Please give the trust file that the portal exports (it begins with BEGIN CERTIFICATE).",
        )


def roots_in(pem: bytes, *, place: str = "trust file") -> tuple[bytes, ...]:
    """DER certificates of a PEM file, in its order. Raises NoRoots."""
    try:
        found = x509.load_pem_x509_certificates(pem)
    except ValueError as unreadable:
        raise NoRoots(place) from unreadable
    return tuple(each.public_bytes(serialization.Encoding.DER) for each in found)
