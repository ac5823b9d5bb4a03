"""Heads of the audit chains, kept outside the database (law 8; contracts, section 3).

An anchor says "event n of this project had this hash". It is written after the commit that it speaks of
(an anchor of a rolled-back event would accuse an innocent chain), when 100 events or 60 seconds have gone
by since the last, and carries a MAC by the project's keys, so that nobody without them can make one.
"""

from __future__ import annotations

import hmac
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from storage.audit_chain import Anchor
from storage.blobs import BlobStore
from storage.canonical import canonical, from_json_bytes, to_json_bytes
from storage.errors import BlobStoreFailed
from storage.keys import KeyRing
from storage.unit import Head

EVERY_EVENTS = 100
EVERY = timedelta(seconds=60)
STAYS = timedelta(days=3653)
"""For how long an anchor is locked where the store can do so: ten years, as a signed document is checked."""
FOLDER = "anchors"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Since:
    """Where a project's anchors stand. since: when its first event after the last anchor was seen here."""

    anchored: int
    since: datetime


class AnchorKeeper:
    """Remembers, for this process, what was anchored last. Safe for use by several threads."""

    def __init__(self, blobs: BlobStore, clock: Callable[[], datetime]) -> None:
        self._blobs = blobs
        self._clock = clock
        self._seen: dict[str, _Since] = {}
        self._lock = Lock()

    def after_commit(
        self, project: str, head: Head, *, ring: Callable[[], KeyRing], last: bool = False
    ) -> bool:
        """Anchors if it is time; whether it did. last: nobody can anchor later, since the keys are gone.

        The change itself is committed: a failing store is logged, and tried again with the next event.
        """
        try:
            due = self._due(project, head) or last
            if due:
                self.write(project, head, ring=ring())
        except (BlobStoreFailed, OSError):
            _log.warning("an audit anchor could not be written; it will be tried again with the next event")
            return False
        return due

    def write(self, project: str, head: Head, *, ring: KeyRing) -> Anchor:
        body = _body(project, head.seq, head.hash.hex())
        content = {**body, "mac": ring.witness(_message(body))}
        name, until = f"{_folder(project)}/{head.seq:012d}", self._clock() + STAYS
        self._blobs.put_to_stay(name, to_json_bytes(content), until=until)
        with self._lock:
            self._seen[project] = _Since(head.seq, self._clock())
        return Anchor(head.seq, head.hash)

    def _due(self, project: str, head: Head) -> bool:
        with self._lock:
            seen = self._seen.get(project) or _Since(last_anchored(self._blobs, project), head.at)
            if seen.anchored >= head.seq:
                return False
            since = head.at if seen.anchored == head.seq - 1 else seen.since
            self._seen[project] = _Since(seen.anchored, since)
        return head.seq - seen.anchored >= EVERY_EVENTS or self._clock() - since >= EVERY


def last_anchored(blobs: BlobStore, project: str) -> int:
    """seq of the last anchor; 0 without one."""
    numbers = (_number(blob.name) for blob in blobs.list(_folder(project)))
    return max((seq for seq in numbers if seq is not None), default=0)


def read_anchors(blobs: BlobStore, project: str, *, ring: KeyRing | None) -> tuple[list[Anchor], int | None]:
    """The genuine anchors in seq order, and the seq of the first forged one (None when there is none).

    ring: None where the keys are destroyed; MACs go unchecked then.
    """
    genuine: list[Anchor] = []
    for name, content in blobs.as_put_first(_folder(project)):
        seq = _number(name)
        if seq is None:
            continue
        anchor = _read(content, project=project, ring=ring)
        if anchor is None or anchor.seq != seq:
            return genuine, seq
        genuine.append(anchor)
    return genuine, None


def _number(name: str) -> int | None:
    """None of what is no anchor: what a program or a person left in the folder says nothing of the chain."""
    number = name.rpartition("/")[2]
    return int(number) if number.isascii() and number.isdigit() else None


def _read(content: bytes, *, project: str, ring: KeyRing | None) -> Anchor | None:
    """None of one that is not to the byte as `write` writes it, or bears another MAC."""
    try:
        facts = from_json_bytes(content)
        body = _body(project, int(facts["seq"]), str(facts["hash"]))
        mac, anchor = str(facts["mac"]), Anchor(int(facts["seq"]), bytes.fromhex(str(facts["hash"])))
    except (ValueError, KeyError, TypeError):
        return None
    if content != to_json_bytes({**body, "mac": mac}):
        return None
    if ring is not None and not hmac.compare_digest(mac, ring.witness(_message(body))):
        return None
    return anchor


def _body(project: str, seq: int, digest: str) -> dict[str, str | int]:
    return {"schema": 1, "project": project, "seq": seq, "hash": digest}


def _message(body: dict[str, str | int]) -> bytes:
    return canonical("chartbridge/anchor/1", body["project"], body["seq"], body["hash"])


def _folder(project: str) -> str:
    return f"{FOLDER}/{project}"
