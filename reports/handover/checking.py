"""Whether a handover is still what was handed over: the first file that differs, is missing or is extra."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from core.errors import WrongUsage
from reports.handover.manifest import FORMAT, MANIFEST, Listed


class Wrong(StrEnum):
    """What can be wrong with a file."""

    DIFFERS = "differs"
    MISSING = "missing"
    EXTRA = "extra"


@dataclass(frozen=True)
class Checked:
    """files: how many the manifest lists. manifest: its own SHA-256, which stands in the audit trail.

    path, wrong: the first file in path order that is not as listed; None where all are.
    """

    files: int
    manifest: str
    path: str | None = None
    wrong: Wrong | None = None


def check(folder: Path) -> Checked:
    """Reads every file again. Raises WrongUsage where there is no manifest that can be read."""
    content = _manifest(folder)
    listed = _listed(folder, content)
    found = {place.relative_to(folder).as_posix(): place for place in _files(folder)}
    for path in sorted({*listed, *found} - {MANIFEST}):
        wrong = _wrong(listed.get(path), found.get(path))
        if wrong is not None:
            return Checked(len(listed), _digest_of(content), path, wrong)
    return Checked(len(listed), _digest_of(content))


def _wrong(listed: Listed | None, place: Path | None) -> Wrong | None:
    if listed is None:
        return Wrong.EXTRA
    if place is None:
        return Wrong.MISSING
    # A link may lead to equal bytes today and to others tomorrow.
    if place.is_symlink() or not place.is_file() or place.stat().st_size != listed.size:
        return Wrong.DIFFERS
    return None if _digest(place) == listed.sha256 else Wrong.DIFFERS


def _files(folder: Path) -> Iterator[Path]:
    return (place for place in folder.rglob("*") if place.is_symlink() or not place.is_dir())


def _digest(place: Path) -> str:
    with place.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _manifest(folder: Path) -> bytes:
    try:
        return (folder / MANIFEST).read_bytes()
    except OSError:
        raise _no_handover(folder) from None


def _listed(folder: Path, content: bytes) -> dict[str, Listed]:
    try:
        manifest = json.loads(content)
        files = {str(f["path"]): Listed(str(f["sha256"]), int(f["size"])) for f in manifest["files"]}
        known = manifest["format"] == FORMAT
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _no_handover(folder) from None
    if not known or any(_leads_out(path) for path in files):
        raise _no_handover(folder)
    return files


def _leads_out(path: str) -> bool:
    return PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts


def _no_handover(folder: Path) -> WrongUsage:
    return WrongUsage(
        place=str(folder),
        found=f"It has no {MANIFEST} of a handover that can be read, so it is none, or not a whole one.",
        do="Name the folder of a handover. One that was stopped half-way is made again.",
    )
