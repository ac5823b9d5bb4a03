"""A reader that is loaded late is announced as it is: its door says its own name and formats (ADR 58)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from core.sources import intake as intake_module
from core.sources import read_uploads
from core.sources.intake import READERS
from core.sources.late_readers import LATE, Late
from core.sources.recognition import Format, Recognised
from tests.core.sources.given import upload
from tests.core.sources.test_intake import Counted


@pytest.mark.parametrize("door", LATE, ids=lambda one: one.name)
def test_a_door_takes_what_its_reader_takes(door: Late) -> None:
    reader = door.load()
    assert reader.name == door.name
    for what in Format:
        seen = Recognised(what, what.value)
        assert door.takes(seen) == reader.takes(seen)


def test_every_door_is_among_the_readers_and_leads_to_a_reader_of_its_own() -> None:
    assert set(LATE) < set(READERS)
    assert len({type(door.load()) for door in LATE}) == len(LATE)


def test_one_reader_is_loaded_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    most = Counted(lambda load: load())
    doors = [replace(door, load=partial(most, door.load)) for door in LATE if Format.JSON in door.formats]
    monkeypatch.setattr(intake_module, "READERS", (*doors, *READERS))
    files = [upload(f"{name}.json", b'[{"a": "1"}]') for name in "abcd"]
    assert len(read_uploads(files).tables) == 4
    assert most.most == 1
