"""What is done on a worker of the cluster: pure functions of names, digests and a mapping (law 3).

A worker opens originals in its own store, by ids; each proves its SHA-256 as it is opened. Errors leave as
records, or as no more than their kind and place, since libraries log them and send them on (law 7).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import wraps
from itertools import islice
from typing import ParamSpec, TypeVar

import polars as pl
from distributed import get_worker
from distributed.diagnostics.plugin import WorkerPlugin

from core import ENGINE_VERSION
from core.choices import Choices
from core.errors import ChartbridgeError
from core.hands import ToShape
from core.hands import shape as shaped
from core.imaging import ImageHeader
from core.imaging.headers import read_header
from core.mapping.model import TableMapping
from core.sources import look_at
from core.sources.bounds import Bounds
from core.sources.elsewhere import Looked
from core.sources.means import Means
from core.tables import FileKind, StoredFile
from portal.cluster.travelling import Boxed
from portal.quiet_logs import where
from portal.services.originals import pinned
from storage import OUTAGES, Storage
from storage.reading import with_programs

NAME = "chartbridge"

Asked = ParamSpec("Asked")
Made = TypeVar("Made")


class Holding(WorkerPlugin):
    """The open store of this worker; made where the worker starts and never sent."""

    name = NAME

    def __init__(self, store: Storage) -> None:
        self.store = store


class TaskFailed(Exception):
    """A task that did not go well, by the kind and place of what happened."""


class StoreAway(TaskFailed):
    """A task that met a server which did not answer, each time that it was tried."""


@dataclass(frozen=True)
class Refused:
    """An error of ours, as it would have been told where the run is."""

    kind: str
    place: str = field(repr=False)
    found: str = field(repr=False)
    do: str = field(repr=False)


@dataclass(frozen=True)
class Batch:
    """Under what a run's uploads are read. engine: the version that the run is of."""

    project: str
    choices: Choices = field(repr=False)
    passwords: Mapping[str, str] = field(repr=False)
    bounds: Bounds
    engine: str


def told(act: Callable[Asked, Made]) -> Callable[Asked, Made | Refused]:
    """`act`, whose errors quote nothing. What is raised is tried again: a server that does not answer."""

    @wraps(act)
    def acting(*args: Asked.args, **kwargs: Asked.kwargs) -> Made | Refused:
        try:
            return act(*args, **kwargs)
        except TaskFailed:
            raise
        except OUTAGES as error:
            failed: TaskFailed = StoreAway(_named(error))
        except ChartbridgeError as error:
            return Refused(error.kind, error.place, error.found, error.do)
        except Exception as error:
            failed = TaskFailed(_named(error))
        raise failed

    return acting


def _named(error: Exception) -> str:
    return f"{type(error).__name__} at {where(error)}"


@told
def look(batch: Boxed[Batch], ids: tuple[str, ...], beside: tuple[str, ...]) -> Boxed[list[Looked | None]]:
    """What is in each of these uploads, in the order of their paths; None of what is no data alone.

    beside: uploads that belong to one of them, a memo file to its table.
    """
    under = batch.content
    _same_engine(under.engine)
    means = with_programs(Means(under.passwords, bounds=under.bounds, packed=True))
    wanted = pinned(_store(), under.project, ids)
    known = {each.path: each for each in (*wanted, *pinned(_store(), under.project, beside))}
    looks = [look_at(each, beside=known, choices=under.choices, means=means) for each in wanted]
    found = [_without_doors(looked, each.path) for looked, each in zip(looks, wanted, strict=True)]
    return Boxed(found, sum(read.table.held for one in found if one for read in one.reading.tables))


@told
def shape_part(
    looked: Boxed[list[Looked | None]] | Refused,
    at: tuple[int, int],
    mapping: Boxed[TableMapping],
    number: int,
) -> Boxed[pl.DataFrame] | Refused:
    """Window `number` of table `at` (place of its upload among those looked at, place in it) shaped."""
    if isinstance(looked, Refused):
        return looked
    one = looked.content[at[0]]
    if one is None:
        raise TaskFailed("a table that was read before is not there")
    windows = one.reading.tables[at[1]].table.windows()
    window = next(islice(windows, number, None), None)
    if window is None:
        raise TaskFailed("a window that was read before is not there")
    return _shaped(ToShape(window, mapping.content, number))


@told
def shape_given(wanted: Boxed[ToShape], engine: str) -> Boxed[pl.DataFrame]:
    """Rows that came along, of a table that no worker can read by its name: a member of an archive."""
    _same_engine(engine)
    return _shaped(wanted.content)


@told
def headers(batch: Boxed[Batch], ids: tuple[str, ...]) -> Boxed[list[ImageHeader]]:
    """Of these image files, in the order of their paths."""
    _same_engine(batch.content.engine)
    wanted = pinned(_store(), batch.content.project, ids)
    files = (StoredFile(each.path, each.sha256, each.size, FileKind.DICOM, each.open) for each in wanted)
    return Boxed([read_header(file) for file in files])


def _shaped(wanted: ToShape) -> Boxed[pl.DataFrame]:
    frame = shaped(wanted)
    return Boxed(frame, _size(frame))


def _size(frame: pl.DataFrame) -> int:
    return int(frame.estimated_size())


def _store() -> Storage:
    holding = get_worker().plugins[NAME]
    if not isinstance(holding, Holding):
        raise TaskFailed("this worker was not started by chartbridge")
    return holding.store


def _same_engine(engine: str) -> None:
    if engine != ENGINE_VERSION:
        raise TaskFailed("this worker is of another version than the run")


def _without_doors(looked: Looked, path: str) -> Looked | None:
    """What can be sent: an upload kept whole is opened where it is wanted, and not here."""
    kept = looked.reading.files
    if looked.reading.members or any(file.path != path for file in kept):
        return None
    closed = tuple(replace(file, open=_not_here) for file in kept)
    return replace(looked, reading=replace(looked.reading, files=closed))


def _not_here() -> bytes:
    raise TaskFailed("a file is opened where the run is")
