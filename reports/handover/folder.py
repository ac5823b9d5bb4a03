"""A handover in a folder. It never writes over anything, and is no handover before its manifest is there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from core.errors import WrongUsage
from reports.handover.manifest import MANIFEST


def refuse_unusable(out: Path) -> None:
    """Raises WrongUsage where `out` is a file or holds anything, before any work is done."""
    if os.path.lexists(out) and not out.is_dir():
        raise _refused(out, "This is a file and not a folder.")
    if out.is_dir() and any(out.iterdir()):
        raise _refused(out, "This folder is not empty.")


def write_folder(out: Path, files: Iterable[tuple[str, Iterator[bytes]]]) -> None:
    """Writes the files under `out`; raises WrongUsage where it cannot take them.

    Only its owner may look into a folder that we make.
    """
    refuse_unusable(out)
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path, pieces in files:
        place = out / path
        place.parent.mkdir(parents=True, exist_ok=True)
        with _new(place) as opened:
            opened.writelines(pieces)


def finish(out: Path, manifest: bytes) -> None:
    """Makes what was written a handover."""
    with _new(out / MANIFEST) as opened:
        opened.write(manifest)


def _new(place: Path) -> BinaryIO:
    """A file that was not there, for its owner alone: the folder may be one that others can open."""
    return open(place, "xb", opener=lambda path, flags: os.open(path, flags, 0o600))


def _refused(out: Path, found: str) -> WrongUsage:
    return WrongUsage(place=str(out), found=found, do="Name a folder that is new or empty.")
