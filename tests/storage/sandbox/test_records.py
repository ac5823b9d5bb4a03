"""A run is taken apart into windows and put together again, and is never in memory whole."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import accumulate

import polars as pl
import pytest

from core.digests import frame_digest
from storage.sandbox.kept import WINDOW, Places, Windows
from storage.sandbox.records import Published, RunRecords, arranged
from tests.storage.sandbox.clinic import PROJECT, frames, in_blocks, published, records

PATIENTS, SIZE = 40, 9


def cut(parts: Published) -> RunRecords:
    return arranged(parts, project=PROJECT, run="run", key="00" * 32, size=SIZE)


def loaded(made: RunRecords, first: int = 0) -> dict[tuple[int, str, str], pl.DataFrame]:
    """(batch, entity, class) -> its rows, with their numbers."""
    return {
        (batch.number, piece.entity, each): frame.with_columns(piece.numbers.alias("#"))
        for batch in made.batches(first)
        for piece in batch.pieces
        for each, frame in piece.cells.items()
    }


@pytest.mark.parametrize("rows", [1, 4, 1_000])
def test_the_batches_hold_every_record_of_the_run_whatever_its_ranges_of_rows(rows: int) -> None:
    made = cut(in_blocks(frames(PATIENTS), rows))
    assert made.load.batches > 2 * WINDOW
    pieces = loaded(made)
    for (entity, each), wanted in published(PATIENTS).items():
        own = [frame for (_, of, kind), frame in pieces.items() if (of, kind) == (entity, each)]
        assert frame_digest(pl.concat(own).sort("#").drop("#")) == frame_digest(wanted)


@pytest.mark.parametrize("first", [1, WINDOW, WINDOW + 2])
def test_a_load_that_goes_on_has_the_batches_that_it_would_have_had_anyway(first: int) -> None:
    made = records(patients=PATIENTS, size=SIZE)
    whole = {place: frame for place, frame in loaded(made).items() if place[0] >= first}
    again = loaded(records(patients=PATIENTS, size=SIZE), first)
    assert {place: frame_digest(frame) for place, frame in again.items()} == {
        place: frame_digest(frame) for place, frame in whole.items()
    }


def test_what_a_patient_has_of_an_entity_lies_together_in_the_order_of_the_run() -> None:
    for batch in records(patients=PATIENTS, size=SIZE).batches(0):
        for piece in batch.pieces:
            lying = list(zip(piece.patients.to_list(), piece.numbers.to_list(), strict=True))
            assert lying == sorted(lying, key=lambda at: (-1 if at[0] is None else at[0], at[1]))


def test_a_column_that_only_some_ranges_fill_is_there_for_all() -> None:
    made = frames(PATIENTS)
    note = pl.Series("medical_alert", [None] * (PATIENTS - 1) + ["Tooth 14"])
    made["patient"]["clinical"] = made["patient"]["clinical"].with_columns(note)
    own = {
        batch: frame
        for (batch, entity, each), frame in loaded(cut(in_blocks(made))).items()
        if each == "clinical"
    }
    assert pl.concat([own[batch] for batch in sorted(own)])["medical_alert"].to_list() == note.to_list()


def test_a_part_is_packed_as_it_is_read_and_never_held(monkeypatch: pytest.MonkeyPatch) -> None:
    happened: list[str] = []
    apart = Places.apart

    def packing(places: Places, block: pl.DataFrame, start: int) -> Windows:
        happened.append("packed")
        return apart(places, block, start)

    def reading(frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
        for block in frame.iter_slices(5):
            happened.append("read")
            yield block

    monkeypatch.setattr(Places, "apart", packing)
    cut({"patient": {"operational": partial(reading, frames(400)["patient"]["operational"])}})
    steps = [1 if each == "read" else -1 for each in happened[80:]]
    assert steps.count(-1) == 80
    assert max(accumulate(steps)) <= 4
