"""Tries that did not fit: counted for an account, known or not, and for where they come from.

One count for the sign-in and for a password that a person is asked for again, so that neither is a way round
the other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from math import ceil
from typing import ClassVar

from core.errors import ChartbridgeError
from portal.services import lock_out
from portal.wording import sign_in as words
from storage import INSTALLATION, AuditEvent, Work, folded


class SignInRefused(ChartbridgeError):
    """A sign-in that was not let in, or a password that was asked for again and did not fit."""

    kind: ClassVar[str] = "sign_in_refused"


@dataclass(frozen=True)
class By:
    """Whose tries: an address as it was typed, and a network address."""

    email: str = field(repr=False)
    came_from: str = field(repr=False)

    @property
    def holders(self) -> tuple[str, str]:
        return f"account:{folded(self.email)}", f"from:{self.came_from}"


def wrong_so_far(work: Work, by: By, now: datetime) -> int:
    """Of the account."""
    return lock_out.failures_now(work.attempts.of(by.holders[0]), now)


def forgive(work: Work, by: By) -> None:
    """The account proved itself."""
    work.attempts.keep(by.holders[0], 0)


def closed_for(work: Work, by: By, now: datetime) -> int:
    """Minutes that it is closed for, 0 where it is open."""
    account, network = (work.attempts.of(each) for each in by.holders)
    shut = max(
        lock_out.closed_for(account, now, free=lock_out.FREE),
        lock_out.closed_for(network, now, free=lock_out.FREE_FROM),
    )
    return ceil(shut.total_seconds() / 60)


def count(work: Work, by: By, now: datetime, *, event: AuditEvent, who: str) -> None:
    """One more that did not fit, and its event; another one where that closes the door."""
    work.attempts.forget(before=now - lock_out.FORGOTTEN)
    for holder in by.holders:
        work.attempts.keep(holder, lock_out.failures_now(work.attempts.of(holder), now) + 1)
    work.audit.append(INSTALLATION, event, who, {})
    if shut := closed_for(work, by, now):
        work.audit.append(INSTALLATION, AuditEvent.SIGN_IN_LOCKED, who, {"minutes": shut})


def locked(minutes: int) -> SignInRefused:
    return SignInRefused(place=words.PLACE, found=words.locked(minutes), do=words.LOCKED_DO)
