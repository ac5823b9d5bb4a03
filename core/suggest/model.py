"""What is suggested, as data: one home a column, one entity a table, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from core.mapping.model import Rule, Step
from core.transforms import transform_named


@dataclass(frozen=True)
class Several:
    """Several fields from each cell of a column, an answer beside its one home. parts: (part, entity, field).

    transform: the registered one that takes the parts. reason: one plain sentence without patient data.
    """

    transform: str
    parts: tuple[tuple[str, str, str], ...]
    reason: str

    def homes(self) -> tuple[tuple[str, str], ...]:
        return tuple((entity, field) for _, entity, field in self.parts)

    def rules(self, column: str, *, by: str, reason: str) -> tuple[Rule, ...]:
        """One rule a field, on the word of `by`. What the parts are told apart by is left to be settled."""
        option = transform_named(self.transform).part
        return tuple(
            Rule((column,), entity, field, (Step(self.transform, {option: part}),), by, reason)
            for part, entity, field in self.parts
        )


@dataclass(frozen=True)
class Suggestion:
    """Where a column seems to belong. entity and field are None for "no home", which is an answer too.

    field is "id" for the table's own key. confidence: 0 to 1, how often such a suggestion is right.
    sure: unambiguous name, agreeing values and context, clear lead. reason: one plain sentence without
    patient data. runner_up: (entity, field) of the next best, None where nothing else came near. several:
    where each cell seems to hold what belongs to more than one field.
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
    several: Several | None = None


@dataclass(frozen=True)
class Mixed:
    """Rows of a table are entries of several kinds, which the words in `column` tell apart.

    entity: what holds all of them. kinds: codes that the words mean. reason: without patient data.
    """

    column: str
    entity: str
    kinds: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class TableSuggestion:
    """What the rows of a table seem to be. key: columns that name a record, empty where none does.

    mixed: where they seem to be entries of several kinds, an answer beside the one.
    """

    file: str
    table: str
    entity: str | None
    key: tuple[str, ...]
    confidence: float
    sure: bool
    reason: str
    runner_up: str | None = None
    mixed: Mixed | None = None


@dataclass(frozen=True)
class Suggestions:
    """Both kinds, in the order of the tables and of their columns."""

    tables: tuple[TableSuggestion, ...]
    columns: tuple[Suggestion, ...]
