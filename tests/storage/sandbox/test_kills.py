"""Killed at moment after moment, a load goes on where it was, and ends as an undisturbed one."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from core.digests import frame_digest
from storage.database import sqlite_url
from storage.errors import NotStored
from storage.keys import make_keys
from storage.sandbox.loading import load
from storage.sandbox.target import Standing
from tests.storage.conftest import MASTER
from tests.storage.sandbox.clinic import PROJECT, published, records
from tests.storage.sandbox.dying import Way, loader
from tests.storage.sandbox.test_contract import digests, quiet, wanted

PATIENTS, SIZE = 7, 6


def test_a_load_that_is_killed_on_and_on_ends_as_an_undisturbed_one(tmp_path: Path) -> None:
    """Each life gets four moments further than the one before; the last one comes to its end."""
    keys = make_keys(PROJECT, MASTER)
    way = Way(sqlite_url(tmp_path / "practice.sqlite3"), None, keys, PATIENTS, size=SIZE)
    before, kills, lives = 0, 0, 0
    while True:
        lives += 1
        life = loader(way, dies=6 + 4 * lives)
        life.join()
        if life.exitcode == 0:
            break
        assert life.exitcode == -signal.SIGKILL
        kills += 1
        before = _stands(way, before)
    assert kills >= 2
    assert digests(way.opened(), PATIENTS) == wanted(PATIENTS)
    assert load(way.opened(), records(patients=PATIENTS, size=SIZE), quiet).changed is False


def _stands(way: Way, before: int) -> int:
    """Nothing is visible in half, and no batch that was there is gone. The batches that are there."""
    states = {state.standing: state for state in way.opened().state()}
    if Standing.VISIBLE in states:
        assert digests(way.opened(), PATIENTS) == wanted(PATIENTS)
        return states[Standing.VISIBLE].batches
    with pytest.raises(NotStored):
        way.opened().opened("patient", "identity")
    there = states[Standing.UNDER_WAY].committed if states else 0
    assert there >= before
    return there


def test_a_load_of_another_run_that_is_killed_leaves_the_old_one(tmp_path: Path) -> None:
    keys = make_keys(PROJECT, MASTER)
    way = Way(sqlite_url(tmp_path / "practice.sqlite3"), None, keys, PATIENTS, size=SIZE)
    load(way.opened(), records(run="old", patients=3, name="Canarymansson"), quiet)
    life = loader(way, dies=30)
    life.join()
    assert life.exitcode == -signal.SIGKILL
    assert digests(way.opened(), 3) == wanted(3, "Canarymansson")
    again = loader(way)
    again.join()
    assert again.exitcode == 0
    for place, frame in published(PATIENTS).items():
        assert frame_digest(way.opened().opened(*place)) == frame_digest(frame)
