"""Addresses of pictures: good for one file, one person and a few minutes, for every window and page of it.

As with files that are taken along (portal/downloads.py), the address holds the project, a number and a MAC by
the project's keys, and so nothing of what is shown (law 7). Unlike those it may be asked several times. The
number is itself made by the project's keys, so that drawing a page again gives the same address for a while.

What is asked of the picture (frame, width, window) follows as a query: whoever may see the file may see all
of it, so that part needs no seal and is only kept within bounds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import ClassVar
from urllib.parse import urlencode

from core.digests import facts_digest
from core.errors import ChartbridgeError
from core.pictures.model import Wanted
from core.pictures.windows import Window
from portal.desk import Desk
from portal.permissions import Actor
from portal.viewmodels.picture import PictureRef
from storage import Storage

PATH = "picture"
_GOOD_FOR = 5 * 60
"""Seconds; a grant ends with the stretch of so many after the one that it was given in."""


@dataclass(frozen=True)
class PictureGrant:
    """One file of one run for one person."""

    project: str
    actor: Actor
    run: str
    ref: PictureRef = field(repr=False)
    until: datetime

    def facts(self) -> str:
        """What the number and the MAC are over."""
        told = {
            "project": self.project,
            "person": self.actor.name,
            "role": self.actor.role.value,
            "run": self.run,
            "ref": repr(self.ref),
            "until": self.until.isoformat(),
        }
        return facts_digest(told)


class PictureGone(ChartbridgeError):
    """An address that shows nothing. status: what a browser is told."""

    kind: ClassVar[str] = "picture_gone"

    def __init__(self, status: int, found: str) -> None:
        super().__init__(place="this picture", found=found, do="Open it again on its page.")
        self.status = status


DESK: Desk[PictureGrant] = Desk(most=10_000)


def until(store: Storage) -> datetime:
    """When a grant that is given now ends."""
    stretch = int(store.clock().timestamp()) // _GOOD_FOR
    return datetime.fromtimestamp((stretch + 2) * _GOOD_FOR, UTC)


def issue(store: Storage, *grants: PictureGrant, desk: Desk[PictureGrant] = DESK) -> tuple[str, ...]:
    """Their addresses, relative to the portal's own. The caller has asked for authority first."""
    addresses = []
    with store.read() as work:
        for grant in grants:
            number = work.grants.seal(grant.project, PATH, grant.facts())
            desk.put(number, grant)
            mac = work.grants.seal(grant.project, number, grant.facts())
            addresses.append(f"{PATH}/{grant.project}/{number}/{mac}")
    return tuple(addresses)


def redeem(
    store: Storage, *, project: str, number: str, mac: str, by: str = "", desk: Desk[PictureGrant] = DESK
) -> PictureGrant:
    """What the address was issued for. by: who comes with it, "" without a sign-in. Raises PictureGone."""
    grant = desk.look(number)
    if grant is None:
        raise PictureGone(404, "It is not known here, or not any more.")
    with store.read() as work:
        genuine = work.grants.holds(grant.project, mac, number, grant.facts())
    if not genuine or grant.project != project or (by and by != grant.actor.name):
        raise PictureGone(403, "The address is not as it was given out.")
    if store.clock() > grant.until:
        raise PictureGone(403, "The address was good for a few minutes, which are over.")
    return grant


def asking(address: str, wanted: Wanted) -> str:
    """The address of one picture of the file."""
    told: dict[str, str] = {"frame": str(wanted.frame), "width": str(wanted.width)}
    if wanted.whole:
        told["whole"] = "1"
    elif wanted.window is not None:
        told |= {"center": f"{wanted.window.center:g}", "span": f"{wanted.window.width:g}"}
    return f"{address}?{urlencode(told)}"


def wanted_of(query: Mapping[str, str]) -> Wanted:
    """What a query asks for; numbers that are none are left out of account."""
    center, span = _number(query.get("center")), _number(query.get("span"))
    window = None if center is None or span is None else Window(center, span)
    plain = Wanted()
    return Wanted(
        frame=int(_number(query.get("frame")) or plain.frame),
        width=int(_number(query.get("width")) or plain.width),
        window=window if window and window.sound else None,
        whole=query.get("whole") == "1",
    )


def _number(text: str | None) -> float | None:
    try:
        told = float(text or "")
    except ValueError:
        return None
    return told if abs(told) < 1e12 else None
