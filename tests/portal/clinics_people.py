"""A clinic whose people sign in: made through the services, as its owner would, with a clock set by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pyotp

from portal.permissions import Actor, Role
from portal.services import joining, people, second_factor
from portal.services.accounts import Tried
from portal.services.entry import Entry
from portal.services.joining import Joining
from portal.services.sessions import Rules
from portal.visit import ProjectChoice
from storage import Person, Storage, folded
from tests.placing import copied
from tests.portal.stores import Clock, project_in, store_in

RULES = Rules(timedelta(minutes=30), timedelta(hours=12))
PHRASE = "seven kettles on the sill"


@dataclass
class Phone:
    """Somebody's authenticator app: gives each code once, as a person waits for the next one."""

    secret: str
    clock: Clock
    step: int = 0

    def code(self) -> str:
        """A code that was not given before; moves the clock where it has to wait for one."""
        if self._now() <= self.step:
            self.clock.advance(second_factor.STEP)
        self.step = self._now()
        return pyotp.TOTP(self.secret).generate_otp(self.step)

    def _now(self) -> int:
        return int(self.clock.at.timestamp()) // second_factor.STEP


@dataclass
class Clinic:
    """project: the one whose owner is Robin. owner: Robin's first session."""

    store: Storage
    clock: Clock
    project: ProjectChoice
    phones: dict[str, Phone] = field(default_factory=dict)
    codes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    owner: str = ""

    def joins(self, name: str, role: Role, *, token: str = "") -> str:
        """The session of somebody new, invited by Robin unless they bring a link."""
        email = f"{name.lower()}@maple.example"
        if not token:
            robin = self.actor("Robin")
            token = people.invite(self.store, robin, self.project.id, email=email, role=role.value)
        invited = joining.welcome(self.store, token, browser=name)
        self.phones[name] = Phone(invited.secret, self.clock)
        typed = Joining(name, PHRASE, PHRASE, self.phones[name].code(), browser=name)
        made = joining.make_account(self.store, token, typed, rules=RULES)
        self.codes[name] = made.codes
        return made.token

    def tried(self, name: str, **other: str) -> Tried:
        """What this person types to sign in, but for what is said otherwise."""
        right = {"email": f"{name.lower()}@maple.example", "password": PHRASE}
        code = other.pop("code", "") or self.phones[name].code()
        return Tried(**{**right, "code": code, **other})

    def person(self, name: str) -> Person:
        with self.store.read() as work:
            found = work.people.by_email(folded(f"{name}@maple.example"))
        assert found is not None
        return found

    def actor(self, name: str) -> Actor:
        with self.store.read() as work:
            found = people.actor_in(work, self.person(name).id, self.project.id)
        assert found is not None
        return found

    def version(self, name: str) -> int:
        with self.store.read() as work:
            member = work.memberships.find(self.project.id, self.person(name).id)
        assert member is not None
        return member.version

    def entry(self, token: str) -> Entry:
        return Entry(self.store, token, RULES)

    def events(self, project: str = "") -> list[str]:
        with self.store.read() as work:
            return [row.event for row in work.audit.events(project or self.project.id)]


def first_clinic(folder: Path) -> Clinic:
    """A clinic with its first owner, Robin."""
    clock = Clock()
    store = store_in(folder, clock)
    clinic = Clinic(store, clock, project_in(store))
    token = people.invite_founder(store, "robin@maple.example")
    clinic.owner = clinic.joins("Robin", Role.OWNER, token=token)
    return clinic


def moved_into(folder: Path, made: Clinic, home: Path) -> Clinic:
    """The same clinic in a folder of its own, since making one takes a second. home: where `made` lies."""
    copied(home / "home", folder / "home")
    clock = Clock(made.clock.at)
    phones = {name: Phone(phone.secret, clock, phone.step) for name, phone in made.phones.items()}
    return Clinic(store_in(folder, clock), clock, made.project, phones, dict(made.codes), made.owner)
