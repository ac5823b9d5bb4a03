"""What every platform promises that a run is loaded into, over every member (storage/sandbox/target.py)."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from core.digests import frame_digest
from storage.errors import LoadOvertaken, NotStored, TargetSpeaks
from storage.sandbox.loading import Loaded, load
from storage.sandbox.records import RunRecords
from storage.sandbox.target import Readable, Standing
from tests.storage.sandbox.clinic import published, records
from tests.storage.sandbox.conftest import Opens
from tests.storage.sandbox.in_memory import InMemory


def quiet(_rows: int, _of: int) -> None:
    """Nobody watches."""


def digests(target: Readable, patients: int = 7) -> dict[tuple[str, str], str]:
    return {place: frame_digest(target.opened(*place)) for place in published(patients)}


def wanted(patients: int = 7, name: str = "Secretsdottir") -> dict[tuple[str, str], str]:
    return {place: frame_digest(frame) for place, frame in published(patients, name).items()}


def some(target: Readable, made: RunRecords, batches: int) -> None:
    """A load that was stopped after so many batches."""
    first = target.begin(made.load)
    assert first is not None
    for batch, _ in zip(made.batches(first), range(batches), strict=False):
        target.put(made.load, batch)


def test_what_was_loaded_opens_as_it_was_published(opens: Opens) -> None:
    made = records()
    assert made.load.batches > 3
    assert load(opens(), made, quiet) == Loaded(made.load.rows, 7, changed=True)
    assert digests(opens()) == wanted()


def test_a_load_says_after_each_batch_how_far_it_is(opens: Opens) -> None:
    told: list[tuple[int, int]] = []
    made = records()
    load(opens(), made, lambda rows, of: told.append((rows, of)))
    assert len(told) == made.load.batches + 1
    assert (told[0], told[-1]) == ((0, made.load.rows), (made.load.rows, made.load.rows))


def test_nothing_is_visible_before_everything_is(opens: Opens) -> None:
    made = records()
    some(opens(), made, made.load.batches)
    (state,) = opens().state()
    assert (state.standing, state.committed) == (Standing.UNDER_WAY, made.load.batches)
    with pytest.raises(NotStored):
        opens().opened("patient", "identity")


def test_the_same_run_again_changes_nothing_and_says_so(opens: Opens) -> None:
    load(opens(), records(), quiet)
    before = opens().state()
    assert opens().begin(records().load) is None
    assert load(opens(), records(), quiet).changed is False
    assert opens().state() == before


@pytest.mark.parametrize("batches", [0, 1, 3])
def test_a_load_that_was_stopped_goes_on_after_the_last_batch(opens: Opens, batches: int) -> None:
    made = records()
    some(opens(), made, batches)
    assert opens().begin(made.load) == batches
    load(opens(), records(), quiet)
    assert digests(opens()) == wanted()


def test_a_load_that_was_stopped_before_its_last_step_only_takes_that(opens: Opens) -> None:
    made = records()
    some(opens(), made, made.load.batches)
    load(opens(), made, quiet)
    assert digests(opens()) == wanted()


def test_another_run_takes_the_place_of_what_was_there(opens: Opens) -> None:
    load(opens(), records(), quiet)
    other = records(run="next", patients=9, name="Canarymansson")
    some(opens(), other, 2)
    assert digests(opens()) == wanted(), "until it is whole, the old one stands"
    load(opens(), other, quiet)
    assert digests(opens(), 9) == wanted(9, "Canarymansson")
    (state,) = opens().state()
    assert (state.standing, state.patients) == (Standing.VISIBLE, 9)


def test_of_two_loads_at_once_the_one_that_began_last_goes_on(opens: Opens) -> None:
    first, second = records(), records(run="next", name="Canarymansson")
    some(opens(), first, 1)
    opens().begin(second.load)
    with pytest.raises(LoadOvertaken):
        opens().put(first.load, next(first.batches(1)))
    with pytest.raises(LoadOvertaken):
        opens().finish(first.load)
    load(opens(), second, quiet)
    assert digests(opens()) == wanted(name="Canarymansson")


@pytest.mark.parametrize("number", [0, 2])
def test_a_batch_is_put_in_its_turn_and_once(opens: Opens, number: int) -> None:
    made = records()
    some(opens(), made, 1)
    with pytest.raises(LoadOvertaken):
        opens().put(made.load, next(made.batches(number)))
    load(opens(), made, quiet)
    assert digests(opens()) == wanted()


def test_what_lacks_batches_is_not_shown(opens: Opens) -> None:
    made = records()
    some(opens(), made, made.load.batches - 1)
    with pytest.raises(LoadOvertaken):
        opens().finish(made.load)
    assert [each.standing for each in opens().state()] == [Standing.UNDER_WAY]


def test_a_batch_that_fails_on_its_way_leaves_nothing_of_itself(opens: Opens) -> None:
    """Its first piece was put when its last one fails: so a patient would be there in half."""
    made = records()
    some(opens(), made, 1)
    whole = next(made.batches(1))
    assert len(whole.pieces) > 1
    broken = replace(whole.pieces[-1], cells={"operational": None})
    with pytest.raises((AttributeError, KeyError, TypeError)):
        opens().put(made.load, replace(whole, pieces=(*whole.pieces[:-1], broken)))
    assert opens().begin(made.load) == 1
    load(opens(), made, quiet)
    assert digests(opens()) == wanted()


def test_dropping_leaves_nothing_and_says_whether_there_was_anything(opens: Opens) -> None:
    assert opens().drop() is False
    load(opens(), records(), quiet)
    some(opens(), records(run="next", name="Canarymansson"), 1)
    assert len(opens().state()) == 2
    assert opens().drop() is True
    assert opens().state() == ()
    load(opens(), records(), quiet)
    assert digests(opens()) == wanted()


def test_an_empty_run_is_a_load_too(opens: Opens) -> None:
    made = records(patients=1)
    own = replace(made, kept={}, load=replace(made.load, layout={}, rows=0, patients=0, batches=0))
    assert load(opens(), own, quiet) == Loaded(0, 0, changed=True)
    assert load(opens(), own, quiet).changed is False


def test_every_member_is_silent(opens: Opens) -> None:
    assert opens().silent is True


def test_a_platform_that_could_send_something_is_not_loaded() -> None:
    held: dict = {}
    with pytest.raises(TargetSpeaks):
        load(InMemory(held, silent=False), records(), quiet)
    assert held == {}


def test_a_patient_lies_in_one_batch_with_all_that_is_theirs() -> None:
    made = records()
    seen: dict[int, int] = {}
    for batch in made.batches(0):
        for piece in batch.pieces:
            for whose in piece.patients.drop_nulls().to_list():
                assert seen.setdefault(whose, batch.number) == batch.number
    assert len(seen) == 7
    own = [piece for batch in made.batches(0) for piece in batch.pieces if piece.entity == "benefit"]
    assert pl.concat([piece.patients for piece in own]).null_count() == 0
