"""Two people who start the same run at once, and two workers who publish it at once (law 3)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import TypeVar

from core.accept import Settings as Clinic
from core.progress import Going
from portal.permissions import Actor, Role
from portal.services import runs
from portal.services.run_times import TOOK
from portal.viewmodels.jobs import JobKind
from portal.viewmodels.uploads import Accept
from portal.wording import stages
from storage import AuditEvent, Storage
from tests.portal.stores import OWNER, PATIENTS, project_in, store_in, work_all

Given = TypeVar("Given")
CHAMPION = Actor("Kim", Role.CHAMPION)
PATIENCE = 60.0


def at_once(act: Callable[[Given], str], *given: Given) -> list[str]:
    """What `act` gives of each, all begun at one instant, each in a thread of its own."""
    ready = Barrier(len(given), timeout=PATIENCE)

    def acting(one: Given) -> str:
        ready.wait()
        return act(one)

    with ThreadPoolExecutor(len(given)) as threads:
        return list(threads.map(acting, given))


def test_two_people_who_start_a_run_at_once_start_one(tmp_path: Path) -> None:
    stores = [store_in(tmp_path), store_in(tmp_path)]
    project = project_in(stores[0], {"patients.csv": PATIENTS}).id

    def start(who: tuple[Storage, Actor]) -> str:
        store, actor = who
        return runs.start(store, actor, project, how=Accept.ALL, clinic=Clinic()).id

    for _ in range(5):
        assert len(set(at_once(start, *zip(stores, (OWNER, CHAMPION), strict=True)))) == 1
    with stores[0].read() as work:
        assert sum(job.kind == JobKind.RUN for job in work.jobs.of(project)) == 1


def test_two_workers_that_publish_one_run_at_once_publish_it_once_and_whole(tmp_path: Path) -> None:
    stores = [store_in(tmp_path), store_in(tmp_path)]
    project = project_in(stores[0], {"patients.csv": PATIENTS}).id
    work_all(stores[0])
    runs.start(stores[0], OWNER, project, how=Accept.ALL, clinic=Clinic())
    with stores[0].begin() as work:
        job = work.jobs.lease("the first", 30)
    assert job is not None
    publishing = Barrier(2, timeout=PATIENCE)

    def told(going: Going) -> None:
        if going.stage == stages.PUBLISH:
            publishing.wait()

    def publish(store: Storage) -> str:
        came = runs.run(store, job, told)
        assert came.pop(TOOK)
        return str(sorted(came.items()))

    assert len(set(at_once(publish, *stores))) == 1
    with stores[1].read() as work:
        (row,) = work.runs.of(project)
        work.runs.verify(project, row.run)
        published = [event for event in work.audit.events(project) if event.event == AuditEvent.RUN_PUBLISHED]
        assert row.closes
    assert len(published) == 1
