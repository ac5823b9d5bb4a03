"""What stages of a run gave: kept for the next run, sealed, and nobody's loss where it is gone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import select, update

from storage import Opened, Sensitivity, Storage, sweep
from storage import stages as kept_stages
from storage.checking import Checked, check
from storage.errors import ClassClosed, KeyDestroyed, NotStored, SealBroken
from storage.models import RunRecord
from storage.models_stages import StagePieceRecord, StageRecord
from storage.resealing import reseal
from storage.rewrapping import keys_of
from storage.stages import Stages
from storage.sweeping import named
from tests.dying import Death, died
from tests.storage.conftest import on_sqlite
from tests.storage.stored import Stored, data_blobs
from tests.storage.test_runs import PIECES, publish

SHAPED = {"shape": b"of every row", "link": b"of every person"}


def published(storage: Storage, project: str, *runs: str) -> None:
    for run in runs:
        with storage.begin() as work:
            publish(work, project, run=run, parts=PIECES[:1])


def keep(storage: Storage, project: str, run: str, contents: Iterable[tuple[str, bytes]]) -> None:
    with storage.begin() as work:
        Stages(work.unit_of_keys()).keep(project, run, contents)


@contextmanager
def stages(storage: Storage) -> Iterator[Stages]:
    with storage.read() as work:
        yield Stages(work.unit_of_keys())


def opened(storage: Storage, project: str, run: str) -> dict[str, bytes | None]:
    with stages(storage) as found:
        return {name: found.open(project, run, name) for name in found.names(project, run)}


def latest(storage: Storage, project: str) -> str | None:
    with stages(storage) as found:
        return found.latest(project)


def blobs(storage: Storage) -> list[Stored]:
    """Those of stages, in the order they were kept in."""
    ordered = select(StagePieceRecord.blob).join(StageRecord)
    ordered = ordered.order_by(StageRecord.kept, StageRecord.number, StagePieceRecord.number)
    with storage.unit(reading=True) as unit:
        return [Stored(name, storage.blobs) for name in unit.session.scalars(ordered)]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Contents come in pieces of four bytes."""
    monkeypatch.setattr(kept_stages, "PIECE", 4)


@pytest.fixture
def kept(storage: Storage, project: str, small: None) -> str:
    """A project with two runs, of which the first kept something."""
    published(storage, project, "r1", "r2")
    keep(storage, project, "r1", SHAPED.items())
    return project


def test_what_was_kept_is_given_back_by_name(storage: Storage, kept: str):
    assert latest(storage, kept) == "r1"
    assert list(opened(storage, kept, "r1").items()) == list(SHAPED.items())
    assert len(blobs(storage)) == 7


@pytest.mark.parametrize("size", [0, 1, 3, 4, 5, 8, 9])
def test_contents_of_any_size_come_back_equal(storage: Storage, project: str, small: None, size: int):
    published(storage, project, "r1")
    content = bytes(range(size))
    keep(storage, project, "r1", [("it", content)])
    assert opened(storage, project, "r1") == {"it": content}


def test_what_was_never_kept_is_absent_and_no_error(storage: Storage, project: str):
    published(storage, project, "r1")
    assert latest(storage, project) is None
    with stages(storage) as found:
        for run in ("r1", "never published"):
            assert found.names(project, run) == []
            assert found.open(project, run, "shape") is None
    keep(storage, project, "r1", SHAPED.items())
    with stages(storage) as found:
        assert found.open(project, "r1", "other") is None


def test_nothing_is_kept_of_a_run_that_was_not_published(storage: Storage, project: str):
    with pytest.raises(NotStored):
        keep(storage, project, "r1", SHAPED.items())
    assert latest(storage, project) is None


