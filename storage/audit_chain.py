"""The arithmetic of the audit chain: how events are hashed, and what a look at them proves (law 8).

hash = SHA-256(canonical("chartbridge/audit/1", project, seq, at, event, actor, facts, prev_hash)) with
`at` in microseconds since 1970 and actor and facts as sealed: the chain runs over ciphertext, so that it
still holds when the keys are destroyed. The first event's prev_hash is `genesis(project)`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from storage.canonical import canonical

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Link:
    """One event as stored."""

    project: str
    seq: int
    at: datetime
    event: str
    actor: bytes
    facts: bytes
    prev_hash: bytes
    hash: bytes


@dataclass(frozen=True)
class Anchor:
    """A head that was written outside the database. seq 1 is the first event; hash: 32 bytes."""

    seq: int
    hash: bytes


@dataclass(frozen=True)
class Verdict:
    """What a check of one chain found.

    events: how many are there. anchored: seq of the last anchor, 0 without one; events after it could have
    been cut without a trace. first_bad: seq of the first event that is wrong or missing. reason: a sentence.
    keyed: False where the keys are destroyed, so that only hashes and anchors could be checked.
    """

    valid: bool
    events: int
    anchored: int
    first_bad: int | None = None
    reason: str | None = None
    keyed: bool = True


Opens = Callable[[Link], bool]
"""Whether the sealed fields of an event open as that very event."""


def genesis(project: str) -> bytes:
    return hashlib.sha256(canonical("chartbridge/audit/1/genesis", project)).digest()


def link_hash(link: Link) -> bytes:
    return hashlib.sha256(
        canonical(
            "chartbridge/audit/1",
            link.project,
            link.seq,
            microseconds(link.at),
            link.event,
            link.actor,
            link.facts,
            link.prev_hash,
        )
    ).digest()


def microseconds(at: datetime) -> int:
    return (at - _EPOCH) // timedelta(microseconds=1)


def judge(project: str, links: Iterable[Link], *, anchors: Sequence[Anchor], opens: Opens | None) -> Verdict:
    """Reads the links in seq order once and stops at the first that is wrong.

    anchors: the genuine ones in seq order. opens: None where the keys are destroyed.
    """
    anchored = anchors[-1].seq if anchors else 0
    expected = {anchor.seq: anchor.hash for anchor in anchors}
    previous, count, firm = genesis(project), 0, 0

    def bad(seq: int, reason: str) -> Verdict:
        return Verdict(False, count, anchored, seq, reason, opens is not None)

    for link in links:
        reason = _wrong(link, count + 1, previous) or _unopened(link, opens)
        if reason:
            return bad(count + 1, reason)
        if expected.get(link.seq, link.hash) != link.hash:
            return bad(firm + 1, f"the events {firm + 1} to {link.seq} are not those that were anchored")
        firm = link.seq if link.seq in expected else firm
        previous, count = link.hash, link.seq
    if count < anchored:
        return bad(count + 1, f"the events {count + 1} to {anchored} were there when anchored and are gone")
    return Verdict(True, count, anchored, keyed=opens is not None)


def _wrong(link: Link, seq: int, previous: bytes) -> str | None:
    if link.seq != seq:
        return f"event {seq} is missing"
    if link.prev_hash != previous:
        return f"event {seq} does not follow from the one before it"
    if link.hash != link_hash(link):
        return f"event {seq} was altered"
    return None


def _unopened(link: Link, opens: Opens | None) -> str | None:
    """Catches a chain whose hashes were computed anew by somebody without the keys."""
    if opens is None or opens(link):
        return None
    return f"event {link.seq} was not sealed as the event that it claims to be"
