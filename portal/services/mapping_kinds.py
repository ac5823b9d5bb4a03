"""What the rows of a table are, and what one row of that kind can hold."""

from __future__ import annotations

from core.mapping import negation
from core.mapping.model import TableMapping
from core.record import RECORD
from core.suggest.lexicon import lexicon

_STATEMENT = negation.STATEMENT


def kinds_held(table: TableMapping) -> tuple[str, ...]:
    """What the rows of a table are, each kind once; allergies also give statements, and are one kind."""
    kinds = tuple(dict.fromkeys(route.entity for route in table.routes))
    return (negation.ALLERGY,) if negation.ALLERGY in kinds else kinds


def kind_of(table: TableMapping) -> str | None:
    """What the rows of a table are; of several kinds, the first."""
    return next(iter(kinds_held(table)), None)


def kinds_of(entity: str | None) -> tuple[str, ...]:
    """What one row of `entity` can hold: itself, and what else may be formed from it (an address)."""
    if entity is None:
        return ()
    beside = (_STATEMENT,) if entity == negation.ALLERGY else ()
    return tuple(dict.fromkeys((entity, *beside, *lexicon(RECORD).satellites(entity))))


def kinds_in(table: TableMapping) -> tuple[str, ...]:
    """What the rows of a table can hold, those of every kind together."""
    return tuple(dict.fromkeys(kind for entity in kinds_held(table) for kind in kinds_of(entity)))
