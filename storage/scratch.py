"""The one scratch door: for programs that open files by name only, a file that lies in memory (law 7).

Where the system has files without a name in memory (Linux), the program gets one of those, which is gone
with the last process that holds it, whatever happens. Elsewhere it is a file that only its owner may
read, overwritten and removed after.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_MEMORY = Path("/", "dev", "shm")


@dataclass(frozen=True)
class Scratch:
    """path: what the program is told to open. descriptors: what it has to inherit for that."""

    path: str
    descriptors: tuple[int, ...] = ()


@contextmanager
def scratch(content: bytes) -> Iterator[Scratch]:
    """`content` as something that a child process can open, for as long as the block lasts."""
    door = _without_name if hasattr(os, "memfd_create") else _wiped
    with door(content) as opened:
        yield opened


@contextmanager
def _without_name(content: bytes) -> Iterator[Scratch]:
    descriptor = os.memfd_create("scratch", os.MFD_CLOEXEC)
    try:
        with os.fdopen(os.dup(descriptor), "wb") as out:
            out.write(content)
        yield Scratch(f"/proc/self/fd/{descriptor}", (descriptor,))
    finally:
        os.close(descriptor)


@contextmanager
def _wiped(content: bytes) -> Iterator[Scratch]:
    """A file with mode 0600, in memory where there is a folder for that."""
    folder = _MEMORY if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) else None
    descriptor, name = tempfile.mkstemp(prefix="chartbridge-", dir=folder)
    path = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
        yield Scratch(name)
    finally:
        path.write_bytes(bytes(path.stat().st_size))
        path.unlink()


def quiet_environment(more: Mapping[str, str]) -> dict[str, str]:
    """What a child is given: the way to its programs and nothing of ours, for settings name a key."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", **more}
