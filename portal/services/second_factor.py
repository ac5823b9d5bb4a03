"""The second factor: six digits of an authenticator app (RFC 6238), each taken once, and recovery codes."""

from __future__ import annotations

import hmac
import secrets
from base64 import b32encode
from datetime import datetime

import pyotp

ISSUER = "Chartbridge"
STEP = 30
_AROUND = (-1, 0, 1)
"""Steps that are taken: clocks of phones are a little off."""
CODES = 10
_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
_LENGTH = 16


def secret_of(material: bytes) -> str:
    """As authenticator apps take it, base32. material: 20 bytes, as long as the hash of RFC 6238."""
    return b32encode(material).decode()


def address_of(secret: str, email: str) -> str:
    """What the picture holds that an authenticator app scans."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def step_of(secret: str, code: str, *, now: datetime, used: int) -> int:
    """The time step of `code` where it is a right one newer than `used`; else 0. All steps are looked at."""
    generator, current = pyotp.TOTP(secret), int(now.timestamp()) // STEP
    found = 0
    for step in (current + around for around in _AROUND):
        right = hmac.compare_digest(
            generator.generate_otp(step).encode(), code.encode("utf-8", "surrogatepass")
        )
        found = step if right and step > used else found
    return found


def plain(code: str) -> str:
    """As a person may type it, in groups or in small letters."""
    return "".join(letter for letter in code.upper() if letter.isalnum() and letter.isascii())


def new_codes() -> tuple[str, ...]:
    """Recovery codes of 78 bits each, without letters that are taken for one another."""
    return tuple("".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(CODES))


def shown(code: str) -> str:
    """ "ABCD-EFGH-JKMN-PQRS"."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
