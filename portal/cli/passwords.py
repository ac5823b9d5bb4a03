"""The passwords of sealed files, from a file: in an argument everybody on the machine would see them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from core.errors import WrongUsage

EVERY = "*"


def passwords_in(place: Path | None) -> Mapping[str, str]:
    """Path of a file as `read` names it -> its password; "" is for every file. Raises WrongUsage."""
    if place is None:
        return {}
    try:
        found = tomllib.loads(place.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise _refused(place) from None
    if not all(isinstance(password, str) for password in found.values()):
        raise _refused(place)
    return {"" if path == EVERY else path: password for path, password in found.items()}


def _refused(place: Path) -> WrongUsage:
    return WrongUsage(
        place=str(place),
        found="It holds no list of passwords.",
        do='Write one line for each sealed file: "folder/book.xlsx" = "its password". "*" is for all.',
    )