def test_the_newest_two_runs_are_kept_and_the_sweeper_takes_the_rest(storage: Storage, project: str):
    published(storage, project, "r1", "r2", "r3")
    for run in ("r1", "r2"):
        keep(storage, project, run, [("it", run.encode())])
    oldest = blobs(storage)[0]
    keep(storage, project, "r3", [("it", b"r3")])
    assert latest(storage, project) == "r3"
    assert [opened(storage, project, run).get("it") for run in ("r1", "r2", "r3")] == [None, b"r2", b"r3"]
    storage.clock.now = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
    assert sweep(storage).blobs == 1
    assert oldest not in data_blobs(storage)
    assert [opened(storage, project, run)["it"] for run in ("r2", "r3")] == [b"r2", b"r3"]


def test_kept_again_it_is_in_place_of_what_was_kept(storage: Storage, kept: str):
    keep(storage, kept, "r2", [("other", b"x")])
    keep(storage, kept, "r1", [("shape", b"anew")])
    assert opened(storage, kept, "r1") == {"shape": b"anew"}
    assert opened(storage, kept, "r2") == {"other": b"x"}


def test_whoever_goes_back_to_an_earlier_run_finds_it_the_newest(storage: Storage, project: str):
    published(storage, project, "r1", "r2", "r3")
    for run in ("r1", "r2", "r1", "r3"):
        keep(storage, project, run, [("it", run.encode())])
    assert [opened(storage, project, run).get("it") for run in ("r1", "r2", "r3")] == [b"r1", None, b"r3"]


def test_two_projects_do_not_meet(storage: Storage, kept: str):
    with storage.begin() as work:
        other = work.projects.create("Second").id
    published(storage, other, "r1", "r2", "r3")
    assert latest(storage, other) is None
    for run in ("r1", "r2", "r3"):
        keep(storage, other, run, SHAPED.items())
    assert opened(storage, kept, "r1") == SHAPED
    assert not {blob.name for blob in storage.blobs.list(other)} & {
        blob.name for blob in storage.blobs.list(kept)
    }
    with stages(storage) as found:
        assert found.kept(kept) == [("r1", "shape"), ("r1", "link")]


def test_contents_are_taken_one_at_a_time(storage: Storage, project: str):
    published(storage, project, "r1")
    before, there = len(data_blobs(storage)), []

    def contents() -> Iterator[tuple[str, bytes]]:
        for name in ("one", "two", "three"):
            there.append(len(data_blobs(storage)) - before)
            yield name, name.encode()

    keep(storage, project, "r1", contents())
    assert there == [0, 1, 2]


def test_it_counts_in_nothing(storage: Storage, kept: str):
    with storage.read() as work:
        assert [part.name for part in work.runs.parts(kept, "r1")] == [PIECES[0].name]
        assert len(work.audit.events(kept)) == 3
        work.runs.verify(kept, "r1")


def test_it_opens_for_nobody_who_may_not_see_the_most_restrictive_class(storage: Storage, kept: str):
    narrow = storage.opened_for(Opened(frozenset(Sensitivity) - {Sensitivity.RESTRICTED}))
    with stages(narrow) as found, pytest.raises(ClassClosed):
        found.open(kept, "r1", "shape")
    with pytest.raises(ClassClosed):
        keep(narrow, kept, "r2", SHAPED.items())


def test_it_is_gone_with_the_project(storage: Storage, kept: str):
    storage.shred(kept, by="Ann")
    with stages(storage) as found, pytest.raises(KeyDestroyed):
        found.open(kept, "r1", "shape")


def test_what_is_lost_is_no_loss(storage: Storage, kept: str):
    storage.blobs.delete(blobs(storage)[2].name)
    assert opened(storage, kept, "r1") == {**SHAPED, "shape": None}
    assert check(storage) == Checked(files=0, runs=2, broken=0, missing=0)
    with storage.begin() as work:
        work.projects.renew_key(kept, "restricted", by="Ann")
    assert reseal(storage, kept).blobs == 6
    assert keys_of(storage, kept)


