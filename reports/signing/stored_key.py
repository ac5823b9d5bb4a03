"""A sealed key as bytes, for whoever stores it: its certificates and the private key, still wrapped.

JSON with two parts, "chain" (DER, base64, the key's own certificate first) and "wrapped" (base64).
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode

from reports.signing.certificates import Certified, SealedKey


def to_stored(key: SealedKey) -> bytes:
    """`from_stored` gives an equal key. Nothing in it opens without the secret that the key is wrapped by."""
    chain = [b64encode(each).decode() for each in key.certified.chain]
    return json.dumps({"chain": chain, "wrapped": b64encode(key.wrapped).decode()}).encode()


def from_stored(content: bytes) -> SealedKey:
    told = json.loads(content)
    return SealedKey(Certified(tuple(map(b64decode, told["chain"]))), b64decode(told["wrapped"]))
