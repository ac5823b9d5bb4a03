"""Slices under way: any order of cuts gives the same bytes, nothing is in clear, nobody's is another's."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import Storage, sweep
from storage.errors import DigestDiffers, NotStored, OffsetDiffers
from storage.slices import Begun
from tests.storage.stored import data_blobs

CONTENT = bytes(range(256)) * 40
STEP = 1_000


def begin(storage: Storage, project: str, path: str = "big.csv", by: str = "Ann", **more: object) -> Begun:
    with storage.begin() as work:
        return work.slices.begin(project, path, by, **{"size": len(CONTENT), **more})  # type: ignore[arg-type]


def add(storage: Storage, begun: Begun, start: int, content: bytes | None = None) -> Begun:
    with storage.begin() as work:
        return work.slices.add(begun, content or CONTENT[start : start + STEP], start=start)


def bring(storage: Storage, begun: Begun) -> None:
    for start in range(begun.offset, begun.size, STEP):
        add(storage, begun, start)


def finish(storage: Storage, begun: Begun, sha256: str = ""):
    with storage.read() as work:
        slices = work.slices.of(begun)
    with storage.begin() as work:
        row = work.slices.finish(begun, slices, sha256=sha256)
    with storage.read() as work:
        work.slices.forget(slices)
    return row


def test_slices_become_one_original_with_one_event_and_leave_nothing(storage: Storage, project: str):
    begun = begin(storage, project)
    bring(storage, begun)
    row = finish(storage, begun, hashlib.sha256(CONTENT).hexdigest())
    assert (row.path, row.size, row.new) == ("big.csv", len(CONTENT), True)
    with storage.read() as work:
        assert work.uploads.open(row) == CONTENT
        assert [event.event for event in work.audit.events(project)].count("project:upload:receive") == 1
        assert work.slices.find(project, begun.id, "Ann").upload == row.id
    assert len(data_blobs(storage)) == 1


def test_nothing_of_a_slice_lies_in_clear(storage: Storage, project: str):
    begun = begin(storage, project)
    add(storage, begun, 0)
    (blob,) = data_blobs(storage)
    assert CONTENT[:64] not in blob.read_bytes()
    with storage.read() as work:
        assert work.uploads.of(project) == []


def test_the_same_person_goes_on_with_the_same_file_and_nobody_else_does(storage: Storage, project: str):
    begun = add(storage, begin(storage, project, stamp="7"), 0)
    assert begin(storage, project, stamp="7") == begun
    for other in ({"stamp": "8"}, {"by": "Ben", "stamp": "7"}, {"path": "b.csv", "stamp": "7"}):
        assert begin(storage, project, **other).offset == 0  # type: ignore[arg-type]
    again = begin(storage, project, stamp="7", anew=True)
    assert again.offset == 0 and again.id != begun.id


def test_a_slice_that_is_not_the_next_one_is_refused_with_where_to_go_on(storage: Storage, project: str):
    begun = add(storage, begin(storage, project), 0)
    for start in (0, 2 * STEP):
        with pytest.raises(OffsetDiffers) as told:
            add(storage, begun, start)
        assert told.value.offset == STEP
    with pytest.raises(OffsetDiffers):
        add(storage, begun, STEP, CONTENT + b"more than was said")


def test_an_upload_of_another_project_or_person_is_told_as_one_that_is_not_there(
    storage: Storage, project: str
):
    begun = begin(storage, project)
    with storage.begin() as work:
        other = work.projects.create("Second").id
    told = set()
    for asked in ((other, begun.id, "Ann"), (project, begun.id, "Ben"), (project, "none", "Ann")):
        with storage.read() as work, pytest.raises(NotStored) as absent:
            work.slices.find(*asked)
        told.add(str(absent.value))
    assert len(told) == 1


def test_what_is_not_what_was_sent_is_not_received(storage: Storage, project: str):
    begun = begin(storage, project)
    bring(storage, begun)
    with pytest.raises(DigestDiffers):
        finish(storage, begun, "00" * 32)
    with storage.read() as work:
        assert work.uploads.of(project) == []
        assert work.slices.find(project, begun.id, "Ann").offset == len(CONTENT)


def test_slices_and_receipts_count_towards_what_a_project_uses(storage: Storage, project: str):
    with storage.begin() as work:
        work.uploads.receive(project, "a.csv", b"12345", "Ann")
    add(storage, begin(storage, project), 0)
    with storage.read() as work:
        assert work.slices.used(project) == 5 + STEP


def test_what_was_cut_and_stays_cut_is_swept_after_a_day(storage: Storage, project: str, clock):
    clock.now = datetime.now(UTC)
    begun = add(storage, begin(storage, project), 0)
    assert (sweep(storage).blobs, len(data_blobs(storage))) == (0, 1)
    clock.now += timedelta(days=2)
    assert (sweep(storage).blobs, len(data_blobs(storage))) == (1, 0)
    with storage.read() as work, pytest.raises(NotStored):
        work.slices.find(project, begun.id, "Ann")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.lists(st.tuples(st.integers(1, 4_000), st.booleans(), st.integers(0, 9_000)), max_size=12))
def test_any_order_of_cuts_and_resumes_gives_the_same_bytes(storage: Storage, project: str, cuts):
    """size of the slice, whether its answer is lost and it is sent again, and where a stray one begins."""
    begun = begin(storage, project, anew=True)
    for size, lost, stray in [*cuts, (len(CONTENT), False, 0)]:
        start = begun.offset
        if stray != start:
            with pytest.raises(OffsetDiffers):
                add(storage, begun, stray, b"stray")
        if start < begun.size:
            begun = add(storage, begun, start, CONTENT[start : start + size])
        if lost:
            with pytest.raises(OffsetDiffers):
                add(storage, begun, start, CONTENT[start : start + size] or b"x")
            begun = begin(storage, project)
    row = finish(storage, begun)
    assert row.sha256 == hashlib.sha256(CONTENT).hexdigest()
