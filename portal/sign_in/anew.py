"""That a provider has just asked a person anew who they are, as their browser carries it for ten minutes.

Sealed, and worth something with the one session that began with it (ADR 66).
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime

from portal.services.own_signing_key import PROVEN_FOR
from storage import Storage
from storage.errors import SealBroken

LASTS = PROVEN_FOR


@dataclass(frozen=True)
class Anew:
    """session: the SHA-256 of its token, hex."""

    session: str
    until: datetime

    @classmethod
    def of(cls, token: str, now: datetime) -> Anew:
        return cls(_digest(token), now + LASTS)

    def holds(self, token: str, now: datetime) -> bool:
        return bool(token) and hmac.compare_digest(self.session, _digest(token)) and now < self.until


def sealed(store: Storage, token: str) -> str:
    """For the cookie of whoever was asked anew."""
    made = Anew.of(token, store.clock())
    with store.read() as work:
        return work.errands.sealed(json.dumps({"anew": made.session, "until": made.until.isoformat()}))


def is_proven(store: Storage, cookie: str, token: str) -> bool:
    """Whether `cookie` says so of the session of `token`."""
    if not cookie:
        return False
    with store.read() as work:
        try:
            told = json.loads(work.errands.opened(cookie))
            made = Anew(told["anew"], datetime.fromisoformat(told["until"]))
        except (SealBroken, KeyError):
            return False
    return made.holds(token, store.clock())


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
