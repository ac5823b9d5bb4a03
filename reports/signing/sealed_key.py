"""Private keys at rest: wrapped by a secret of the person, so that nobody else can sign with them (law 9).

A wrapped key is `CBK1` + 16 bytes of salt + 12 of nonce + AES-256-GCM over the PKCS #8 key; the key of
the wrapping is scrypt (RFC 7914) of the secret; the certificate is the associated data, so that a key
cannot be put under another name. The salt and nonce are drawn here: equal keys give unequal bytes.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from core.errors import ChartbridgeError

_MAGIC = b"CBK1"
_SALT, _NONCE = 16, 12
_COST = 2**15
"""scrypt's N with r = 8: 32 MB and about a tenth of a second a try."""


class KeyStaysLocked(ChartbridgeError):
    """The secret is not the one that the key was wrapped by, or the wrapped key was altered."""

    kind = "key_locked"

    def __init__(self) -> None:
        super().__init__(
            place="signing key",
            found="The secret does not open this signing key.",
            do="Please confirm who you are again; if that fails, ask the owner for a new key.",
        )


def wrap(key: ec.EllipticCurvePrivateKey, *, secret: bytes, certificate: bytes) -> bytes:
    """`key` wrapped by `secret` for this `certificate` (DER)."""
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    plain = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return _MAGIC + salt + nonce + AESGCM(_derived(secret, salt)).encrypt(nonce, plain, certificate)


def unwrap(wrapped: bytes, *, secret: bytes, certificate: bytes) -> ec.EllipticCurvePrivateKey:
    """The key in `wrapped`. Raises KeyStaysLocked for a wrong secret, another certificate, altered bytes."""
    head, body = wrapped[: len(_MAGIC)], wrapped[len(_MAGIC) :]
    salt, nonce, sealed = body[:_SALT], body[_SALT : _SALT + _NONCE], body[_SALT + _NONCE :]
    if head != _MAGIC or len(sealed) < _SALT:
        raise KeyStaysLocked
    try:
        plain = AESGCM(_derived(secret, salt)).decrypt(nonce, sealed, certificate)
    except InvalidTag as wrong:
        raise KeyStaysLocked from wrong
    key = serialization.load_der_private_key(plain, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise KeyStaysLocked
    return key


def _derived(secret: bytes, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=_COST, r=8, p=1).derive(secret)
