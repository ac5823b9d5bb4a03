"""A disk with so much room left, for whatever the local blob store writes."""

from __future__ import annotations

import errno
import io
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


@dataclass
class Disk:
    """room: bytes that still go on it; None while nobody counts."""

    room: int | None = None

    def take(self, wanted: int) -> int:
        """How many of so many bytes go on it. Raises OSError where none does."""
        if self.room is None:
            return wanted
        taken = min(wanted, self.room)
        if not taken:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self.room -= taken
        return taken


class _File(io.FileIO):
    def __init__(self, path: Path, disk: Disk) -> None:
        super().__init__(path, "xb")
        self._disk = disk

    def write(self, data: Any) -> int:
        whole = memoryview(data)
        return super().write(whole[: self._disk.take(len(whole))])


def a_disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    """The disk of every file that is made anew from now on; the database's is another one."""
    disk, usual = Disk(), Path.open

    def opened(path: Path, mode: str = "r", *given: Any, **named: Any) -> Any:
        if mode == "xb":
            return io.BufferedWriter(_File(path, disk))
        return usual(path, mode, *given, **named)

    monkeypatch.setattr(Path, "open", opened)
    return disk
