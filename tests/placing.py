"""Where the store of a home lies: in the home itself or, by one switch, in a PostgreSQL and an S3.

Every test that opens a store asks here, by the folder of state that it would use. With
STORAGE_TEST_POSTGRESQL and STORAGE_TEST_S3 (tests/servers.py) each such folder then stands for a database and
a bucket of its own, in this process and in those that a test starts; whoever names the same folder again
finds the same store. Without them nothing is placed anywhere, and the folder holds everything.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from portal.opening import now
from storage import FileMasterKey, Storage, open_storage
from storage.s3 import S3Blobs
from tests import servers

IN_PRODUCTION = bool(servers.POSTGRESQL or servers.S3)
_KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1"}


@dataclass(frozen=True)
class Place:
    """A database and a bucket that nobody else has."""

    url: str
    bucket: str

    @property
    def blobs(self) -> S3Blobs:
        return S3Blobs(servers.s3_client(), self.bucket, prefix="clinic/")

    @property
    def variables(self) -> dict[str, str]:
        """With which a process finds them, as an operator would set them."""
        return {
            "CHARTBRIDGE_DATABASE_URL": self.url,
            "CHARTBRIDGE_BLOBS": f"s3://{self.bucket}/clinic",
            "AWS_ENDPOINT_URL_S3": servers.s3_client().meta.endpoint_url,
            **_KEYS,
        }


_PLACES: dict[Path, Place] = {}


def new_place() -> Place:
    return Place(servers.new_database(), servers.new_bucket())


def place_of(state: Path) -> Place | None:
    """None where the folder of state holds everything itself."""
    if not IN_PRODUCTION:
        return None
    if state not in _PLACES:
        _PLACES[state] = new_place()
    return _PLACES[state]


def variables(state: Path) -> dict[str, str]:
    """What the environment of a process has to say beside the folder of state."""
    place = place_of(state)
    return place.variables if place else {}


def set_home(patch: pytest.MonkeyPatch, state: Path) -> None:
    """This process is then one that has its store there."""
    for name, value in {"CHARTBRIDGE_HOME": str(state), **variables(state)}.items():
        patch.setenv(name, value)


def opened(home: Path, *, clock: Callable[[], datetime] = now) -> Storage:
    """The store of a portal that is, was or will be served from `home` (tests/portal/serving.py)."""
    state, place = home / "state", place_of(home / "state")
    master = FileMasterKey.at(home / "key" / "master.key")
    url, blobs = (place.url, place.blobs) if place else (None, None)
    return open_storage(state, master=master, clock=clock, database_url=url, blobs=blobs)


def copied(state: Path, new: Path) -> None:
    """A store once more, in another folder of state, as it is now."""
    shutil.copytree(state, new)
    place = place_of(state)
    if place:
        _PLACES[new] = Place(servers.copy_of(place.url), servers.copied_bucket(place.bucket))


def everything(state: Path) -> Path:
    """The folder of state, and in it all that the database and the bucket hold for it, as bytes lie there."""
    place = place_of(state)
    if place:
        servers.bring(place.url, place.bucket, into=state / "placed")
    return state


def let_go(folder: Path) -> None:
    """Drops the databases of every folder of state below `folder`, whoever is still connected to them."""
    for state in [each for each in _PLACES if each.is_relative_to(folder)]:
        place = _PLACES.pop(state)
        servers.drop(place.url)
        servers.empty(place.bucket)
