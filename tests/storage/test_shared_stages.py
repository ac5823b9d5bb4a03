"""What a run has of the one before it is stored once, opened by both, and pointed nowhere else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import select, update

from storage import Storage, sweep
from storage.checking import Checked, check
from storage.models import RunRecord
from storage.models_stages import StageRecord
from storage.resealing import reseal
from storage.stages import Stages
from tests.storage.stored import data_blobs
from tests.storage.test_stages import keep, opened, published, refused

READ = {"read": b"every row", "found": b"one"}


def keep_also(
    storage: Storage, project: str, run: str, contents: Iterable[tuple[str, bytes | None]], *, before: str
) -> None:
    with storage.begin() as work:
        Stages(work.unit_of_keys()).keep(project, run, contents, before=before)


def begun(storage: Storage, project: str) -> None:
    published(storage, project, "r1", "r2", "r3", "r4")
    keep(storage, project, "r1", READ.items())
    keep_also(storage, project, "r2", [("read", None), ("found", b"two")], before="r1")


def test_both_runs_open_what_is_stored_once(storage: Storage, project: str):
    published(storage, project, "r1", "r2")
    keep(storage, project, "r1", READ.items())
    before = len(data_blobs(storage))
    keep_also(storage, project, "r2", [("read", None), ("found", b"two")], before="r1")
    assert len(data_blobs(storage)) == before + 1
    assert opened(storage, project, "r1") == READ
    assert opened(storage, project, "r2") == {"read": b"every row", "found": b"two"}


def test_it_stays_when_the_run_that_it_was_sealed_for_is_forgotten(storage: Storage, project: str):
    begun(storage, project)
    keep_also(storage, project, "r3", [("read", None)], before="r2")
    keep_also(storage, project, "r4", [("read", None)], before="r3")
    storage.clock.now = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
    sweep(storage)
    assert opened(storage, project, "r1") == {}
    assert opened(storage, project, "r4") == {"read": b"every row"}
    assert check(storage) == Checked(files=0, runs=4, broken=0, missing=0)


def test_what_is_gone_of_the_run_before_is_kept_of_neither(storage: Storage, project: str):
    begun(storage, project)
    keep_also(storage, project, "r3", [("never", None), ("found", b"three")], before="r2")
    assert opened(storage, project, "r3") == {"found": b"three"}


def test_a_run_that_is_kept_again_of_itself_is_what_it_was(storage: Storage, project: str):
    begun(storage, project)
    keep_also(storage, project, "r2", [("read", None), ("found", None)], before="r2")
    assert opened(storage, project, "r2") == {"read": b"every row", "found": b"two"}


def test_a_shared_stage_that_was_moved_to_another_run_is_refused(storage: Storage, project: str):
    begun(storage, project)
    with storage.unit() as unit:
        runs = {number: unit.session.scalars(select(RunRecord.id).where(RunRecord.number == number)).one()
                for number in (2, 3)}  # fmt: skip
        unit.session.execute(update(StageRecord).where(StageRecord.run_id == runs[2]).values(run_id=runs[3]))
    refused(storage, project, "r3", "read")


def test_sealing_anew_takes_what_is_shared_along_once(storage: Storage, project: str):
    begun(storage, project)
    with storage.begin() as work:
        work.projects.renew_key(project, "restricted", by="Ann")
    assert reseal(storage, project).blobs == 3
    assert opened(storage, project, "r2") == {"read": b"every row", "found": b"two"}
