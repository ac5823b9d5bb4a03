"""Column names of a source table: as they stood, made unique, none of them blank."""

from __future__ import annotations

from collections.abc import Sequence

from core.tables import LINE, RECORD, reserved


def column_names(header: Sequence[str] | None, *, width: int, longest: int) -> tuple[tuple[str, ...], int]:
    """(names, how many had to change). width: cells of a regular row. longest: cells of the longest.

    A second "Name" is "Name.2", a blank one "column_3", overflow "extra_1". One that bears a name of the
    engine's own columns gets an underscore before it.
    """
    wanted = [""] * width if header is None else [_free(name.strip()) for name in header]
    given = [""] * width if header is None else [name.strip() for name in header]
    taken, claimed = {RECORD, LINE}, frozenset(wanted)
    names: list[str] = []
    changed = 0
    for index, name in enumerate(wanted, start=1):
        unique = _unique(name or f"column_{index}", taken, claimed=claimed)
        changed += header is not None and unique != given[index - 1]
        taken.add(unique)
        names.append(unique)
    for index in range(1, longest - len(wanted) + 1):
        unique = _unique(f"extra_{index}", taken, claimed=frozenset())
        taken.add(unique)
        names.append(unique)
    return tuple(names), changed


def _free(name: str) -> str:
    """`name`, or what it is called where the engine needs the name for itself."""
    return f"_{name}" if reserved(name) else name


def _unique(name: str, taken: set[str], *, claimed: frozenset[str]) -> str:
    if name not in taken:
        return name
    number = 2
    while f"{name}.{number}" in taken or f"{name}.{number}" in claimed:
        number += 1
    return f"{name}.{number}"
