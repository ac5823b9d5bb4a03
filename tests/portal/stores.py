"""A real store in a temporary folder, and a clock that is moved by hand."""

from __future__ import annotations

import atexit
import base64
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from core.accept import Settings as Clinic
from portal.permissions import Actor, Role
from portal.services import projects, runs, uploads
from portal.viewmodels.uploads import Accept, Dropped
from portal.visit import ProjectChoice
from portal.worker import Worker
from storage import EnvironmentMasterKey, Storage, open_storage
from tests.placing import copied, place_of

KEY = base64.b64encode(bytes(range(32))).decode()
MASTER = EnvironmentMasterKey.of({"CHARTBRIDGE_MASTER_KEY": KEY})
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
    place = place_of(home / "home")
    url, blobs = (place.url, place.blobs) if place else (None, None)
    if place is None and not (home / "home").exists():
        shutil.copytree(_new(), home / "home")
    return open_storage(home / "home", master=MASTER, clock=clock or Clock(), database_url=url, blobs=blobs)


@cache
def _new() -> Path:
    """A home without projects, made once and copied: making its tables costs five times opening them."""
    home = _kept() / "home"
    open_storage(home, master=MASTER, clock=Clock()).close()
    return home


def _kept() -> Path:
    """A folder that lies as long as this process runs."""
    folder = tempfile.mkdtemp(prefix="chartbridge-kept-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


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


def begun(
    home: Path, done: Callable[[Storage], ProjectChoice], clock: Clock | None = None
) -> tuple[Storage, ProjectChoice]:
    """A store in which `done` was done, once for all tests; `clock` goes on where that ended."""
    clock = clock or Clock()
    like, project, clock.at = _done(done)
    copied(like, home / "home")
    return store_in(home, clock), project


@cache
def _done(done: Callable[[Storage], ProjectChoice]) -> tuple[Path, ProjectChoice, datetime]:
    folder, clock = _kept(), Clock()
    store = store_in(folder, clock)
    project = done(store)
    store.close()
    return folder / "home", project, clock.at


def ran_in(home: Path, clock: Clock | None = None) -> tuple[Storage, ProjectChoice]:
    """As `store_in` and `ran_project`, for a fraction of what they cost."""
    return begun(home, ran_project, clock)


def run_again(store: Storage, project: ProjectChoice, accept: Accept = Accept.ALL) -> None:
    runs.start(store, OWNER, project.id, how=accept, clinic=Clinic())
    work_all(store)
