"""Runs: whole or not at all, the same or refused, and equal to what was handed in."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import signal
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from storage import LocalBlobs, Storage, open_storage, sweep
from storage.errors import BlobMissing, NotStored, RunDiffers, SealBroken
from storage.parts import ROWS
from tests.storage.conftest import MASTER, Clock, on_sqlite
from tests.storage.stored import data_blobs

SUMMARY = {"schema": 1, "tables": [], "closes": True, "run": "r1", "result": "d1"}


@dataclass(frozen=True)
class Piece:
    name: str
    sensitivity: str
    frame: pl.DataFrame


PIECES = (
    Piece("entity/patient", "identity", pl.DataFrame({"id": ["p1", "p2"], "name": ["Mary", None]})),
    Piece("entity/patient", "clinical", pl.DataFrame({"id": ["p1", "p2"], "note": ["", "x"]})),
    Piece("log", "restricted", pl.DataFrame({"record": [1, 2, None]}, schema={"record": pl.UInt32})),
    Piece("waiting/a.csv/a", "restricted", pl.DataFrame(schema={"record": pl.UInt32, "x": pl.String})),
)


def publish(work, project: str, *, run: str = "r1", result: str = "d1", parts=PIECES):
    return work.runs.publish(
        project, run=run, result=result, parts=parts, summary=SUMMARY, mapping_version=1, by="Ann"
    )


def test_a_published_run_gives_back_equal_frames(storage: Storage, project: str, clock: Clock):
    with storage.begin() as work:
        row = publish(work, project)
    with storage.read() as work:
        assert work.runs.of(project) == [row] == [work.runs.get(project, "r1")]
        assert (row.closes, row.summary, row.created_at, row.mapping_version) == (True, SUMMARY, clock(), 1)
        listed = [(part.name, part.sensitivity, part.rows) for part in work.runs.parts(project, "r1")]
        assert listed == [(each.name, each.sensitivity, each.frame.height) for each in PIECES]
        for each in PIECES:
            opened = work.runs.open_part(project, "r1", each.name, each.sensitivity)
            assert_frame_equal(opened, each.frame)


def test_every_type_that_the_record_uses_survives(storage: Storage, project: str):
    frame = pl.DataFrame(
        {
            "text": ["ä", "", None],
            "whole": [1, None, -(2**62)],
            "money": [Decimal("12.34"), None, Decimal("-0.01")],
            "day": [dt.date(1899, 12, 31), None, dt.date(9999, 12, 31)],
            "instant": [dt.datetime(2026, 3, 12, 9, tzinfo=dt.UTC), None, None],
            "time": [dt.time(9, 30), None, None],
            "yes": [True, False, None],
            "list": [["a", None], [], None],
            "struct": [{"a": 1, "b": "x"}, {"a": None, "b": None}, None],
            "bytes": [b"\0\xff", b"", None],
            "nothing": [None, None, None],
        },
        schema_overrides={"money": pl.Decimal(18, 2)},
    ).with_columns(
        pl.Series("enum", ["x", "y", None], dtype=pl.Enum(["y", "x"])),
        pl.Series("category", ["x", "y", None], dtype=pl.Categorical),
    )
    with storage.begin() as work:
        publish(work, project, parts=[Piece("all", "clinical", frame)])
        assert_frame_equal(work.runs.open_part(project, "r1", "all", "clinical"), frame)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(st.none() | st.text(max_size=8), st.none() | st.integers(-9, 9)), max_size=9),
    number=st.integers(0, 10**9),
)
def test_any_small_frame_comes_back_equal(storage: Storage, project: str, rows: list, number: int):
    frame = pl.DataFrame(rows, schema={"t": pl.String, "n": pl.Int64}, orient="row")
    run = f"{number}-{rows}"
    with storage.begin() as work:
        publish(work, project, run=run, parts=[Piece("p", "clinical", frame)])
        assert_frame_equal(work.runs.open_part(project, run, "p", "clinical"), frame)


def test_long_parts_are_cut_at_fixed_rows_and_opened_by_range(storage: Storage, project: str):
    frame = pl.DataFrame({"n": pl.int_range(2 * ROWS + 5, eager=True)})
    with storage.begin() as work:
        publish(work, project, parts=[Piece("long", "clinical", frame)])
    with storage.read() as work:
        assert [b.height for b in work.runs.blocks(project, "r1", "long", "clinical")] == [ROWS, ROWS, 5]
        assert_frame_equal(work.runs.open_part(project, "r1", "long", "clinical"), frame)
        for start, count in [(0, 3), (ROWS - 2, 4), (ROWS, ROWS), (2 * ROWS + 4, 9), (3 * ROWS, 5), (7, 0)]:
            rows = work.runs.open_rows(project, "r1", "long", "clinical", start=start, count=count)
            assert_frame_equal(rows, frame.slice(start, count))


def test_of_a_stored_part_only_the_columns_that_are_asked_for_are_opened(storage: Storage, project: str):
    numbers = pl.int_range(ROWS + 5, eager=True)
    frame = pl.DataFrame({"a": numbers, "b": numbers * 2, "c": numbers * 3})
    with storage.begin() as work:
        publish(work, project, parts=[Piece("long", "clinical", frame)])
    with storage.read() as work:
        part = work.runs.stored(project, "r1", "long", "clinical")
    assert_frame_equal(part.rows(ROWS - 2, 4, ["c", "a"]), frame.select("c", "a").slice(ROWS - 2, 4))


def test_publishing_the_same_again_adds_nothing(storage: Storage, project: str):
    with storage.begin() as work:
        first = publish(work, project)
    before = len(data_blobs(storage))
    with storage.begin() as work:
        assert publish(work, project) == first
        assert len(work.runs.of(project)) == 1
        assert len(work.audit.events(project)) == 2
    assert len(data_blobs(storage)) == before


def test_publishing_the_same_again_proves_what_is_stored(storage: Storage, project: str):
    with storage.begin() as work:
        publish(work, project)
        work.runs.verify(project, "r1")
    for path in data_blobs(storage):
        path.write_bytes(path.read_bytes()[:-1] + b"\0")
    with storage.read() as work, pytest.raises(SealBroken):
        work.runs.verify(project, "r1")
    with pytest.raises(SealBroken), storage.begin() as work:
        publish(work, project)


def test_another_result_of_the_same_run_is_refused_and_changes_nothing(storage: Storage, project: str):
    with storage.begin() as work:
        publish(work, project)
    with pytest.raises(RunDiffers), storage.begin() as work:
        publish(work, project, result="d2")
    with pytest.raises(RunDiffers), storage.begin() as work:
        publish(work, project, parts=PIECES[:-1])
    with storage.read() as work:
        assert [row.result for row in work.runs.of(project)] == ["d1"]
        assert_frame_equal(work.runs.open_part(project, "r1", "log", "restricted"), PIECES[2].frame)


def test_two_projects_and_two_runs_do_not_meet(storage: Storage, project: str):
    with storage.begin() as work:
        other = work.projects.create("Second").id
        publish(work, project)
        publish(work, project, run="r2", result="d2", parts=PIECES[:1])
        publish(work, other, parts=PIECES[:2])
        assert [row.run for row in work.runs.of(project)] == ["r2", "r1"]
        assert [row.run for row in work.runs.of(other)] == ["r1"]
        assert [len(work.runs.parts(project, run)) for run in ("r1", "r2")] == [4, 1]
    with storage.begin() as work, pytest.raises(NotStored):
        work.runs.open_part(other, "r1", "log", "restricted")


def test_what_is_not_there_is_said(storage: Storage, project: str):
    with storage.begin() as work:
        publish(work, project)
        for run, name, sensitivity in [("r9", "log", "restricted"), ("r1", "x", "restricted")]:
            with pytest.raises(NotStored):
                work.runs.open_part(project, run, name, sensitivity)
        with pytest.raises(NotStored):
            work.runs.open_part(project, "r1", "log", "clinical")


def test_a_class_that_does_not_exist_is_refused(storage: Storage, project: str):
    with pytest.raises(ValueError), storage.begin() as work:
        publish(work, project, parts=[Piece("x", "public", PIECES[0].frame)])


def test_two_blocks_that_were_swapped_are_refused(storage: Storage, project: str):
    with storage.begin() as work:
        publish(work, project, parts=PIECES[:2])
    one, two = data_blobs(storage)
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    with storage.read() as work:
        for each in PIECES[:2]:
            with pytest.raises(SealBroken):
                work.runs.open_part(project, "r1", each.name, each.sensitivity)


class LosesBlobs(LocalBlobs):
    """Drops what it was given, as a full or lying disk may."""

    @contextmanager
    def read(self, name: str):
        if not name.startswith("anchors"):
            self.delete(name)
        with super().read(name) as source:
            yield source


def test_a_store_that_loses_blobs_is_caught_before_anything_is_visible(tmp_path: Path, clock: Clock):
    blobs = LosesBlobs(tmp_path / "blobs")
    storage = open_storage(tmp_path / "home", master=MASTER, clock=clock, blobs=blobs)
    with storage.begin() as work:
        project = work.projects.create("Riverside").id
    with pytest.raises(BlobMissing), storage.begin() as work:
        publish(work, project)
    with storage.read() as work:
        assert work.runs.of(project) == []
    storage.close()


def test_a_publish_that_stops_leaves_nothing_visible_and_starts_again(storage: Storage, project: str):
    with pytest.raises(RuntimeError), storage.begin() as work:
        publish(work, project)
        raise RuntimeError("stopped")
    assert len(data_blobs(storage)) == 4
    with storage.begin() as work:
        assert work.runs.of(project) == []
        publish(work, project)
        work.runs.verify(project, "r1")
    assert len(data_blobs(storage)) == 4


class DiesAt(LocalBlobs):
    """Kills its own process, with no chance to tidy up, before the nth commit of a blob."""

    def __init__(self, root: Path, commits: int) -> None:
        super().__init__(root)
        self._left = commits

    @contextmanager
    def writer(self):
        with super().writer() as writer:
            yield _DyingWriter(writer, self._countdown)

    def _countdown(self) -> None:
        self._left -= 1
        if self._left < 0:
            os.kill(os.getpid(), signal.SIGKILL)


@dataclass
class _DyingWriter:
    inner: object
    before: Callable[[], None]

    def write(self, data: bytes, /) -> object:
        return self.inner.write(data)

    def commit(self, name: str) -> None:
        self.before()
        self.inner.commit(name)


def _publish_and_die(home: str, project: str, commits: int, before_commit: bool) -> None:
    blobs = DiesAt(Path(home) / "blobs", commits)
    storage = open_storage(Path(home), master=MASTER, clock=Clock(), blobs=blobs)
    with storage.begin() as work:
        publish(work, project)
        if before_commit:
            os.kill(os.getpid(), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)


@on_sqlite
@pytest.mark.parametrize(("commits", "before_commit"), [(2, False), (99, True), (99, False)])
def test_a_process_killed_at_any_point_leaves_a_whole_run_or_none(
    storage: Storage, project: str, commits: int, before_commit: bool
):
    context = multiprocessing.get_context("spawn")
    arguments = (str(storage.home), project, commits, before_commit)
    child = context.Process(target=_publish_and_die, args=arguments)
    child.start()
    child.join(60)
    assert child.exitcode == -signal.SIGKILL
    with storage.begin() as work:
        visible = commits == 99 and not before_commit
        assert len(work.runs.of(project)) == visible
        publish(work, project)
        work.runs.verify(project, "r1")
        assert work.audit.verify(project).valid
        assert [each.event for each in work.audit.events(project)].count("project:run:publish") == 1
    storage.clock.now = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
    assert sweep(storage).blobs == 0
    with storage.read() as work:
        work.runs.verify(project, "r1")
