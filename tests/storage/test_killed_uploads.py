"""A process that brings a file is killed at every single step of it: the file comes in once, whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from itertools import count

from storage import Storage, sweep
from storage.sweeping import named
from tests.dying import Death, died
from tests.storage.conftest import on_sqlite
from tests.storage.stored import data_blobs

SIZE, STEP = 4_096, 2_048

pytestmark = on_sqlite


def content(path: str) -> bytes:
    """Of each path another, so that none is there already."""
    return path.encode().ljust(SIZE, b".")


def brought(storage: Storage, project: str, path: str) -> None:
    """From where it was cut to its end, as a browser brings it."""
    with storage.begin() as work:
        begun = work.slices.begin(project, path, "Ann", size=SIZE)
    while begun.left:
        start = begun.offset
        with storage.begin() as work:
            begun = work.slices.add(begun, content(path)[start : start + STEP], start=start)
    with storage.read() as work:
        slices = work.slices.of(begun)
    with storage.begin() as work:
        work.slices.finish(begun, slices, sha256=sha256(content(path)).hexdigest())
    with storage.read() as work:
        work.slices.forget(slices)


def batched(storage: Storage, project: str, path: str) -> None:
    with storage.begin() as work:
        work.uploads.receive_each(project, [(f"{path}/{n}", content(f"{path}/{n}")) for n in range(3)], "Ann")


def killed_at_every_step(storage: Storage, project: str, bring: Callable[[Storage, str, str], None]) -> int:
    """How many steps there are. Each file is begun, killed at the next step, and begun again."""
    for step in count(1):
        path = f"{step}.csv"
        if not died(storage, lambda path=path: bring(storage, project, path), Death(step)):
            return step - 1
        bring(storage, project, path)
    raise AssertionError


def paths_and_events(storage: Storage, project: str) -> tuple[list[str], Counter[str]]:
    with storage.read() as work:
        assert work.audit.verify(project).valid
        told = [event for event in work.audit.events(project) if event.event == "project:upload:receive"]
        return [row.path for row in work.uploads.of(project)], Counter(e.facts["path"] for e in told)


def nothing_is_left_over_or_missing(storage: Storage, project: str) -> None:
    sweep(storage, age=timedelta(days=-400))
    assert {blob.name for blob in data_blobs(storage)} == named(storage)
    with storage.read() as work:
        assert all(work.uploads.open(row) == content(row.path) for row in work.uploads.of(project))


def test_a_file_that_comes_in_slices_is_received_once_wherever_its_process_was_killed(
    storage: Storage, project: str
):
    steps = killed_at_every_step(storage, project, brought)
    assert steps > 15
    paths, events = paths_and_events(storage, project)
    assert sorted(paths) == sorted(f"{n}.csv" for n in range(1, steps + 2))
    assert events == Counter(paths)
    nothing_is_left_over_or_missing(storage, project)


def test_a_batch_is_received_once_wherever_its_process_was_killed(storage: Storage, project: str):
    steps = killed_at_every_step(storage, project, batched)
    assert steps > 10
    paths, events = paths_and_events(storage, project)
    assert sorted(paths) == sorted(f"{n}.csv/{each}" for n in range(1, steps + 2) for each in range(3))
    assert events == Counter(paths)
    nothing_is_left_over_or_missing(storage, project)
