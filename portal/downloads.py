"""The door through which files leave to a browser: a grant for one file, good once and for a short while.

The framework's own media links are guarded by nothing and live as long as the visit, so nothing that may hold
patient data goes through them (design, 10). A grant is kept in this process; its address holds the project,
a random number and a MAC by the project's keys, and so nothing of what was asked for (law 7).

`issue` gives the address, `redeem` takes it back for what was granted. Whoever redeems asks the services
again, with the person that the grant was given to.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar

from core.digests import facts_digest
from core.errors import ChartbridgeError
from portal.desk import Desk
from portal.permissions import Actor
from portal.viewmodels.taking import Form
from storage import Storage

GOOD_FOR = timedelta(minutes=5)
PATH = "download"


class Wanted(StrEnum):
    """What can be granted."""

    LOG = "log"
    PROOF = "proof"
    TRAIL = "trail"
    FINANCES = "finances"
    ORIGINAL = "original"
    REJECTS = "rejects"
    MAPPING = "mapping"


@dataclass(frozen=True)
class Grant:
    """One file for one person. query: the question that the page showed the answer to, a frozen dataclass."""

    project: str
    actor: Actor
    wanted: Wanted
    form: Form
    query: Any = field(repr=False)
    until: datetime

    def facts(self) -> str:
        """The grant's digest: what its MAC is over, together with its number."""
        told = {
            "project": self.project,
            "person": self.actor.name,
            "role": self.actor.role.value,
            "wanted": self.wanted.value,
            "form": self.form.value,
            "query": repr(self.query),
            "until": self.until.isoformat(),
        }
        return facts_digest(told)


class GrantRefused(ChartbridgeError):
    """An address that opens nothing. status: what a browser is told."""

    kind: ClassVar[str] = "grant_refused"

    def __init__(self, status: int, found: str) -> None:
        super().__init__(place="this link", found=found, do="Go back to the page and ask for the file again.")
        self.status = status


DESK: Desk[Grant] = Desk(most=2_000)


def issue(store: Storage, grant: Grant, *, desk: Desk[Grant] = DESK) -> str:
    """The address of one file, relative to the portal's own. The caller has asked for authority first."""
    number = secrets.token_urlsafe(24)
    with store.read() as work:
        mac = work.grants.seal(grant.project, number, grant.facts())
    desk.put(number, grant)
    return f"{PATH}/{grant.project}/{number}/{mac}"


def until(store: Storage) -> datetime:
    """When a grant that is given now ends."""
    return store.clock() + GOOD_FOR


def redeem(
    store: Storage, *, project: str, number: str, mac: str, by: str = "", desk: Desk[Grant] = DESK
) -> Grant:
    """What the address was issued for, once. Raises GrantRefused; a forged address uses nothing up.

    by: who comes with it, "" where there is no sign-in. Another person's use nothing up either.
    """
    grant = desk.look(number)
    if grant is None:
        raise GrantRefused(404, "It was used already, or is not known here.")
    with store.read() as work:
        # By its own project: what another id in the address leads to is nobody's to learn here.
        genuine = work.grants.holds(grant.project, mac, number, grant.facts())
    if not genuine or grant.project != project or (by and by != grant.actor.name):
        raise GrantRefused(403, "It is not as it was given out.")
    if desk.take(number) is None:
        raise GrantRefused(404, "It was used already, or is not known here.")
    if store.clock() > grant.until:
        raise GrantRefused(403, "It was good for five minutes, which are over.")
    return grant
