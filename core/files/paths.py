"""Patient numbers in the names of folders and files, where the clinic has that habit.

Which number of a path is the patient's is never assumed: a place in the path counts only where it has the
number of the patient under whom the old database files it, in nearly all files that lie alike. Then the file
that breaks the habit is told, with how many keep it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.files.model import Grade, Reason, Suspicion
from core.files.people import People
from core.files.suspicion import FEW

_PIECE = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_PEOPLE = 3
"""Different patients from whom a habit can be told."""
_KEPT = 0.8

Spot = tuple[str, int, bool, int]
"""The folder at the top, how deep, whether it is the file itself, and which piece of the name."""


@dataclass(frozen=True)
class Filed:
    """A file that arrived and that the old database files under one patient."""

    path: str
    patient: str


def by_path(files: Iterable[Filed], people: People) -> Mapping[str, Suspicion]:
    """Path -> what its numbers say, for every file at whose place the clinic writes the patient's number."""
    spots: dict[Spot, list[tuple[Filed, str]]] = defaultdict(list)
    for each in files:
        for spot, piece in _pieces(each.path):
            spots[spot].append((each, piece))
    found: dict[str, Suspicion] = {}
    for told in spots.values():
        if _is_habit(told, people):
            for each, piece in told:
                said = _said(each, piece, people)
                found[each.path] = min(found.get(each.path, said), said, key=_worst)
    return found


def _pieces(path: str) -> Iterable[tuple[Spot, str]]:
    parts = path.replace("\\", "/").split("/")
    for depth, part in enumerate(parts):
        last = depth == len(parts) - 1
        for place, piece in enumerate(_PIECE.findall(part.rsplit(".", 1)[0] if last else part)):
            if any(c.isdigit() for c in piece):
                yield (parts[0] if depth else "", depth, last, place), piece


def _is_habit(told: list[tuple[Filed, str]], people: People) -> bool:
    keep = [each.patient for each, piece in told if people.is_number_of(piece, each.patient)]
    return len(keep) >= FEW and len(set(keep)) >= _PEOPLE and len(keep) >= _KEPT * len(told)


def _said(each: Filed, piece: str, people: People) -> Suspicion:
    if people.is_number_of(piece, each.patient):
        return Suspicion(Grade.AGREES, Reason.ALL_AGREES)
    others = people.of_number(piece)
    if not others:
        return Suspicion(Grade.DISAGREES, Reason.PATH_UNKNOWN)
    return Suspicion(Grade.ANOTHER, Reason.PATH_OF_ANOTHER, next(iter(others)) if len(others) == 1 else "")


def _worst(said: Suspicion) -> int:
    return list(Grade).index(said.grade)
