"""The hands of a cluster: which work of a run is handed out, in which pieces, and taken back in order.

Small things are done here: handing one out costs more than doing it. What is read by a worker stays there
until the run is over, so that its rows are shaped without being sent again; a worker that dies takes nothing
along, for what it did is done again by another.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

import polars as pl
from distributed import Client, Future

from core.hands import ToShape, shape
from core.imaging import ImageHeader, inventory
from core.sources.elsewhere import Look, Looked
from core.tables import FileKind, StoredFile, Upload
from portal.cluster import tasks
from portal.cluster.reopening import opened_here
from portal.cluster.travelling import Boxed
from portal.cluster.waiting import Waiting

One = TypeVar("One")
_PACKED = (".zip", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".mdb", ".accdb")
"""Endings of what is opened where the run is: members do not travel, and programs may be there only."""
_TRIES = 3


@dataclass(frozen=True)
class Sizes:
    """From where on work is handed out, and how large a piece is.

    read: bytes of a batch. group: bytes of uploads that are read as one task; together: how many at most.
    shape: rows of a window. ahead: windows that are with workers at a time. images: files, and of one piece
    of them.
    """

    read: int = 8 << 20
    group: int = 8 << 20
    together: int = 500
    shape: int = 25_000
    ahead: int = 8
    images: int = 200


SIZES = Sizes()


class ClusterHands:
    """Of one run. ids: path -> id of every upload of its batch."""

    def __init__(
        self, client: Client, batch: tasks.Batch, ids: dict[str, str], *, waiting: Waiting, sizes: Sizes
    ) -> None:
        self._client = client
        self._batch = Boxed(batch)
        self._ids = ids
        self._waiting = waiting
        self._sizes = sizes
        self._held: dict[tuple[str, str], tuple[Future[Any], tuple[int, int]]] = {}

    def looks(self, uploads: Sequence[Upload]) -> Look:
        """Groups of uploads, each read by one worker; what holds more than data is read here."""
        sent = [each for each in uploads if not each.path.lower().endswith(_PACKED)]
        if sum(each.size for each in sent) < self._sizes.read:
            return lambda _: None
        begun: dict[str, tuple[Future[Any], int]] = {}
        for group in _groups(sent, self._sizes):
            future = self._submit(tasks.look, self._batch, self._named(group), self._beside(group, uploads))
            begun.update({each.path: (future, place) for place, each in enumerate(group)})
        return lambda upload: self._looked(upload, *begun[upload.path]) if upload.path in begun else None

    def _looked(self, upload: Upload, future: Future[Any], place: int) -> Looked | None:
        looked: Looked | None = self._waiting.content(future)[place]
        if looked is None:
            return None
        for at, read in enumerate(looked.reading.tables):
            self._held[read.table.key] = (future, (place, at))
        return opened_here(looked, upload)

    def shaped(self, windows: Iterable[ToShape]) -> Iterator[pl.DataFrame]:
        """Large windows with the workers, a few ahead; the others are done here when they are wanted."""
        begun: deque[Callable[[], pl.DataFrame]] = deque()
        for wanted in windows:
            begun.append(self._begun(wanted))
            if len(begun) > self._sizes.ahead:
                yield begun.popleft()()
        while begun:
            yield begun.popleft()()

    def _begun(self, wanted: ToShape) -> Callable[[], pl.DataFrame]:
        if wanted.source.height < self._sizes.shape:
            return partial(shape, wanted)
        return partial(self._waiting.content, self._handed(wanted))

    def _handed(self, wanted: ToShape) -> Future[Any]:
        if wanted.source.key in self._held:
            looked, at = self._held[wanted.source.key]
            return self._submit(tasks.shape_part, looked, at, Boxed(wanted.mapping), wanted.number)
        given = replace(wanted, source=wanted.source.opened())
        size = int(given.source.frame.estimated_size())
        return self._submit(tasks.shape_given, Boxed(given, size), self._batch.content.engine)

    def headers(self, files: Sequence[StoredFile]) -> tuple[ImageHeader, ...]:
        """Ranges of image files, read where a worker opens them; members of archives are read here."""
        images = [file for file in files if file.kind is FileKind.DICOM]
        sent = sorted((file for file in images if file.path in self._ids), key=lambda file: file.path)
        if len(sent) < self._sizes.images:
            return inventory(files)
        begun = [
            self._submit(tasks.headers, self._batch, tuple(self._ids[file.path] for file in some))
            for some in _cut(sent, self._sizes.images)
        ]
        here = inventory([file for file in images if file.path not in self._ids])
        found = {header.path: header for future in begun for header in self._waiting.content(future)}
        found.update({header.path: header for header in here})
        return tuple(found[file.path] for file in images)

    def _submit(self, act: Any, *given: Any) -> Future[Any]:
        # A worker that dies is no failure of the task; a server that is away for a moment is one, and passes.
        return self._client.submit(act, *given, pure=False, retries=_TRIES)

    def _named(self, group: Sequence[Upload]) -> tuple[str, ...]:
        return tuple(self._ids[each.path] for each in group)

    def _beside(self, group: Sequence[Upload], uploads: Sequence[Upload]) -> tuple[str, ...]:
        """Those of the same name but for its ending: a table's notes, a database's journal."""
        stems = {_stem(each.path) for each in group}
        known = {each.path for each in group}
        return tuple(self._ids[e.path] for e in uploads if _stem(e.path) in stems and e.path not in known)


def _stem(path: str) -> str:
    return path.rpartition(".")[0].lower()


def _groups(uploads: Sequence[Upload], sizes: Sizes) -> list[list[Upload]]:
    """Of neighbours in path order, so that what belongs together is mostly read together."""
    groups: list[list[Upload]] = [[]]
    weight = 0
    for each in uploads:
        if groups[-1] and (weight + each.size > sizes.group or len(groups[-1]) == sizes.together):
            groups.append([])
            weight = 0
        groups[-1].append(each)
        weight += each.size
    return [group for group in groups if group]


def _cut(every: Sequence[One], size: int) -> list[Sequence[One]]:
    return [every[start : start + size] for start in range(0, len(every), size)]
