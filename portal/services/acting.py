"""Acting as a made-up person of the example, to see what each role sees.

Only where the server answers this computer alone and the project is the example, which holds nobody's
data. Asked at every rerun, since a page could be told otherwise; each change is an event (law 8).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from core.errors import ChartbridgeError
from portal.permissions import Action, Actor, Role, authorise
from portal.services import example
from portal.settings import LOOPBACK
from storage import AuditEvent, Storage

PEOPLE: tuple[Actor, ...] = (
    Actor("Robin Sample", Role.OWNER),
    Actor("Casey Sample", Role.CHAMPION),
    Actor("Parker Sample", Role.PRACTITIONER),
    Actor("Ash Sample", Role.ASSISTANT),
    Actor("Remy Sample", Role.RECEPTIONIST),
    Actor("Kim Sample", Role.ACCOUNTANT),
    Actor("Val Sample", Role.VENDOR),
    Actor("Toni Sample", Role.AUDITOR),
)
"""One a role."""


class ActingRefused(ChartbridgeError):
    """Somebody asked to act as a person of the example where that is not on offer."""

    kind: ClassVar[str] = "acting_refused"


def offered(store: Storage, project: str, *, bound: Sequence[str]) -> tuple[Actor, ...]:
    """The people one may act as. bound: every address that the server is said to answer on."""
    if not bound or not all(address in LOOPBACK for address in bound):
        return ()
    with store.read() as work:
        return PEOPLE if example.is_example(work, project) else ()


def person(people: Sequence[Actor], start: Actor, *, role: str) -> Actor:
    """Of those on offer the one of `role`; `start`, the person of the settings, where there is none."""
    return next((each for each in people if each.role.value == role), start)


def switch(
    store: Storage, actor: Actor, project: str, role: str, *, start: Actor, bound: Sequence[str]
) -> Actor:
    """From `actor` to the person of `role`, or back to `start` with "". Raises ActingRefused."""
    authorise(actor, Action.ACT_AS, project)
    people = offered(store, project, bound=bound)
    wanted = person(people, start, role=role)
    if not people or (role and wanted is start):
        raise ActingRefused(
            place="the role switch",
            found="Acting as somebody else is only for the example, on this computer.",
            do="Go on as yourself.",
        )
    with store.begin() as work:
        facts = {"from": actor.name, "to": wanted.name, "role": wanted.role.value}
        work.audit.append(project, AuditEvent.ROLE_SWITCHED, start.name, facts)
    return wanted
