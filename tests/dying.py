"""A process that dies by SIGKILL in the middle of what it does to a store: none of its `finally` ever runs.

Forked, so that it dies where the test says within a few milliseconds. Its store opens connections of its own;
those of the test are closed first, since SQLite forbids taking them along. Lines to servers cannot be shared
like that, so tests that are run on servers leave this out; `make soak` kills there.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

import pytest
from sqlalchemy import event

from storage import BlobStore, Storage
from storage.blobs import BlobWriter
from tests import servers

WRITTEN, NAMED, ROW, COMMIT, END = "bytes written", "blob named", "row changed", "commit", "end"
"""Moments, each just before or after something lasts: NAMED is passed on both sides, COMMIT before it."""
_CHANGES = ("INSERT", "UPDATE", "DELETE")


class Death:
    """Comes as the n-th of its moments is passed. moment: one of those above; any where none is named."""

    def __init__(self, n: int, moment: str = "") -> None:
        self._left, self._moment = n, moment

    def passing(self, moment: str) -> None:
        self._left -= self._moment in ("", moment)
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def row(self, _connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.startswith(_CHANGES):
            self.passing(ROW)

    def commit(self, _connection: Any) -> None:
        self.passing(COMMIT)


class _Writer:
    def __init__(self, writer: BlobWriter, death: Death) -> None:
        self._writer, self._death = writer, death

    def write(self, data: bytes, /) -> object:
        written = self._writer.write(data)
        self._death.passing(WRITTEN)
        return written

    def commit(self, name: str) -> None:
        self._death.passing(NAMED)
        self._writer.commit(name)
        self._death.passing(NAMED)


class _Blobs:
    """The store's own, on the way to which death waits."""

    def __init__(self, blobs: BlobStore, death: Death) -> None:
        self._blobs, self._death = blobs, death

    @contextmanager
    def writer(self) -> Iterator[BlobWriter]:
        with self._blobs.writer() as writer:
            yield _Writer(writer, self._death)

    def delete(self, name: str) -> bool:
        gone = self._blobs.delete(name)
        self._death.passing(NAMED)
        return gone

    def __getattr__(self, name: str) -> Any:
        return getattr(self._blobs, name)


def died(store: Storage, act: Callable[[], object], death: Death) -> bool:
    """Whether another process, doing `act` on `store`, died on its way; False where it came to the end."""
    if servers.POSTGRESQL or servers.S3:
        pytest.skip("is about files of SQLite and of a folder")
    store.engine.dispose()
    child = os.fork()
    if child == 0:
        _live(store, act, death)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    assert status == 0, "the process failed before it could die"
    return False


def _live(store: Storage, act: Callable[[], object], death: Death) -> None:
    try:
        event.listen(store.engine, "before_cursor_execute", death.row)
        event.listen(store.engine, "commit", death.commit)
        store.blobs = cast(BlobStore, _Blobs(store.blobs, death))
        act()
        death.passing(END)
        os._exit(0)
    except BaseException:
        traceback.print_exc(file=sys.stderr)
        os._exit(1)
