"""Loads of a sandbox that are killed twenty times, anywhere, end as an undisturbed one: on both
databases."""

from __future__ import annotations

import random
import signal
from pathlib import Path

import pytest

from core.digests import frame_digest
from storage.database import sqlite_url
from storage.keys import make_keys
from storage.sandbox.loading import load
from storage.sandbox.target import Standing
from tests import servers
from tests.storage.conftest import MASTER
from tests.storage.sandbox.clinic import PROJECT, published, records
from tests.storage.sandbox.dying import Way, loader

KILLS, PATIENTS, SIZE = 20, 15_000, 2_000
SQLITE, POSTGRESQL = "sqlite", "postgresql"


@pytest.mark.soak
@pytest.mark.parametrize("database", [SQLITE, POSTGRESQL])
def test_a_load_that_is_killed_twenty_times_ends_as_an_undisturbed_one(tmp_path: Path, database: str) -> None:
    """Killed between two batches' time and nothing, wherever it then is: in a statement, a COPY, a commit."""
    where = (
        sqlite_url(tmp_path / "practice.sqlite3") if database == SQLITE else servers.new_database(empty=True)
    )
    schema = None if database == SQLITE else "sandbox_killed"
    way = Way(where, schema, make_keys(PROJECT, MASTER), PATIENTS, SIZE)
    chance, kills, there, at = random.Random(8), 0, 0, []
    while kills < KILLS:
        life = loader(way)
        life.join(chance.uniform(0.0, 1.0))
        if life.exitcode is None:
            life.kill()
            life.join()
        if life.exitcode == 0:
            way.opened().drop()
            there = 0
            continue
        assert life.exitcode == -signal.SIGKILL
        kills += 1
        there = _stands(way, there)
        at.append(there)
    load(way.opened(), records(patients=PATIENTS, size=SIZE), lambda _rows, _of: None)
    print(f"{database}: killed with so many batches there: {at}")
    assert _digests(way) == {place: frame_digest(frame) for place, frame in published(PATIENTS).items()}


def _stands(way: Way, before: int) -> int:
    """No batch that was there is gone, and nothing is visible in half."""
    states = {state.standing: state for state in way.opened().state()}
    if Standing.VISIBLE in states:
        assert states[Standing.VISIBLE].committed == states[Standing.VISIBLE].batches
        return states[Standing.VISIBLE].committed
    there = states[Standing.UNDER_WAY].committed if states else 0
    assert there >= before
    return there


def _digests(way: Way) -> dict[tuple[str, str], str]:
    copy = way.opened()
    return {place: frame_digest(copy.opened(*place)) for place in published(PATIENTS)}
