"""Jobs: once each, held by one, picked up again when dropped, ended for good at last."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable

import pytest

from core.progress import Going
from storage import Job, JobState, Storage
from storage.errors import LeaseLost, NotStored
from storage.jobs import ATTEMPTS
from tests.storage.conftest import Clock

GOING = Going("reading Mary Miller.csv", 3, 7, rows=2_000, size=3_000, size_total=7_000, seconds=4, left=5)


def queue(storage: Storage, project: str, key: str = "k") -> Job:
    with storage.begin() as work:
        return work.jobs.enqueue(project, "run", {"file": "Mary Miller.csv"}, key, by="Ann")


def lease(storage: Storage, worker: str = "w1", seconds: float = 30) -> Job | None:
    with storage.begin() as work:
        return work.jobs.lease(worker, seconds)


def held(storage: Storage, worker: str = "w1") -> Job:
    job = lease(storage, worker)
    assert job is not None
    return job


def now(storage: Storage, job: Job) -> Job:
    with storage.read() as work:
        return work.jobs.get(job.project, job.id)


def test_a_job_goes_from_queued_to_done(storage: Storage, project: str):
    queued = queue(storage, project)
    assert (queued.state, queued.payload, queued.going) == (
        JobState.QUEUED,
        {"file": "Mary Miller.csv"},
        Going(),
    )
    job = held(storage)
    assert (job.id, job.state, job.attempts, job.worker) == (queued.id, JobState.LEASED, 1, "w1")
    with storage.begin() as work:
        work.jobs.progress(job, GOING)
    assert now(storage, job).going == GOING
    with storage.begin() as work:
        work.jobs.finish(job, {"run": "r1"})
    assert (now(storage, job).state, now(storage, job).outcome) == (JobState.DONE, {"run": "r1"})
    assert lease(storage) is None


def test_one_key_makes_one_job_however_often_it_is_asked_for(storage: Storage, project: str):
    first = queue(storage, project)
    assert queue(storage, project).id == first.id
    job = held(storage)
    with storage.begin() as work:
        work.jobs.finish(job, {})
    assert queue(storage, project).state == JobState.DONE
    with storage.begin() as work:
        other = work.projects.create("Second").id
    assert queue(storage, other).id != first.id
    with storage.read() as work:
        assert len(work.jobs.of(project)) == 1


def test_the_oldest_job_goes_first(storage: Storage, project: str):
    jobs = [queue(storage, project, str(n)).id for n in range(5)]
    assert [held(storage).id for _ in range(5)] == jobs
    assert lease(storage) is None
    with storage.read() as work:
        assert [job.id for job in work.jobs.of(project)] == jobs[::-1]


def test_a_lease_that_ran_out_goes_to_another_and_the_first_learns_so(
    storage: Storage, project: str, clock: Clock
):
    queue(storage, project)
    first = held(storage, "w1")
    clock.move(29)
    assert lease(storage, "w2") is None
    clock.move(1)
    second = held(storage, "w2")
    assert (second.id, second.attempts) == (first.id, 2)
    for attempt in (
        lambda work: work.jobs.progress(first, GOING),
        lambda work: work.jobs.extend(first, 30),
        lambda work: work.jobs.finish(first, {}),
        lambda work: work.jobs.fail(first, {}),
    ):
        with pytest.raises(LeaseLost), storage.begin() as work:
            attempt(work)
    with storage.begin() as work:
        work.jobs.finish(second, {})


def test_a_worker_that_lost_its_lease_to_itself_is_told_too(storage: Storage, project: str, clock: Clock):
    queue(storage, project)
    first = held(storage, "w1")
    clock.move(31)
    held(storage, "w1")
    with pytest.raises(LeaseLost), storage.begin() as work:
        work.jobs.finish(first, {})


def test_an_extended_lease_holds(storage: Storage, project: str, clock: Clock):
    queue(storage, project)
    job = held(storage)
    clock.move(29)
    with storage.begin() as work:
        work.jobs.extend(job, 30)
    clock.move(29)
    assert lease(storage, "w2") is None


def test_a_job_that_is_dropped_too_often_fails_with_a_reason(storage: Storage, project: str, clock: Clock):
    job = queue(storage, project)
    for _ in range(ATTEMPTS):
        assert lease(storage) is not None
        clock.move(31)
    assert lease(storage) is None
    failed = now(storage, job)
    assert failed.state == JobState.FAILED
    assert failed.outcome["found"] == "The work stopped 3 times before its end."


def test_a_failed_job_keeps_its_error(storage: Storage, project: str):
    queue(storage, project)
    job = held(storage)
    with storage.begin() as work:
        work.jobs.fail(job, {"kind": "unreadable_file"})
    assert (now(storage, job).state, now(storage, job).outcome) == (
        JobState.FAILED,
        {"kind": "unreadable_file"},
    )
    assert lease(storage) is None


def test_a_job_that_failed_for_now_is_tried_again_later_until_attempts_run_out(
    storage: Storage, project: str, clock: Clock
):
    queue(storage, project)
    for attempt in range(1, ATTEMPTS + 1):
        job = held(storage)
        assert job.attempts == attempt
        with storage.begin() as work:
            work.jobs.put_back(job, {"kind": "blob_store"}, seconds=20)
        assert lease(storage) is None
        clock.move(20)
    assert now(storage, job).state == JobState.FAILED
    assert now(storage, job).outcome == {"kind": "blob_store"}


def test_who_put_a_job_back_no_longer_holds_it(storage: Storage, project: str):
    queue(storage, project)
    job = held(storage)
    with storage.begin() as work:
        work.jobs.put_back(job, {}, seconds=20)
    with pytest.raises(LeaseLost), storage.begin() as work:
        work.jobs.finish(job, {})


def test_every_attempt_is_an_event_of_its_own(storage: Storage, project: str, clock: Clock):
    job = queue(storage, project)
    for worker in ("w1", "w2"):
        held(storage, worker)
        clock.move(31)
    with storage.read() as work:
        attempts = [each for each in work.audit.events(project) if each.event == "worker:job:attempt"]
    assert [(each.actor, each.facts) for each in attempts] == [
        ("w1", {"job": job.id, "kind": "run", "attempt": 1}),
        ("w2", {"job": job.id, "kind": "run", "attempt": 2}),
    ]


def test_a_cancelled_job_is_not_leased_and_its_worker_learns_so(storage: Storage, project: str):
    waiting = queue(storage, project, "a")
    with storage.begin() as work:
        work.jobs.cancel(waiting, by="Ann")
    assert lease(storage) is None
    queue(storage, project, "b")
    job = held(storage)
    with storage.begin() as work:
        work.jobs.cancel(job, by="Ann")
    with pytest.raises(LeaseLost), storage.begin() as work:
        work.jobs.progress(job, GOING)
    assert now(storage, job).state == JobState.CANCELLED


def test_cancelling_what_is_done_changes_nothing(storage: Storage, project: str):
    queue(storage, project)
    job = held(storage)
    with storage.begin() as work:
        work.jobs.finish(job, {"run": "r1"})
        work.jobs.cancel(job, by="Ann")
    assert (now(storage, job).state, now(storage, job).outcome) == (JobState.DONE, {"run": "r1"})


def test_a_job_that_is_not_there_is_said(storage: Storage, project: str):
    with storage.begin() as work, pytest.raises(NotStored):
        work.jobs.get(project, "none")


def test_a_job_of_another_project_is_told_as_one_that_is_not_there(storage: Storage, project: str):
    job = queue(storage, project)
    with storage.begin() as work:
        other = work.projects.create("Second").id
        with pytest.raises(NotStored) as told:
            work.jobs.get(other, job.id)
        with pytest.raises(NotStored) as absent:
            work.jobs.get(other, "none")
    assert str(told.value) == str(absent.value)


def test_each_end_of_a_job_is_in_the_trail(storage: Storage, project: str):
    for key in "abc":
        queue(storage, project, key)
    done, failed, cancelled = (held(storage) for _ in range(3))
    with storage.begin() as work:
        work.jobs.finish(done, {})
        work.jobs.fail(failed, {})
        work.jobs.cancel(cancelled, by="Ann")
        names = [(each.event.split(":", 1)[1], each.actor) for each in work.audit.events(project)[1:]]
    assert names == [("job:queue", "Ann")] * 3 + [("job:attempt", "w1")] * 3 + [
        ("job:finish", "w1"),
        ("job:fail", "w1"),
        ("job:cancel", "Ann"),
    ]


def test_many_workers_at_once_never_hold_one_job_together(reopen: Callable[[], Storage]):
    stores = [reopen() for _ in range(4)]
    with stores[0].begin() as work:
        project = work.projects.create("Riverside").id
        for n in range(24):
            work.jobs.enqueue(project, "run", {}, str(n))
    taken: Counter[str] = Counter()
    started = threading.Barrier(4)

    def work_off(store: Storage, worker: str) -> None:
        started.wait()
        while (job := lease(store, worker)) is not None:
            taken[job.id] += 1
            with store.begin() as work:
                work.jobs.finish(job, {"by": worker})

    threads = [threading.Thread(target=work_off, args=(each, f"w{n}")) for n, each in enumerate(stores)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert (len(taken), set(taken.values())) == (24, {1})
    with stores[0].read() as work:
        assert {job.state for job in work.jobs.of(project)} == {JobState.DONE}
        assert work.audit.verify(project).valid


def test_what_is_going_on_is_what_is_open_and_the_newest_of_all(storage: Storage, project: str) -> None:
    with storage.begin() as work:
        done, waits, failed = (
            work.jobs.enqueue(project, kind, {}, key)
            for kind, key in (("run", "1"), ("look", "2"), ("run", "3"))
        )
        for each in (done, failed):
            work.jobs.cancel(each)
        quiet = work.jobs.enqueue(project, "reseal", {}, "4")
        work.jobs.cancel(quiet)
    with storage.read() as work:
        assert [job.id for job in work.jobs.going_on(project)] == [quiet.id, waits.id]
        assert [job.id for job in work.jobs.going_on(project, but=("reseal",))] == [failed.id, waits.id]
