"""A clinic with many visits open at once, and a project beside it that the worker runs all the time."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pyotp

from core.accept import Settings as Accepted
from core.demonstration import SMALL
from portal.opening import open_storage
from portal.permissions import Actor, Role
from portal.services import acting, example, joining, people, projects, runs, sessions, uploads
from portal.services.joining import Joining
from portal.services.sessions import Rules
from portal.settings import read_settings
from portal.viewmodels.uploads import Accept, Dropped
from portal.worker import Worker
from storage import JobState, Storage, folded

PATIENTS, ROWS = 2_000, 200_000
_PHRASE = "seven kettles on the sill"
_PROVIDER = Actor("Val Sample", Role.VENDOR)


@dataclass
class Working:
    """done: how many runs have ended."""

    done: int = 0


@dataclass(frozen=True)
class Clinic:
    """tokens: of sessions that are open, one a visit."""

    store: Storage
    tokens: tuple[str, ...] = field(repr=False)
    large: str

    @contextmanager
    def working(self) -> Iterator[Working]:
        """A run is under way all the time, done by the portal's worker."""
        over, working = threading.Event(), Working()
        keeper = threading.Thread(target=self._keep, args=(over, working), daemon=True)
        keeper.start()
        try:
            yield working
        finally:
            over.set()
            keeper.join(30)

    def _keep(self, over: threading.Event, working: Working) -> None:
        while not over.wait(0.5):
            with self.store.read() as work:
                every = [job for job in work.jobs.of(self.large) if job.kind == "run"]
            working.done = sum(job.state is JobState.DONE for job in every)
            if all(job.state not in (JobState.QUEUED, JobState.LEASED) for job in every):
                runs.start(self.store, _PROVIDER, self.large, how=Accept.ALL, clinic=Accepted())


def made(visits: int) -> Clinic:
    """In the home of the settings: the small example with a finished run, its people, and their visits."""
    settings = read_settings()
    store = open_storage(settings)
    example.put_if_empty(store, size=SMALL)
    with store.read() as work:
        project = work.projects.all()[0].id
    rules = Rules.of(settings)
    names = _people(store, project, rules)
    runs.start(store, acting.PEOPLE[0], project, how=Accept.ALL, clinic=Accepted())
    large = projects.create(store, _PROVIDER, "A large export").id
    uploads.receive(store, _PROVIDER, large, _export())
    _work_off(store)
    with store.begin() as work:
        found = [work.people.by_email(folded(_email(name))) for name in names]
        tokens = [
            sessions.begin(work, person, method="local", rules=rules)
            for person in (found * visits)[:visits]
            if person is not None
        ]
    return Clinic(store, tuple(tokens), large)


def _people(store: Storage, project: str, rules: Rules) -> list[str]:
    """Everybody of the example with an account."""
    owner = next(each for each in acting.PEOPLE if each.role is Role.OWNER)
    _joins(store, owner.name, people.invite_founder(store, _email(owner.name)), rules)
    others = [each for each in acting.PEOPLE if each is not owner]
    for each in others:
        link = people.invite(store, owner, project, email=_email(each.name), role=each.role.value)
        _joins(store, each.name, link, rules)
    return [owner.name, *(each.name for each in others)]


def _joins(store: Storage, name: str, link: str, rules: Rules) -> None:
    code = pyotp.TOTP(joining.welcome(store, link).secret).now()
    joining.make_account(store, link, Joining(name, _PHRASE, _PHRASE, code), rules=rules)


def _email(name: str) -> str:
    return f"{name.split()[0].lower()}@maple.example"


def _work_off(store: Storage) -> None:
    worker = Worker(store, name="before", keep_on=lambda: False)
    while worker.work_once():
        time.sleep(0)


def _export() -> list[Dropped]:
    patients = "".join(
        f"{n},Last{n},First{n % 977},19{n % 80 + 10}-0{n % 9 + 1}-1{n % 10}\n" for n in range(PATIENTS)
    )
    visits = "".join(
        f"{n},{n % PATIENTS},2025-0{n % 9 + 1}-1{n % 10},0{n % 10}:15,Note {n}\n"
        for n in range(ROWS - PATIENTS)
    )
    return [
        Dropped("patients.csv", f"PatNum,LastName,FirstName,Birthdate\n{patients}".encode()),
        Dropped("appointments.csv", f"AptNum,PatNum,AptDate,AptTime,Note\n{visits}".encode()),
    ]
