"""What does not answer is named, and nothing else is said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from storage import OUTAGES, Part, Storage, open_storage, unready
from storage.errors import BlobStoreFailed, LeaseLost
from storage.local import LocalBlobs
from storage.revising import reverse
from tests.storage.conftest import MASTER, Clock


def test_a_store_that_is_well_misses_nothing(storage: Storage):
    assert unready(storage) == ()


def test_tables_at_another_revision_are_named(storage: Storage):
    reverse(storage.engine, to="0007")
    assert unready(storage) == (Part.REVISION,)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, clock: Clock):
    (tmp_path / "file").write_bytes(b"")
    blobs = LocalBlobs(tmp_path / "file" / "blobs")
    storage = open_storage(tmp_path / "home", master=MASTER, clock=clock, blobs=blobs)
    assert unready(storage) == (Part.BLOBS,)


def test_a_database_that_is_gone_is_named(tmp_path: Path, clock: Clock):
    blobs = LocalBlobs(tmp_path / "blobs")
    storage = open_storage(tmp_path / "home", master=MASTER, clock=clock, blobs=blobs)
    storage.close()
    shutil.rmtree(tmp_path / "home")
    assert unready(storage) == (Part.DATABASE,)


def test_a_server_that_is_away_is_an_outage_and_a_lost_lease_is_none():
    assert issubclass(BlobStoreFailed, OUTAGES) and issubclass(OperationalError, OUTAGES)
    assert not issubclass(LeaseLost, OUTAGES)


@pytest.mark.parametrize("part", Part)
def test_a_part_has_a_plain_name(part: Part):
    assert part.value.isalpha()
