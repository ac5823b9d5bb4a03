"""What a person asks of the mapping, one change at a time: each says what it is about and why."""

from __future__ import annotations

from dataclasses import dataclass, field

from portal.viewmodels.mapping import (
    Home,
    OptionName,
    Place,
    Source,
)
from portal.viewmodels.mapping_cells import CellChange


@dataclass(frozen=True)
class MoveColumn:
    """Give a column a field or another place. accepted: it is the suggestion, taken as it is."""

    source: Source
    column: str
    to: Home | Place
    reason: str = ""
    accepted: bool = False


@dataclass(frozen=True)
class SetOption:
    """value "" takes the option away."""

    source: Source
    column: str
    option: OptionName
    value: str
    reason: str = ""


@dataclass(frozen=True)
class SetKind:
    """entity: None leaves the whole table waiting."""

    source: Source
    entity: str | None
    reason: str = ""


@dataclass(frozen=True)
class SetKey:
    source: Source
    key: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True)
class TakeSuggestions:
    """Give each of these columns the field that is suggested for it. columns: those that the person saw."""

    source: Source
    columns: tuple[str, ...]


@dataclass(frozen=True)
class TakeSeveral:
    """Give the column the several fields that are suggested for parts of its cells."""

    source: Source
    column: str


@dataclass(frozen=True)
class SetValues:
    """What values of a column mean: (value, its code or the text to read in its place); "" takes it back."""

    source: Source
    column: str
    values: tuple[tuple[str, str], ...] = field(repr=False)
    reason: str = ""


@dataclass(frozen=True)
class UseValues:
    """Let values of a column that have no meaning mean what was said of them in another column."""

    source: Source
    column: str
    of: Source
    of_column: str
    reason: str = ""


@dataclass(frozen=True)
class TakeTable:
    """A whole table as it is suggested: what its rows are, and these columns as far as their fields are free.

    entity: None where the kind is settled. columns: likely ones that wait; all else goes on waiting.
    """

    source: Source
    entity: str | None
    columns: tuple[str, ...]


Change = (
    MoveColumn
    | SetOption
    | SetKind
    | SetKey
    | TakeSuggestions
    | TakeSeveral
    | TakeTable
    | SetValues
    | UseValues
    | CellChange
)
