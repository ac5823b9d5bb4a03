"""Blocks that a run shares with an earlier one: sealed once, opened by both, and pointed nowhere else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from sqlalchemy import delete, select, update

from storage import Opened, Sensitivity, Storage, sweep
from storage.checking import Checked, check
from storage.errors import BlobMissing, ClassClosed, SealBroken, StorageError
from storage.models import BlockRecord, PartRecord, RunRecord
from storage.parts import ROWS, Block
from storage.resealing import reseal
from storage.rewrapping import keys_of
from tests.storage.stored import data_blobs
from tests.storage.test_runs import Piece

PATIENTS = ("entity/patient", "identity")


@dataclass
class Made:
    """A block that tells how often its rows were asked for."""

    rows: pl.DataFrame
    made_of: str = ""
    asked: int = 0

    @property
    def height(self) -> int:
        return self.rows.height

    def frame(self) -> pl.DataFrame:
        self.asked += 1
        return self.rows


@dataclass
class Pieces:
    """A part that comes in the blocks that it was given."""

    given: list[Made]
    name: str = PATIENTS[0]
    sensitivity: str = PATIENTS[1]
    more: int = field(default=0)

    @property
    def height(self) -> int:
        return sum(block.height for block in self.given) + self.more

    def blocks(self, rows: int, /) -> Iterator[Block]:
        return iter(self.given)


def rows(*names: str) -> pl.DataFrame:
    return pl.DataFrame({"name": list(names)})


def long(start: int, count: int = ROWS) -> pl.DataFrame:
    return pl.DataFrame({"n": pl.int_range(start, start + count, eager=True)})


def published(storage: Storage, project: str, run: str, *parts: Any, alike: str | None = None) -> None:
    published_each(storage, project, run, parts, alike=alike)


def published_each(
    storage: Storage, project: str, run: str, parts: Iterable[Any], *, alike: str | None
) -> None:
    with storage.begin() as work:
        work.runs.publish(
            project,
            run=run,
            result=f"result of {run}",
            parts=parts,
            summary={"closes": True},
            mapping_version=1,
            by="Ann",
            alike=alike,
        )


def opened(storage: Storage, project: str, run: str, place: tuple[str, str] = PATIENTS) -> pl.DataFrame:
    with storage.read() as work:
        return work.runs.open_part(project, run, *place)


def shared(storage: Storage, project: str) -> None:
    """A run, and another one that shares its only block."""
    published(storage, project, "r1", Pieces([Made(rows("Mary"), "aa")]))
    published(storage, project, "r2", Pieces([Made(rows("Mary"), "aa")]), alike="r1")


def blocks(storage: Storage) -> dict[str, BlockRecord]:
    """The rows of blocks by the id of their part, oldest run first."""
    statement = (
        select(BlockRecord).join(PartRecord).join(RunRecord).order_by(RunRecord.number, PartRecord.number)
    )
    with storage.unit(reading=True) as unit:
        return {record.part_id: record for record in unit.session.scalars(statement)}


def test_a_block_made_of_the_same_is_neither_made_nor_sealed_again(storage: Storage, project: str):
    old, new = Made(rows("Mary", "Ann"), "aa"), Made(rows("Mary", "Ann"), "aa")
    published(storage, project, "r1", Pieces([old]))
    published(storage, project, "r2", Pieces([new]), alike="r1")
    assert (old.asked, new.asked) == (1, 0)
    assert len(data_blobs(storage)) == 1
    assert_frame_equal(opened(storage, project, "r2"), old.rows)
    with storage.read() as work:
        work.runs.verify(project, "r2")
        assert work.audit.verify(project).valid


def test_blocks_that_changed_are_sealed_and_those_that_moved_are_shared(storage: Storage, project: str):
    first = [Made(long(0), "a"), Made(long(ROWS), "b"), Made(long(2 * ROWS, 5), "c")]
    moved = [Made(long(ROWS), "b"), Made(long(9), "d"), Made(long(2 * ROWS, 5), "c")]
    published(storage, project, "r1", Pieces(first))
    published(storage, project, "r2", Pieces(moved), alike="r1")
    assert [block.asked for block in moved] == [0, 1, 0]
    assert len(data_blobs(storage)) == 4
    assert_frame_equal(opened(storage, project, "r2"), pl.concat([block.rows for block in moved]))
    with storage.read() as work:
        found = work.runs.open_rows(project, "r2", *PATIENTS, start=2 * ROWS - 1, count=3)
    assert found["n"].to_list() == [ROWS + 8, 2 * ROWS, 2 * ROWS + 1]


def test_a_third_run_shares_what_the_second_shares(storage: Storage, project: str):
    shared(storage, project)
    third = Made(rows("Mary"), "aa")
    published(storage, project, "r3", Pieces([third]), alike="r2")
    assert third.asked == 0
    with storage.unit() as unit:
        for model in (BlockRecord, PartRecord, RunRecord):
            unit.session.execute(delete(model).where(_of_earlier(unit, model)))
    storage.clock.now = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
    assert sweep(storage).blobs == 0
    assert_frame_equal(opened(storage, project, "r3"), rows("Mary"))


def _of_earlier(unit, model):
    """Of runs one and two, as if somebody had taken them away."""
    runs = select(RunRecord.id).where(RunRecord.number < 3)
    parts = select(PartRecord.id).where(PartRecord.run_id.in_(runs))
    return {
        BlockRecord: BlockRecord.part_id.in_(parts),
        PartRecord: PartRecord.run_id.in_(runs),
        RunRecord: RunRecord.number < 3,
    }[model]


@pytest.mark.parametrize(
    "other",
    [
        Pieces([Made(rows("Mary"), "bb")]),
        Pieces([Made(rows("Mary"), "")]),
        Pieces([Made(rows("Mary"), "aa")], name="entity/provider"),
        Pieces([Made(rows("Mary"), "aa")], sensitivity="clinical"),
        Pieces([Made(rows("Mary", "Ann"), "aa")]),
    ],
    ids=["made of something else", "of something unknown", "of another name", "of another class", "longer"],
)
def test_nothing_else_is_shared(storage: Storage, project: str, other: Pieces):
    published(
        storage,
        project,
        "r1",
        Pieces(
            [
                Made(rows("Mary"), "aa"),
            ]
        ),
    )
    published(storage, project, "r2", replace(other, given=[replace(other.given[0])]), alike="r1")
    assert len(data_blobs(storage)) == 2
    place = (other.name, other.sensitivity)
    assert_frame_equal(opened(storage, project, "r2", place), other.given[0].rows)


def test_what_is_unknown_in_both_is_not_taken_for_the_same(storage: Storage, project: str):
    published(storage, project, "r1", Pieces([Made(rows("Mary"))]))
    published(storage, project, "r2", Pieces([Made(rows("Ann"))]), alike="r1")
    assert_frame_equal(opened(storage, project, "r2"), rows("Ann"))


def test_no_other_projects_block_is_shared(storage: Storage, project: str):
    published(storage, project, "r1", Pieces([Made(rows("Mary"), "aa")]))
    with storage.begin() as work:
        other = work.projects.create("Second").id
    block = Made(rows("Mary"), "aa")
    published(storage, other, "r2", Pieces([block]), alike="r1")
    assert block.asked == 1
    assert len(data_blobs(storage)) == 2


def test_without_an_earlier_run_everything_is_sealed(storage: Storage, project: str):
    block = Made(rows("Mary"), "aa")
    published(storage, project, "r2", Pieces([block]), alike="never published")
    assert block.asked == 1


def test_a_part_that_is_there_as_a_frame_is_sealed_each_time(storage: Storage, project: str):
    for run, alike in (("r1", None), ("r2", "r1")):
        published(storage, project, run, Piece(*PATIENTS, rows("Mary")), alike=alike)
    assert len(data_blobs(storage)) == 2
    assert [record.origin for record in blocks(storage).values()] == [None, None]


def test_the_same_run_again_is_proven_and_makes_no_block(storage: Storage, project: str):
    shared(storage, project)
    again = Made(rows("Mary"), "aa")
    published(storage, project, "r2", Pieces([again]), alike="r1")
    assert again.asked == 0
    (blob,) = data_blobs(storage)
    blob.write_bytes(blob.read_bytes()[:-1] + b"\0")
    with pytest.raises(SealBroken):
        published(storage, project, "r2", Pieces([again]), alike="r1")


def test_a_block_of_which_the_blob_is_lost_is_sealed_anew(storage: Storage, project: str):
    published(storage, project, "r1", Pieces([Made(rows("Mary"), "aa")]))
    (blob,) = data_blobs(storage)
    storage.blobs.delete(blob.name)
    published(storage, project, "r2", Pieces([Made(rows("Mary"), "aa")]), alike="r1")
    assert_frame_equal(opened(storage, project, "r2"), rows("Mary"))


def test_a_shared_blob_that_is_lost_while_the_run_is_on_its_way_is_noticed(storage: Storage, project: str):
    published(storage, project, "r1", Pieces([Made(rows("Mary"), "aa")]))
    (blob,) = data_blobs(storage)

    def parts():
        yield Pieces([Made(rows("Mary"), "aa")])
        storage.blobs.delete(blob.name)

    with pytest.raises(BlobMissing):
        published_each(storage, project, "r2", parts(), alike="r1")
    with storage.read() as work:
        assert [row.run for row in work.runs.of(project)] == ["r1"]


@pytest.mark.parametrize("more", [-1, 1])
def test_a_part_that_comes_in_other_rows_than_it_says_is_not_published(
    storage: Storage, project: str, more: int
):
    with pytest.raises(StorageError, match="other pieces"):
        published(storage, project, "r1", Pieces([Made(rows("Mary"), "aa")], more=more))
    with storage.read() as work:
        assert work.runs.of(project) == []


def test_blocks_in_the_middle_that_are_short_are_refused(storage: Storage, project: str):
    with pytest.raises(StorageError, match="other pieces"):
        published(storage, project, "r1", Pieces([Made(rows("Mary"), "a"), Made(rows("Ann"), "b")]))


def test_nothing_of_a_closed_class_is_shared_either(storage: Storage, project: str):
    published(storage, project, "r1", Pieces([Made(rows("Mary"), "aa")]))
    narrow = storage.opened_for(Opened(frozenset({"operational"})))
    with pytest.raises(ClassClosed):
        published(narrow, project, "r2", Pieces([Made(rows("Mary"), "aa")]), alike="r1")


def test_a_row_that_is_pointed_at_another_runs_blob_is_refused(storage: Storage, project: str):
    shared(storage, project)
    published(storage, project, "r3", Pieces([Made(rows("Mary"), "bb")]))
    _, (part, _), (_, other) = blocks(storage).items()
    assert refused(storage, project, part, blob=other.blob)


def test_a_row_that_loses_what_it_was_sealed_for_is_refused(storage: Storage, project: str):
    shared(storage, project)
    _, (part, _) = blocks(storage).items()
    assert refused(storage, project, part, origin=None)


def test_a_row_that_takes_over_all_that_another_says_is_refused(storage: Storage, project: str):
    shared(storage, project)
    published(storage, project, "r3", Pieces([Made(rows("Ann"), "bb")]))
    _, (part, _), (_, other) = blocks(storage).items()
    assert refused(storage, project, part, origin=other.origin)
    assert refused(storage, project, part, origin=other.origin, sha256=other.sha256, blob=other.blob)


@pytest.mark.parametrize("column", ["origin", "sha256"])
def test_a_changed_bit_of_what_a_row_says_is_refused(storage: Storage, project: str, column: str):
    shared(storage, project)
    _, (part, record) = blocks(storage).items()
    whole = getattr(record, column)
    for at in range(len(whole)):
        assert refused(
            storage, project, part, **{column: whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]}
        )


def refused(storage: Storage, project: str, part: str, **changed: object) -> bool:
    """Whether run two opens no more with its row so changed, which is put back after."""
    where = BlockRecord.part_id == part
    before = blocks(storage)[part]
    kept = {name: getattr(before, name) for name in changed}
    with storage.unit() as unit:
        unit.session.execute(update(BlockRecord).where(where).values(**changed))
    try:
        opened(storage, project, "r2")
    except SealBroken:
        return True
    finally:
        with storage.unit() as unit:
            unit.session.execute(update(BlockRecord).where(where).values(**kept))
    return False


def test_a_shared_part_that_was_moved_to_another_run_is_refused(storage: Storage, project: str):
    """Its blobs would open: they are sealed for run one wherever they stand."""
    shared(storage, project)
    published(storage, project, "r3", Piece("log", "restricted", rows("x")))
    _, part, _ = blocks(storage)
    with storage.unit() as unit:
        third = unit.session.scalars(select(RunRecord.id).where(RunRecord.number == 3)).one()
        unit.session.execute(update(PartRecord).where(PartRecord.id == part).values(run_id=third))
    with pytest.raises(SealBroken, match="moved"):
        opened(storage, project, "r3")


def test_rows_of_an_earlier_run_that_do_not_open_are_not_shared(storage: Storage, project: str):
    published(storage, project, "r1", Pieces([Made(rows("Mary"), "aa")]))
    with storage.unit() as unit:
        record = unit.session.scalars(select(BlockRecord)).one()
        record.origin = record.origin[:-1] + bytes([record.origin[-1] ^ 1])
    block = Made(rows("Mary"), "aa")
    published(storage, project, "r2", Pieces([block]), alike="r1")
    assert block.asked == 1
    assert check(storage) == Checked(files=0, runs=1, broken=1, missing=0)


def test_whoever_checks_the_store_is_told_of_every_run_that_shares_a_broken_blob(
    storage: Storage, project: str
):
    shared(storage, project)
    assert check(storage) == Checked(files=0, runs=2, broken=0, missing=0)
    (blob,) = data_blobs(storage)
    whole = blob.read_bytes()
    blob.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert check(storage) == Checked(files=0, runs=0, broken=2, missing=0)
    storage.blobs.delete(blob.name)
    assert check(storage) == Checked(files=0, runs=0, broken=2, missing=1)


def test_whoever_checks_the_store_reads_a_shared_blob_once(
    storage: Storage, project: str, monkeypatch: pytest.MonkeyPatch
):
    shared(storage, project)
    read: list[str] = []
    real = storage.blobs.read

    def reading(name: str):
        read.append(name)
        return real(name)

    monkeypatch.setattr(storage.blobs, "read", reading)
    assert check(storage).whole
    assert read == [blob.name for blob in data_blobs(storage)]


def test_sealing_anew_takes_a_shared_blob_once_and_both_runs_open(storage: Storage, project: str):
    shared(storage, project)
    with storage.begin() as work:
        for each in Sensitivity:
            work.projects.renew_key(project, each, by="Ann")
    assert reseal(storage, project).blobs == 1
    old = [each for each in keys_of(storage, project) if each.version == 1 and each.purpose != "project"]
    assert [(each.fields, each.blobs) for each in old] == [(0, 0)] * len(old)
    for run in ("r1", "r2"):
        assert_frame_equal(opened(storage, project, run), rows("Mary"))


def test_a_publish_that_stops_leaves_the_earlier_run_whole(storage: Storage, project: str):
    published(storage, project, "r1", Pieces([Made(rows("Mary"), "aa")]))

    def stops():
        yield Pieces([Made(rows("Mary"), "aa")])
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError):
        published_each(storage, project, "r2", stops(), alike="r1")
    storage.clock.now = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
    sweep(storage)
    with storage.read() as work:
        assert [row.run for row in work.runs.of(project)] == ["r1"]
        work.runs.verify(project, "r1")
