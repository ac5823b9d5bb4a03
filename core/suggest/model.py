"""What is suggested, as data: one home a column, one entity a table, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Suggestion:
    """Where a column seems to belong. entity and field are None for "no home", which is an answer too.

    field is "id" for the table's own key. confidence: 0 to 1, how often such a suggestion is right.
    sure: unambiguous name, agreeing values and context, clear lead. reason: one plain sentence without
    patient data. runner_up: (entity, field) of the next best, None where nothing else came near.
    """

    file: str
    table: str
    column: str
    entity: str | None
    field: str | None
    confidence: float
    sure: bool
    reason: str
    runner_up: tuple[str, str] | None = None


@dataclass(frozen=True)
class TableSuggestion:
    """What the rows of a table seem to be. key: columns that name a record, empty where none does."""

    file: str
    table: str
    entity: str | None
    key: tuple[str, ...]
    confidence: float
    sure: bool
    reason: str
    runner_up: str | None = None


@dataclass(frozen=True)
class Suggestions:
    """Both kinds, in the order of the tables and of their columns."""

    tables: tuple[TableSuggestion, ...]
    columns: tuple[Suggestion, ...]
