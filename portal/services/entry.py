"""Who somebody is right now: asked again at every rerun and every call, never remembered.

A fragment or a callback that runs after its person signed out, was signed out or lost a right is refused,
though the page that it belongs to was drawn before (design, 10).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from core.errors import ChartbridgeError
from portal.permissions import Actor
from portal.services import people, sessions
from portal.services.sessions import Rules, SignedOut
from portal.visit import ProjectChoice
from portal.wording import sign_in as words
from storage import INSTALLATION, Person, Storage, Work


class NotHere(ChartbridgeError):
    """Somebody who is signed in and not (any more) in this project; whether there is one is not told."""

    kind: ClassVar[str] = "not_here"

    def __init__(self) -> None:
        super().__init__(place="project", found=words.NOT_YOURS + ".", do=words.NOT_YOURS_MORE)


@dataclass(frozen=True)
class Entry:
    """The session that a visit goes by. token: as its cookie holds it."""

    store: Storage = field(repr=False)
    token: str = field(repr=False)
    rules: Rules

    def person(self) -> Person:
        """Raises SignedOut."""
        found = sessions.holder(self.store, self.token, rules=self.rules)
        if found is None:
            raise SignedOut
        return found.person

    def actor_in(self, project: str) -> Actor:
        """What its person is in this project now. Raises SignedOut, NotHere."""
        with self.store.read() as work:
            return self._actor(work, project)

    def projects(self) -> tuple[ProjectChoice, ...]:
        """Those that its person is in, oldest first. Raises SignedOut."""
        with self.store.read() as work:
            mine = {each.project for each in work.memberships.of_person(self._person(work))}
            rows = [row for row in work.projects.of_ids(mine - {INSTALLATION}) if row.readable]
        return tuple(ProjectChoice(row.id, row.name) for row in rows)

    def may_start(self) -> bool:
        with self.store.read() as work:
            return people.may_start(work, self._person(work))

    def start_project(self, name: str) -> str:
        return people.start_project(self.store, self.person(), name)

    def _actor(self, work: Work, project: str) -> Actor:
        actor = people.actor_in(work, self._person(work), project)
        if actor is None:
            raise NotHere
        return actor

    def _person(self, work: Work) -> str:
        """The id of whose session it is. Raises SignedOut."""
        row = sessions.opened(work, self.token, self.store.clock(), self.rules)
        if row is None:
            raise SignedOut
        return row.person
