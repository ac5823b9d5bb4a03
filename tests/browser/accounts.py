"""The example's people with accounts of their own, for a portal that they sign in to."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyotp

from core.demonstration import SMALL
from portal.permissions import Actor, Role
from portal.services import acting, example, joining, people
from portal.services.joining import Joining
from portal.services.second_factor import STEP
from portal.services.sessions import Rules
from portal.settings import Settings
from portal.visit import ProjectChoice
from storage import Storage
from tests import placing
from tests.portal.serving import Served, served

PASSWORD = "seven kettles on the sill"


@dataclass
class Account:
    """One person's address and authenticator app, which gives no code twice."""

    actor: Actor
    email: str
    secret: str
    last: int = 0

    def code(self) -> str:
        """Of this step or the one after it, which are taken for half a minute on a slow machine too."""
        self.last = max(self.last + 1, int(time.time()) // STEP)
        while self.last > int(time.time()) // STEP + 1:
            time.sleep(0.5)
        return pyotp.TOTP(self.secret).generate_otp(self.last)


@dataclass(frozen=True)
class Clinic:
    portal: Served
    accounts: dict[Role, Account]

    @property
    def address(self) -> str:
        return self.portal.address


def people_in(home: Path, roles: Iterable[Role]) -> dict[Role, Account]:
    """Puts the small example into a home that nobody has opened, with the owner and these people of it."""
    store, rules = placing.opened(home), Rules.of(Settings())
    try:
        example.put_if_empty(store, size=SMALL)
        with store.read() as work:
            row = work.projects.all()[0]
        project = ProjectChoice(row.id, row.name)
        known = {each.role: each for each in acting.PEOPLE}
        owner = known[Role.OWNER]
        founder = people.invite_founder(store, _email(owner))
        made = {Role.OWNER: _account(store, owner, founder, rules)}
        for role in (each for each in roles if each is not Role.OWNER):
            asked = {"email": _email(known[role]), "role": role.value}
            token = people.invite(store, owner, project.id, **asked)
            made[role] = _account(store, known[role], token, rules)
        return made
    finally:
        store.close()


def _account(store: Storage, actor: Actor, token: str, rules: Rules) -> Account:
    account = Account(actor, _email(actor), joining.welcome(store, token).secret)
    joining.make_account(store, token, Joining(actor.name, PASSWORD, PASSWORD, account.code()), rules=rules)
    return account


def _email(actor: Actor) -> str:
    return f"{actor.name.split()[0].lower()}@maple.example"


@contextmanager
def clinic_of(home: Path, *roles: Role, **settings: str) -> Iterator[Clinic]:
    """A portal with the small example that the owner and people of these roles sign in to."""
    accounts = people_in(home, roles)
    with served(home, SIGN_IN="local", EXAMPLE="none", **settings) as portal:
        yield Clinic(portal, accounts)