def test_sealing_anew_takes_it_along(storage: Storage, kept: str):
    with storage.begin() as work:
        work.projects.renew_key(kept, "restricted", by="Ann")
    assert reseal(storage, kept).blobs == 7
    old = [each for each in keys_of(storage, kept) if (each.purpose, each.version) == ("restricted", 1)]
    assert [(each.fields, each.blobs) for each in old] == [(0, 0)]
    assert opened(storage, kept, "r1") == SHAPED


def test_every_changed_byte_is_refused_and_told_of(storage: Storage, kept: str):
    blob = blobs(storage)[-1]
    whole = blob.read_bytes()
    for at in range(0, len(whole), 7):
        blob.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with stages(storage) as found, pytest.raises(SealBroken):
            found.open(kept, "r1", "link")
    assert check(storage) == Checked(files=0, runs=2, broken=1, missing=0)


def test_pieces_that_were_swapped_are_refused(storage: Storage, kept: str):
    one, two, *_ = blobs(storage)
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    refused(storage, kept, "r1", "shape")


def test_a_piece_that_was_taken_away_is_noticed(storage: Storage, kept: str):
    with storage.unit() as unit:
        last = unit.session.scalars(select(StagePieceRecord).where(StagePieceRecord.number == 2)).first()
        unit.session.delete(last)
    refused(storage, kept, "r1", "shape")
    assert check(storage).broken == 1


def test_what_was_moved_to_another_run_is_refused(storage: Storage, kept: str):
    keep(storage, kept, "r1", [("shape", b""), ("link", b"x")])
    with storage.unit() as unit:
        other = unit.session.scalars(select(RunRecord.id).where(RunRecord.number == 2)).one()
        unit.session.execute(update(StageRecord).values(run_id=other))
    for name in ("shape", "link"):
        refused(storage, kept, "r2", name)


def test_names_that_were_swapped_are_refused(storage: Storage, kept: str):
    with storage.unit() as unit:
        one, two = unit.session.scalars(select(StageRecord).order_by(StageRecord.number)).all()
        first, second = one.name_index, two.name_index
        one.name_index = b"\0" * 32
        unit.session.flush()
        two.name_index = first
        unit.session.flush()
        one.name_index = second
    for name in SHAPED:
        refused(storage, kept, "r1", name)


def test_an_older_content_of_the_same_name_is_refused(storage: Storage, project: str):
    """Sealed for the very same place once, so that only its digest tells."""
    published(storage, project, "r1")
    keep(storage, project, "r1", [("it", b"old")])
    (old,) = blobs(storage)
    before = old.read_bytes()
    keep(storage, project, "r1", [("it", b"new")])
    (new,) = blobs(storage)
    new.write_bytes(before)
    refused(storage, project, "r1", "it")


def refused(storage: Storage, project: str, run: str, name: str) -> None:
    with stages(storage) as found, pytest.raises(SealBroken):
        found.open(project, run, name)


def test_a_keeping_that_stops_leaves_what_was_kept_before(storage: Storage, kept: str):
    before = named(storage)

    def stops() -> Iterator[tuple[str, bytes]]:
        yield "shape", b"half of it"
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError):
        keep(storage, kept, "r2", stops())
    assert latest(storage, kept) == "r1"
    storage.clock.now = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
    assert sweep(storage).blobs == 3
    assert {blob.name for blob in data_blobs(storage)} == before
    assert opened(storage, kept, "r1") == SHAPED


@on_sqlite
def test_killed_at_any_step_all_of_it_is_kept_or_what_was_before(storage: Storage, kept: str):
    published(storage, kept, "r3")
    keep(storage, kept, "r2", [("it", b"r2")])
    for step in range(1, 100):
        if not died(storage, lambda: keep(storage, kept, "r3", SHAPED.items()), Death(step)):
            break
        found = latest(storage, kept)
        assert opened(storage, kept, "r3") == (SHAPED if found == "r3" else {})
        assert opened(storage, kept, "r1") == ({} if found == "r3" else SHAPED)
        assert opened(storage, kept, "r2") == {"it": b"r2"}
    assert 8 < step < 99
    assert latest(storage, kept) == "r3"
