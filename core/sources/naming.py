"""Column names of a source table: as they stood, made unique, none of them blank."""

from __future__ import annotations

from collections.abc import Sequence

from core.tables import LINE, RECORD


def column_names(header: Sequence[str] | None, *, width: int, longest: int) -> tuple[tuple[str, ...], int]:
    """(names, how many had to change). width: cells of a regular row. longest: cells of the longest.

    A second "Name" is "Name.2", a blank one "column_3", overflow "extra_1".
    """
    wanted = [""] * width if header is None else [name.strip() for name in header]
    taken, reserved = {RECORD, LINE}, frozenset(wanted)
    names: list[str] = []
    changed = 0
    for index, name in enumerate(wanted, start=1):
        unique = _unique(name or f"column_{index}", taken, reserved=reserved)
        changed += header is not None and unique != name
        taken.add(unique)
        names.append(unique)
    for index in range(1, longest - len(wanted) + 1):
        unique = _unique(f"extra_{index}", taken, reserved=frozenset())
        taken.add(unique)
        names.append(unique)
    return tuple(names), changed


def _unique(name: str, taken: set[str], *, reserved: frozenset[str]) -> str:
    if name not in taken:
        return name
    number = 2
    while f"{name}.{number}" in taken or f"{name}.{number}" in reserved:
        number += 1
    return f"{name}.{number}"
