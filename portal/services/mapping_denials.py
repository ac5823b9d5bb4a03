"""A table of allergies after a change: what reads its denials is made anew (contracts, section 6)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.mapping import negation
from core.mapping.model import Route, TableMapping
from core.record import RECORD
from portal.services.mapping_changing import Changing
from portal.wording import mapping as words

_STATEMENT = negation.STATEMENT


@dataclass(frozen=True)
class _Placed:
    column: str
    entity: str
    field: str


def with_statements(now: Changing, table: TableMapping) -> TableMapping:
    """Raises MappingInvalid where no column would tell a denial from an allergy any more."""
    placed = [_Placed(c, rule.entity, rule.field) for rule in table.rules for c in rule.columns]
    both = {p.column for p in placed if p.entity == negation.ALLERGY}
    own = [p for p in placed if not (p.entity == _STATEMENT and p.column in both)]
    routes: tuple[Route, ...] = negation.routes(negation.ALLERGY, own)
    if not routes:
        raise now.refused(*words.NO_SUBSTANCE)
    rules = tuple(
        r for r in table.rules if r.entity != _STATEMENT or (r.columns and not both & set(r.columns))
    )
    constant = next((r for r in table.rules if r.entity == _STATEMENT and not r.columns), None)
    by = constant.by if constant else now.by
    companions = negation.companion_rules(rules, RECORD, routes, by=by)
    return replace(table, routes=routes, rules=(*rules, *companions))
