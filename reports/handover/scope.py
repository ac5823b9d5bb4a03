"""How much of a run leaves: everything, or the finances alone (contracts, section 5).

Whoever may take only the finances gets the records that hold money, of those the financial and operational
fields, and nothing that nobody has classed yet: no originals, no archive, no cells that wait. What a
medicine or an immunisation cost stays out too: that a patient had one is clinical.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.decisions import Decision, Decisions, GroupKind
from core.mapping.model import Mapping
from core.record.model import ClinicRecord, Entity, Field, Sensitivity

_CLINICAL = "clinical"
_OF_RECORDS = (GroupKind.DUPLICATE, GroupKind.ORPHAN, GroupKind.INCOMPLETE)


@dataclass(frozen=True)
class Scope:
    """name: how the manifest calls it. classes: whose fields leave. money_only: which entities do.

    unclassed: whether originals, archives and all else that nobody has classed leave too.
    """

    name: str
    classes: frozenset[Sensitivity]
    money_only: bool
    unclassed: bool

    def takes(self, entity: Entity) -> bool:
        return not self.money_only or (entity.holds_money() and entity.area != _CLINICAL)

    def fields(self, entity: Entity) -> tuple[Field, ...]:
        """Those that leave, in the declared order."""
        return tuple(field for field in entity.fields if field.sensitivity in self.classes)

    def sources(self, mapping: Mapping, record: ClinicRecord) -> frozenset[tuple[str, str]]:
        """(file, table) of every source table that becomes records which leave."""
        return frozenset(
            table.source
            for table in mapping.tables
            if any(self.takes(record.entity(route.entity)) for route in table.routes)
        )


EVERYTHING = Scope("everything", frozenset(Sensitivity), money_only=False, unclassed=True)
FINANCES = Scope(
    "finances", frozenset({Sensitivity.FINANCIAL, Sensitivity.OPERATIONAL}), money_only=True, unclassed=False
)


def mapping_in(scope: Scope, mapping: Mapping, record: ClinicRecord) -> Mapping:
    """The mapping as far as it is about what leaves: value maps of other fields name what others had."""
    if scope.unclassed:
        return mapping
    sources = scope.sources(mapping, record)
    return Mapping(
        tuple(
            type(table)(
                table.file,
                table.table,
                table.key,
                tuple(route for route in table.routes if scope.takes(record.entity(route.entity))),
                tuple(rule for rule in table.rules if _leaves(scope, record, rule.entity, rule.field)),
                kept=(),
                unparsable=table.unparsable,
                unparsable_by=table.unparsable_by,
            )
            for table in mapping.tables
            if table.source in sources
        ),
        mapping.system,
        mapping.currency,
        mapping.zone,
        mapping.country,
    )


def decisions_in(
    scope: Scope, decisions: Decisions, sources: frozenset[tuple[str, str]], record: ClinicRecord
) -> Decisions:
    """The decisions about what leaves. sources: the tables that it comes from."""
    if scope.unclassed:
        return decisions
    return Decisions.of(d for d in decisions if _decided(scope, d, sources, record))


def _decided(
    scope: Scope, decision: Decision, sources: frozenset[tuple[str, str]], record: ClinicRecord
) -> bool:
    group = decision.group
    if group.kind is GroupKind.VALUE:
        return _leaves(scope, record, group.entity, group.field)
    if group.kind not in _OF_RECORDS or (group.file, group.table) not in sources:
        return False
    # A table may hold records of the chart beside money: why those were left out is not the accountant's.
    return record.has(group.entity) and scope.takes(record.entity(group.entity))


def _leaves(scope: Scope, record: ClinicRecord, entity: str, field: str) -> bool:
    if not record.has(entity) or not scope.takes(record.entity(entity)):
        return False
    return any(each.name == field for each in scope.fields(record.entity(entity)))
