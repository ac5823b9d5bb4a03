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
    taken, claimed = _Taken({RECORD, LINE}), frozenset(wanted)
    names: list[str] = []
    changed = 0
    for index, name in enumerate(wanted, start=1):
        unique = taken.with_one(name or f"column_{index}", claimed=claimed)
        changed += header is not None and unique != given[index - 1]
        names.append(unique)
    for index in range(1, longest - len(wanted) + 1):
        names.append(taken.with_one(f"extra_{index}", claimed=frozenset()))
    return tuple(names), changed


def _free(name: str) -> str:
    """`name`, or what it is called where the engine needs the name for itself."""
    return f"_{name}" if reserved(name) else name


class _Taken:
    """Names that columns have. A name that stands twenty thousand times is looked for once each time."""

    def __init__(self, names: set[str]) -> None:
        self._names = names
        self._next: dict[str, int] = {}

    def with_one(self, name: str, *, claimed: frozenset[str]) -> str:
        """`name`, or with the first number behind it that no column has; it is taken from then on."""
        unique = name
        if name in self._names:
            number = self._next.get(name, 2)
            while f"{name}.{number}" in self._names or f"{name}.{number}" in claimed:
                number += 1
            self._next[name] = number + 1
            unique = f"{name}.{number}"
        self._names.add(unique)
        return unique
