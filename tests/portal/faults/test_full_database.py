"""A database without room on its disk: one sentence, nothing of the act kept, and the act again later."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.exc import OperationalError

from core.accept import Settings as Clinic
from core.decisions import Choice
from portal.services import decision_page, decisions, jobs, runs, uploads
from portal.viewmodels.decisions import DecisionsQuery, Verdict
from portal.viewmodels.uploads import Accept, Dropped
from portal.visit import ProjectChoice
from portal.worker import Worker
from storage import AuditEvent, JobState, Storage
from storage.database import POSTGRESQL_FULL, connect, sqlite_url
from storage.errors import DatabaseFull
from storage.jobs import ATTEMPTS
from storage.runs import Runs
from tests.portal.faults.full_database import AS_IT_COMES, a_disk_of, filled
from tests.portal.grouped import COLUMN, grouped_project
from tests.portal.stores import OWNER, PATIENTS, Clock, begun, project_in, store_in, work_all

pytestmark = pytest.mark.sqlite
FULL = "The disk where the database lies is full. Nothing of this was kept."
TRIES = 300


def until_full(act: Callable[[], object]) -> None:
    """`act`, again and again, until what is there already leaves no room for it."""
    with pytest.raises(DatabaseFull) as told:
        for _ in range(TRIES):
            act()
    assert told.value.found == FULL
    assert "PRAGMA" not in str(told.value) and "INSERT" not in str(told.value)


def whole(store: Storage, project: ProjectChoice) -> int:
    """How many events the project's chain has, which holds."""
    with store.read() as work:
        assert work.audit.verify(project.id).valid
        return len(work.audit.events(project.id))


def note(store: Storage, project: ProjectChoice) -> None:
    """The smallest act that leaves an event."""
    with store.begin() as work:
        work.audit.append(project.id, AuditEvent.CHART_VIEWED, "Robin", {})


def paths(store: Storage, project: ProjectChoice) -> set[str]:
    with store.read() as work:
        return {row.path for row in work.uploads.current(project.id)}


def test_an_upload_that_finds_no_room_for_its_rows_is_not_there_and_comes_in_later(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project, room, numbers = project_in(store), a_disk_of(store), count()
    received: set[str] = set()
    events = [whole(store, project)]

    def receive() -> None:
        name = f"p{next(numbers)}.csv"
        uploads.receive(store, OWNER, project.id, [Dropped(name, PATIENTS + name.encode())])
        received.add(name)
        events.append(whole(store, project))

    filled(store, room, more=2)
    until_full(receive)
    assert paths(store, project) == received
    assert whole(store, project) == events[-1]
    room.pages = AS_IT_COMES
    receive()
    assert paths(store, project) == received


def test_a_decision_that_finds_no_room_is_not_made_and_is_made_later(tmp_path: Path) -> None:
    store, project = begun(tmp_path, grouped_project)
    room = a_disk_of(store)

    def decide() -> None:
        seen = decision_page.view(store, OWNER, project, DecisionsQuery()).seen
        if stands():
            decisions.withdraw(store, OWNER, project.id, [COLUMN.id], reason="Wait.", seen=seen)
        else:
            verdict = Verdict((COLUMN.id,), Choice.ARCHIVE, "We never used it.")
            decisions.decide(store, OWNER, project.id, verdict, seen=seen)
        stood.append((stands(), whole(store, project)))

    def stands() -> bool:
        with store.read() as work:
            return work.decisions.standing(project.id).about(COLUMN) is not None

    stood = [(stands(), whole(store, project))]
    filled(store, room)
    until_full(decide)
    assert (stands(), whole(store, project)) == stood[-1]
    room.pages = AS_IT_COMES
    decide()
    assert stood[-1][0] is not stood[-2][0]


@pytest.mark.parametrize("more", [0, 1, 2])
def test_a_run_that_finds_no_room_for_its_rows_shows_nothing_and_ends_well_later(
    tmp_path: Path, more: int, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock()
    store = store_in(tmp_path, clock)
    project, room = project_in(store, {"patients.csv": PATIENTS}), a_disk_of(store)
    work_all(store)
    runs.start(store, OWNER, project.id, how=Accept.ALL, clinic=Clinic())
    filled(store, room)
    until_full(lambda: note(store, project))
    room.pages += more
    going = iter([True, False])
    Worker(store, name="worker", keep_on=lambda: next(going)).work(rest=lambda _: None)
    assert more or "the worker waits" in caplog.text
    with store.read() as work:
        for row in work.runs.of(project.id):
            work.runs.verify(project.id, row.run)
    whole(store, project)
    room.pages = AS_IT_COMES
    clock.advance(200)
    work_all(store)
    with store.read() as work:
        assert work.jobs.of(project.id)[0].state is JobState.DONE
        (row,) = work.runs.of(project.id)
        work.runs.verify(project.id, row.run)
        assert row.closes


def test_a_run_of_which_no_attempt_finds_room_says_that_the_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    store = store_in(tmp_path, clock)
    project = project_in(store, {"patients.csv": PATIENTS})
    work_all(store)
    runs.start(store, OWNER, project.id, how=Accept.ALL, clinic=Clinic())

    def refuse(*_: object, **__: object) -> None:
        raise DatabaseFull

    with monkeypatch.context() as patched:
        patched.setattr(Runs, "publish", refuse)
        for _ in range(ATTEMPTS):
            work_all(store)
            clock.advance(200)
    view = jobs.view(store, OWNER, project.id)
    assert view is not None and view.error is not None
    assert view.error.found == "The disk where the data lies is full. Nothing was published."


def test_whatever_else_a_database_says_stays_what_it_is(tmp_path: Path) -> None:
    engine = connect(sqlite_url(tmp_path / "one"))
    with engine.connect() as connection, pytest.raises(OperationalError, match="no such table"):
        connection.exec_driver_sql("SELECT 1 FROM nowhere")


def test_a_postgresql_without_room_is_known_by_its_state() -> None:
    assert psycopg.errors.DiskFull.sqlstate == POSTGRESQL_FULL
