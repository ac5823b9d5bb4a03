"""The door to the programs that open Access databases: they lie outside of the engine, which starts nothing.

Whoever has an environment hands one in (`core.sources.means.Means`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

NULL = "\x1e"
"""How an export writes an absent cell: no clinic types this."""


@dataclass(frozen=True)
class Exported:
    """One table as comma-separated text: a header, quotation marks doubled, absent cells as NULL.

    None where the programs failed over it. late: they were stopped, since it took too long.
    types: of its columns by name, as far as they are known.
    """

    name: str
    csv: bytes | None = field(repr=False)
    types: dict[str, str] = field(default_factory=dict)
    late: bool = False


@dataclass(frozen=True)
class Export:
    """A whole database. objects: its list of objects, as text in the same form."""

    tables: tuple[Exported, ...]
    objects: bytes = field(repr=False)


class AccessDoor(Protocol):
    """What opens an Access database from its bytes."""

    def export(self, content: bytes) -> Export | None:
        """Everything in it; None where the programs cannot open it."""
        ...
