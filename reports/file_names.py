"""Names of parts and of source files as paths that stay in their folder and offend no file system."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

_UNSAFE = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE | re.DOTALL)
"""Names that Windows keeps for devices, whatever follows the dot."""
_LONGEST = 120
"""Bytes of one piece: file systems take 255, and endings and numbers come after it."""


def safe_path(name: str) -> str:
    """`name` ("/"-separated) with every piece made harmless: "..", control characters, overlong pieces."""
    return "/".join(_piece(piece) for piece in name.split("/"))


def told_apart(names: Iterable[str]) -> list[str]:
    """A safe path for each name, in their order: none is another's, also where case does not count.

    Nor is one the folder of another. The second of two alike is "name (2).csv".
    """
    files: set[str] = set()
    folders: set[str] = set()
    apart = []
    for name in names:
        *above, last = safe_path(name).split("/")
        folder = ""
        for piece in above:
            folder = _free(folder, piece, files)
            folders.add(_alike(folder))
        apart.append(_free(folder, last, files, folders))
        files.add(_alike(apart[-1]))
    return apart


def _alike(path: str) -> str:
    """What file systems that know no case, or compose accents, take for one name."""
    return unicodedata.normalize("NFC", path).casefold()


def _free(folder: str, piece: str, *taken: set[str]) -> str:
    """`folder`/`piece`, numbered where that is taken."""
    place, number = PurePosixPath(folder, piece), 2
    while any(_alike(str(place)) in names for names in taken):
        place = place.with_name(f"{PurePosixPath(piece).stem} ({number}){PurePosixPath(piece).suffix}")
        number += 1
    return str(place)


def _piece(piece: str) -> str:
    safe = _UNSAFE.sub("_", piece).rstrip(". ") or "_"
    if _DEVICE.fullmatch(safe):
        safe = f"_{safe}"
    if len(safe.encode()) <= _LONGEST:
        return safe
    digest = hashlib.sha256(piece.encode()).hexdigest()[:12]
    return safe.encode()[:_LONGEST].decode(errors="ignore") + f"~{digest}"
