"""Grants to bring in files by our own route: short-lived, signed by the project's keys, of one person.

A grant lies in no process: whoever comes back after a cut, or after the server was started anew, goes on
with the one that they hold. It travels in a header and never in an address, and holds the person and their
role, and of the file only the number of its upload and its size (law 7). Its MAC is by the project's keys, so
that one of another project opens nothing. It lets the same thing be sent again, which changes nothing: each
slice says where it begins. A fresh one comes with every slice that is taken, for as long as its person may.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, ClassVar

from core.errors import ChartbridgeError
from portal.permissions import Actor
from portal.rights import Grant, Post, Role
from storage import Storage
from storage.errors import NotStored

PATH = "slices"
HEADER = "chartbridge-grant"
GOOD_FOR = timedelta(minutes=15)
_WHAT = "upload-grant"
_LONGEST = 4_096


@dataclass(frozen=True)
class UploadGrant:
    """upload: of the file that was begun; "" lets its person begin some. size: bytes of that file."""

    project: str
    actor: Actor
    until: datetime
    upload: str = ""
    size: int = 0

    def of(self, upload: str, size: int) -> UploadGrant:
        return replace(self, upload=upload, size=size)


class UploadRefused(ChartbridgeError):
    """A request that brings nothing in. status: what the browser is told."""

    kind: ClassVar[str] = "upload_refused"

    def __init__(
        self, status: int, found: str, do: str = "Open the Uploads page again and go on there."
    ) -> None:
        super().__init__(place="this upload", found=found, do=do)
        self.status = status


def issue(store: Storage, grant: UploadGrant) -> str:
    """The grant as its browser holds it. The caller has asked for authority first."""
    told = base64.urlsafe_b64encode(json.dumps(_facts(grant), separators=(",", ":")).encode()).decode()
    with store.read() as work:
        return f"{told}.{work.grants.seal(grant.project, _WHAT, _digest(told))}"


def until(store: Storage) -> datetime:
    """When a grant that is given now ends."""
    return store.clock() + GOOD_FOR


def redeem(store: Storage, project: str, token: str, *, upload: str = "", by: str = "") -> UploadGrant:
    """What `token` grants in this project, for this upload ("" for beginning). Raises UploadRefused.

    by: who comes with it, "" where there is no sign-in.
    """
    told, _, mac = token.partition(".")
    if not told or not token.isascii() or len(token) > _LONGEST:
        raise UploadRefused(403, "It came without what it was given to go by.")
    grant = _grant(told) if _is_ours(store, project, told, mac) else None
    if (
        grant is None
        or (grant.project, grant.upload) != (project, upload)
        or by not in ("", grant.actor.name)
    ):
        raise UploadRefused(403, "What it goes by is not as it was given out.")
    if store.clock() > grant.until:
        raise UploadRefused(401, "What it goes by was good for fifteen minutes, which are over.")
    return grant


def _is_ours(store: Storage, project: str, told: str, mac: str) -> bool:
    """No, of a project that there is not: nobody learns which there are."""
    try:
        with store.read() as work:
            return work.grants.holds(project, mac, _WHAT, _digest(told))
    except NotStored:
        return False


def _facts(grant: UploadGrant) -> dict[str, Any]:
    actor = grant.actor
    return {
        "project": grant.project,
        "person": actor.name,
        "role": actor.role.value,
        "grants": sorted(each.value for each in actor.grants),
        "post": actor.post.value if actor.post else None,
        "home": actor.project,
        "until": grant.until.isoformat(),
        "upload": grant.upload,
        "size": grant.size,
    }


def _grant(told: str) -> UploadGrant | None:
    """Of facts that are known to be ours."""
    try:
        facts = json.loads(base64.urlsafe_b64decode(told))
    except (ValueError, binascii.Error):
        return None
    actor = Actor(
        facts["person"],
        Role(facts["role"]),
        frozenset(map(Grant, facts["grants"])),
        Post(facts["post"]) if facts["post"] else None,
        facts["home"],
    )
    until = datetime.fromisoformat(facts["until"])
    return UploadGrant(facts["project"], actor, until, facts["upload"], facts["size"])


def _digest(told: str) -> str:
    return sha256(told.encode()).hexdigest()
