"""What the rows of a table are, and what one row of that kind can hold."""

from __future__ import annotations

from core.mapping import negation
from core.mapping.model import TableMapping
from core.record import RECORD
from core.suggest.lexicon import lexicon

_STATEMENT = negation.STATEMENT


def kind_of(table: TableMapping) -> str | None:
    """What the rows of a table are; a table of allergies also gives statements, and is one of allergies."""
    kinds = [route.entity for route in table.routes]
    return negation.ALLERGY if negation.ALLERGY in kinds else next(iter(kinds), None)


def kinds_of(entity: str | None) -> tuple[str, ...]:
    """What one row of `entity` can hold: itself, and what else may be formed from it (an address)."""
    if entity is None:
        return ()
    beside = (_STATEMENT,) if entity == negation.ALLERGY else ()
    return tuple(dict.fromkeys((entity, *beside, *lexicon(RECORD).satellites(entity))))
