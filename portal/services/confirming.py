"""A person confirms who they are by the passphrase of their own key, anew for each signature (ADR 16).

A wrong passphrase is counted in the transaction that looked at the key: two windows cannot try at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import ClassVar

from core.errors import ChartbridgeError
from portal.permissions import Actor
from portal.services.passphrases import closed_for, secret_of, with_another
from portal.wording import signing as words
from reports.signing import KeyStaysLocked, SealedKey, from_stored
from storage import Work

METHOD = "passphrase"
"""How a person confirms who they are; printed in the document."""


class SigningRefused(ChartbridgeError):
    """A signature or a key that was not made, in one sentence."""

    kind: ClassVar[str] = "signing_refused"


@dataclass(frozen=True)
class Unconfirmed:
    """why: the word for the trail. found, do: the sentences."""

    why: str
    found: str
    do: str

    def error(self) -> SigningRefused:
        return SigningRefused(place="signature", found=self.found, do=self.do)


def opened_key(
    work: Work, project: str, actor: Actor, passphrase: str, now: datetime
) -> SealedKey | Unconfirmed:
    """The person's key, once the passphrase has opened it; every wrong one is counted."""
    who = (project, actor.name, actor.role.value)
    held = work.signing_keys.to_try(*who)
    if held is None:
        return Unconfirmed("no key", words.NO_KEY, words.NO_KEY_DO)
    if closed := closed_for(held.wrong, now):
        return Unconfirmed("closed", words.closed(ceil(closed.total_seconds() / 60)), words.NOT_SIGNED)
    key = from_stored(held.content)
    if now < key.certified.holds_from:
        return Unconfirmed("waits", words.not_yet(key.certified.holds_from - now), words.NOT_SIGNED)
    try:
        key.open(secret_of(passphrase))
    except KeyStaysLocked:
        wrong = with_another(held.wrong, now)
        work.signing_keys.note_wrong(*who, wrong=wrong)
        shut = bool(closed_for(wrong, now))
        return Unconfirmed("passphrase", words.WRONG_PHRASE, words.NOW_CLOSED if shut else words.TRY_AGAIN)
    if held.wrong:
        work.signing_keys.note_wrong(*who, wrong=())
    return key
