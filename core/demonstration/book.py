"""What the demonstration team read in an old system's manual: where each column belongs, and why.

One `Homes` a table: the kind of its records, the columns that number them, and column=field for the others
(field alone for a field of that kind, entity.field for what is formed beside it, "+" between two homes of one
column). `ARCHIVED` keeps a column beside its record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.accept import Settings
from core.mapping.model import Step

ARCHIVED = "archived"
Place = tuple[str, str]
"""(table, column)."""


@dataclass(frozen=True)
class Homes:
    """columns: column -> field of `entity`, "entity.field", several with "+" between, or ARCHIVED.

    tool: of several tools that each number from 1, the one whose numbers the table bears.
    """

    file: str
    table: str
    entity: str
    key: tuple[str, ...]
    columns: Mapping[str, str]
    tool: str = ""


def csv_homes(name: str, entity: str, key: str, columns: str) -> Homes:
    """Of a CSV file. name: with its folder, which is its tool. columns: "column=home column=home ..."."""
    folder, _, table = name.rpartition("/")
    pairs = (pair.partition("=") for pair in columns.split())
    return Homes(
        f"{name}.csv", table, entity, tuple(key.split()), {column: home for column, _, home in pairs}, folder
    )


@dataclass(frozen=True)
class Book:
    """Everything that is settled about one system's export.

    reasons: for what the team settled, where the manual alone is not it. words: of the old system that our
    code sets do not know. orders: columns whose day and month stand in another order than `order`.
    unsettled: columns of which nobody can say. steps: by table, column and field, what reads the one into the
    other where its values do not say.
    """

    homes: tuple[Homes, ...]
    settings: Settings
    reasons: Mapping[Place, str] = field(default_factory=dict)
    words: Mapping[Place, Mapping[str, str]] = field(default_factory=dict)
    order: str = "mdy"
    orders: Mapping[Place, str] = field(default_factory=dict)
    unsettled: frozenset[Place] = frozenset()
    steps: Mapping[tuple[str, str, str], tuple[Step, ...]] = field(default_factory=dict)
