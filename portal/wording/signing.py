"""Sentences about passphrases, keys and signatures that were not made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from math import ceil

from portal.viewmodels.go_live import ReplacedLine
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
WAITS = "Your new signing passphrase can be used in {}."
WAITS_UNTIL = (
    "Your new signing passphrase can be used from {} on. Until then everybody here can see that it is new."
)
SAME_AS_SIGN_IN = "This is the password that you sign in with. A signing passphrase has to be another one."
PROVE_FIRST = "A signing passphrase is replaced only by its person, who signs in for it."
PROVE_FIRST_DO = "Please open this portal where you sign in, and replace it there."

KEY_PAGE = "your-signing-key"
"""The address of the page where one replaces it."""
FORGOT = "I forgot my signing passphrase"
FORGOT_WHY = (
    "You can choose a new one. What you signed before stays signed and valid. Everybody in this project sees "
    "that your signing key was replaced."
)
FORGOT_WAITS = "Nobody signs in to this portal, so the new passphrase can be used a day later."
REPLACE = "Replace my signing passphrase"
REPLACED_NOTE = "Your signing passphrase is replaced. It can be used from {} on."
REPLACED_NOW = "Your signing passphrase is replaced. You can sign with it now."
REPLACED_TITLE = "Replace your signing passphrase"
REPLACED_OF = "{name}, {role}, in {project}"
NOTHING_TO_REPLACE = "You have not set a signing passphrase in this project yet, so there is none to replace."
PROVE_AT = "{provider} asks who you are once more. Then you choose the new passphrase here."
PROVE_THERE = "Confirm at {provider}"
NOT_ANEW = "{provider} did not say that you signed in just now."
NOT_ANEW_DO = "Please try again. If it stays so, tell whoever looks after your sign-in."
PROVEN = "You have confirmed who you are. Please choose the new passphrase within ten minutes."
PROOF_USED = "This sign-in has replaced a signing passphrase already, and each does so once."
PROOF_USED_DO = "Please sign in once more for another one."
BACK = "Back to the portal"
KEYS_REPLACED = "New signing keys to know of"
YOUR_WORDS = "your words"


def another_person(named: str, actor: str, role: str) -> str:
    return f"This document names {named} as {role}; you are {actor}."


def closed(minutes: int) -> str:
    return CLOSED.format(counted(minutes, "minute"))


def not_yet(left: timedelta) -> str:
    """How long a new key still waits, in hours or, below one, in minutes."""
    minutes = ceil(left / timedelta(minutes=1))
    return WAITS.format(counted(minutes, "minute") if minutes < 60 else counted(ceil(minutes / 60), "hour"))


_PROVEN = {
    "account": "after entering password and code",
    "provider": "after signing in again",
    "alone": "on the computer of this portal, where nobody signs in",
}
"""By portal.services.key_doubts.How; its "first" took no key's place and needs no proof."""


def proven(how: str) -> str:
    return _PROVEN[how]


def replaced(line: ReplacedLine, moment: Callable[[datetime], str]) -> str:
    """ "Kim's signing key as owner was replaced on 12 Mar 2026, 09:05, by Kim ..." moment: writes a time."""
    whose, at = f"{line.name}'s signing key as {line.role}", moment(line.at)
    if line.how == "first":
        told = f"{whose} was made on {at}, their first in this role."
    else:
        told = f"{whose} was replaced on {at}, by {line.name}, {proven(line.how)}."
    return " ".join(part for part in (told, _doubt(line, moment)) if part)


def _doubt(line: ReplacedLine, moment: Callable[[datetime], str]) -> str:
    """Why the new key had to wait, and until when; nothing where it did not."""
    why = doubted(line.doubt, line.name, line.let_in_by)
    waits = f"The new key signs from {moment(line.holds_from)} on." if line.doubt else ""
    return " ".join(part for part in (why, waits) if part)


def doubted(doubt: str, name: str, by: str) -> str:
    """By portal.services.key_doubts.Doubt; nothing where how it was proven says it all. name: "They", too."""
    return {
        "reopened": f"{by} had made a link back into that account before.",
        "joined": f"{name} had come into this project after the old key was made.",
        "renewed": "Another phone or new recovery codes had been set for that account before.",
    }.get(doubt, "")
