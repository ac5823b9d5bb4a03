"""Sentences about passphrases, keys and signatures that were not made."""

from __future__ import annotations

from portal.wording.figures import counted

INSTALLATION = "Chartbridge portal {}"
"""The name in the certificates of an installation, which tells it from others."""
NEVER_SIGNS = "Your role signs nothing on the clinic's behalf."
NEWER_RUN = (
    "A newer run has finished since this document was written. It tells of the one before, so nobody signs "
    "it any more. Count again on Go-live and write a new one."
)
NOT_SIGNED = "Nothing was signed."
NO_KEY = "You have not set a signing passphrase yet."
NO_KEY_DO = "Please set it first; it takes a minute."
KEY_THERE = "You have set a signing passphrase already."
KEY_THERE_DO = "Please sign with that one."
WRONG_PHRASE = "This is not your signing passphrase."
TRY_AGAIN = "Please try again. After five wrong ones within fifteen minutes your key is closed for a while."
NOW_CLOSED = "Your key is closed for fifteen minutes, so that nobody can guess it."
TOO_SHORT = "A signing passphrase has {} characters or more."
TOO_PLAIN = "A signing passphrase needs more than two different characters."
NOT_THE_SAME = "The two passphrases are not the same."
PHRASE_DO = "Please enter it twice. A short sentence is easy to keep in mind."
CLOSED = "Your signing key is closed for {} after too many wrong passphrases."
YOUR_WORDS = "your words"


def another_person(named: str, actor: str, role: str) -> str:
    return f"This document names {named} as {role}; you are {actor}."


def closed(minutes: int) -> str:
    return CLOSED.format(counted(minutes, "minute"))
