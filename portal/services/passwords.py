"""What a password has to be, and how it is kept: argon2id at the library's own strength."""

from __future__ import annotations

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from portal.services.passphrases import secret_of
from portal.wording import sign_in as words

FEWEST = 12
_SHORTEST_WORD = 4
_HASHER = PasswordHasher()
_AT_ONCE = BoundedSemaphore(4)
"""Each takes 64 megabytes, and anybody may ask."""
DECOY = "$argon2id$v=19$m=65536,t=3,p=4$I1vmyXZnVKsEl8waA+MxNw$6ql4Y58VlhpSvLtJ5zQerUgserht4ymw+5PJ0ZnSIxg"
"""What is compared where there is no account, so that looking takes the same way. Nothing fits it."""


def problem(password: str, again: str, *, known: tuple[str, ...]) -> str:
    """Why it cannot be taken, in one sentence, or "". known: names and addresses that others would try."""
    if len(password.strip()) < FEWEST:
        return words.TOO_SHORT.format(FEWEST)
    if len(set(password)) <= 2:
        return words.TOO_PLAIN
    if any(word in password.casefold() for word in _words(known)):
        return words.TOO_CLOSE
    return "" if secret_of(password) == secret_of(again) else words.NOT_SAME


def hashed(password: str) -> str:
    with _AT_ONCE:
        return _HASHER.hash(secret_of(password))


def fits(kept: str, password: str) -> bool:
    """Whether it is the password of this hash; takes as long for a wrong one."""
    try:
        with _AT_ONCE:
            return _HASHER.verify(kept, secret_of(password))
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    """Whether it was made at another strength than is made today."""
    return _HASHER.check_needs_rehash(kept)


def _words(known: tuple[str, ...]) -> set[str]:
    text = " ".join(known).casefold()
    spaced = "".join(letter if letter.isalnum() else " " for letter in text)
    return {word for word in spaced.split() if len(word) >= _SHORTEST_WORD}
