"""A real store in a temporary folder, and a clock that is moved by hand."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core.accept import Settings as Clinic
from portal.permissions import Actor, Role
from portal.services import projects, runs, uploads
from portal.viewmodels.uploads import Accept, Dropped
from portal.visit import ProjectChoice
from portal.worker import Worker
from storage import EnvironmentMasterKey, Storage, open_storage
from tests.placing import place_of

KEY = base64.b64encode(bytes(range(32))).decode()
OWNER = Actor("Robin", Role.OWNER)
AUDITOR = Actor("Ada", Role.AUDITOR)
RECEPTIONIST = Actor("Sam", Role.RECEPTIONIST)

PATIENTS = b"PatNum,LastName,FirstName,Birthdate\n" + b"".join(
    f"{n},Bloggs{n},Jo,19{50 + n}-03-2{n % 9}\n".encode() for n in range(1, 41)
)
ODD = b"ZZZ,QQQ\nalpha,beta\n"


@dataclass
class Clock:
    at: datetime = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at

    def advance(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


def store_in(home: Path, clock: Callable[[], datetime] | None = None) -> Storage:
    master = EnvironmentMasterKey.of({"CHARTBRIDGE_MASTER_KEY": KEY})
    place = place_of(home / "home")
    url, blobs = (place.url, place.blobs) if place else (None, None)
    return open_storage(home / "home", master=master, clock=clock or Clock(), database_url=url, blobs=blobs)


def project_in(store: Storage, files: Mapping[str, bytes] | None = None) -> ProjectChoice:
    """A project with these files received."""
    project = projects.create(store, OWNER, "Maple Street")
    if files:
        uploads.receive(store, OWNER, project.id, [Dropped(p, c) for p, c in files.items()])
    return project


def worker_of(store: Storage, name: str = "worker") -> Worker:
    return Worker(store, name=name, keep_on=lambda: False)


def work_all(store: Storage) -> None:
    worker = worker_of(store)
    while worker.work_once():
        pass


def ran_project(store: Storage, accept: Accept = Accept.ALL) -> ProjectChoice:
    """A project whose run is finished: forty patients and one table that nothing is known about."""
    project = project_in(store, {"patients.csv": PATIENTS, "odd.csv": ODD})
    run_again(store, project, accept)
    return project


def run_again(store: Storage, project: ProjectChoice, accept: Accept = Accept.ALL) -> None:
    runs.start(store, OWNER, project.id, how=accept, clinic=Clinic())
    work_all(store)
