"""What a signing passphrase has to be, and when its key is closed because it was guessed at (ADR 16).

Pure, over texts and times that are handed in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta

from portal.viewmodels.go_live import FEWEST_CHARACTERS
from portal.wording import signing as words

MOST_WRONG = 5
WITHIN = timedelta(minutes=15)
"""So many wrong ones within this time close a key, for as long again."""


def problem(passphrase: str, again: str) -> str:
    """Why it cannot be taken, in one sentence, or ""."""
    if len(passphrase.strip()) < FEWEST_CHARACTERS:
        return words.TOO_SHORT.format(FEWEST_CHARACTERS)
    if len(set(passphrase)) <= 2:
        return words.TOO_PLAIN
    return "" if secret_of(passphrase) == secret_of(again) else words.NOT_THE_SAME


def secret_of(passphrase: str) -> bytes:
    """What a key is wrapped by: letters that look alike are alike, however a keyboard composes them."""
    return unicodedata.normalize("NFC", passphrase).encode()


def closed_for(wrong: Sequence[datetime], now: datetime) -> timedelta:
    """How long the key stays closed from `now`; nothing where it is open. wrong: oldest first."""
    last = wrong[-MOST_WRONG:]
    if len(last) < MOST_WRONG or last[-1] - last[0] >= WITHIN:
        return timedelta()
    return max(last[-1] + WITHIN - now, timedelta())


def with_another(wrong: Sequence[datetime], now: datetime) -> tuple[datetime, ...]:
    """Those that can still matter, and the one of just now."""
    return (*wrong[1 - MOST_WRONG :], now)
