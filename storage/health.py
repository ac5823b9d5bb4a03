"""Whether the store can be worked with right now, and what an outage of one of its servers looks like.

Says which part does not answer and nothing else: the question may come from anybody on the network.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from sqlalchemy import text
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError

from storage.database import for_reading, is_current
from storage.errors import BlobStoreFailed
from storage.opening import Storage

OUTAGES = (BlobStoreFailed, OperationalError, InterfaceError)
"""What is raised where a server is away or went away: the same may go well a minute later."""
_NO_BLOB = "readyz"


class Part(StrEnum):
    """What a store consists of, as far as it may be away."""

    DATABASE = "database"
    REVISION = "revision"
    BLOBS = "blobs"


def unready(storage: Storage) -> tuple[Part, ...]:
    """The parts that do not answer as they should; none where all is well.

    REVISION: the tables are older or newer than this program.
    """
    found = (_database(storage), None if _answers(storage) else Part.BLOBS)
    return tuple(part for part in found if part is not None)


def _database(storage: Storage) -> Part | None:
    try:
        with for_reading(storage.engine).connect() as connection:
            connection.execute(text("SELECT 1"))
        return None if is_current(for_reading(storage.engine)) else Part.REVISION
    except SQLAlchemyError:
        return Part.DATABASE


def _answers(storage: Storage) -> bool:
    """Begins a write and drops it, and looks for a blob that is not there."""
    ask: tuple[Callable[[], object], ...] = (lambda: _begin(storage), lambda: storage.blobs.find(_NO_BLOB))
    try:
        for each in ask:
            each()
    except (BlobStoreFailed, OSError):
        return False
    return True


def _begin(storage: Storage) -> None:
    with storage.blobs.writer():
        pass
