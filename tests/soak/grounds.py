"""Where a portal lies while it is killed: SQLite and a folder, or PostgreSQL and S3 that die as well."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from portal.opening import open_storage
from portal.settings import read_settings
from storage import OUTAGES, Storage, sweep
from storage.anchors import FOLDER
from storage.sweeping import named
from tests.portal.stores import KEY
from tests.soak import outages

BLOB = "cut the way to the blobs"
DATABASE = "killed the database"
WORKING, RESTING = "killed while it worked", "killed at rest"
SEED = 20261125
Given = TypeVar("Given")


@dataclass
class Ground:
    """environment: of every process of this portal. happened: what was done to it, counted."""

    environment: Mapping[str, str]
    outages: tuple[tuple[str, outages.PostgreSql | outages.S3], ...] = ()
    happened: Counter[str] = field(default_factory=Counter)

    def opened(self) -> Storage:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in self.environment.items():
                patch.setenv(name, value)
            return open_storage(read_settings())

    def an_outage(self, chance: random.Random) -> bool:
        """Every third time, where there are servers, one of them dies and comes back; whether it did."""
        if not self.outages or chance.random() >= 1 / 3:
            return False
        name, server = chance.choice(self.outages)
        server.kill()
        time.sleep(chance.uniform(0, 1))
        server.start()
        self.happened[name] += 1
        return True

    def had_everything(self, kills: int) -> None:
        """What is called fifty kills had its share of each."""
        assert self.happened[WORKING] >= kills
        missed = [name for name, _ in self.outages if self.happened[name] < kills // 10]
        assert not missed, self.happened


def settings_in(home: Path, **more: str) -> dict[str, str]:
    ours = {"HOME": str(home / "home"), "MASTER_KEY": KEY, "EXAMPLE": "none", "LOG": "json", **more}
    return {f"CHARTBRIDGE_{name}": value for name, value in ours.items()}


def patiently(act: Callable[[], Given]) -> Given:
    """`act`, as often as it takes while a server is away."""
    until = time.monotonic() + outages.PATIENCE
    while True:
        try:
            return act()
        except OUTAGES:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def nothing_orphaned(store: Storage) -> str:
    """After the sweeper each blob is named by a row, and each that a row names is there."""
    swept = sweep(store, age=timedelta(days=-1))
    left = sweep(store, age=timedelta(days=-1))
    assert (left.blobs, left.aside) == (0, 0)
    there = {blob.name for blob in store.blobs.list() if not blob.name.startswith(f"{FOLDER}/")}
    assert there == named(store)
    return f"{swept.blobs} orphans, {swept.aside} aside"
