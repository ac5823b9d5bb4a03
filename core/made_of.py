"""What each table and column of a run is made of, as digests: equal ones give equal rows (law 3).

From the inputs alone, before anything is worked out, so that an earlier run's result can stand where nothing
that it depends on changed. Where two things depend on each other in a way that is not worth following, both
count as changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from core import ENGINE_VERSION
from core.choices import Choices
from core.choices import file as choices_file
from core.decisions import Decisions
from core.decisions import file as decisions_file
from core.digests import combined, facts_digest
from core.mapping.model import Mapping as ColumnMapping
from core.mapping.model import Rule, TableMapping
from core.mapping.writing import table_record
from core.record.model import CURRENCY, ClinicRecord, Entity, Kind
from core.shape.currencies import currency_rule
from core.shape.entities import ID, PROVENANCE
from core.shape.laid import linking_rules

_TOGETHER = ("prescription", "allergy")
"""Of these one field's value changes with what another says (core.shape.controlled, core.shape.refuted)."""


def inputs_of(digests: Mapping[str, str], choices: Choices, bounds: str, decisions: Decisions) -> str:
    """What everything of a run depends on: the files, what was said of them, and what was decided."""
    said = (choices_file.digest(choices), choices.repairs.digest(), bounds)
    return combined(
        (
            ("engine", ENGINE_VERSION),
            ("uploads", facts_digest(digests)),
            *zip(("choices", "repairs", "bounds"), said, strict=True),
            ("decisions", decisions_file.digest(decisions)),
        )
    )


@dataclass(frozen=True)
class Ground:
    """What all tables of a run have in common. said: `inputs_of`. given: entities that some table gives.

    mapping: as people saved it. followed: with what was decided and looked up.
    """

    said: str
    record: ClinicRecord
    mapping: ColumnMapping
    followed: ColumnMapping
    given: AbstractSet[str]
    linked: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "linked", self._linked())

    def table(self, key: tuple[str, str]) -> str:
        """Of everything that a table becomes by itself."""
        both = (mapping.table(key) for mapping in (self.mapping, self.followed))
        return combined((("linked", self.linked), *zip(("saved", "followed"), map(_text, both), strict=True)))

    def column(self, key: tuple[str, str], entity: str, name: str) -> str:
        """Of one field of the records of `entity` that a table gives."""
        mapping = self.followed.table(key)
        if mapping is None or not self._apart(mapping, entity, name):
            return combined((("table", self.table(key)), ("entity", entity), ("field", name)))
        fed = [rule for rule in mapping.rules if (rule.entity, rule.field) == (entity, name)]
        return combined(
            (
                ("linked", self.linked),
                ("file", key[0]),
                ("table", key[1]),
                ("entity", entity),
                ("field", name),
                ("rules", _text(_only(mapping, fed))),
            )
        )

    def _apart(self, mapping: TableMapping, entity: str, name: str) -> bool:
        """Whether the field depends on no rule but those that feed it, and on what links the records."""
        if entity not in {route.entity for route in mapping.routes} or entity in _TOGETHER:
            return False
        if name == ID or name in PROVENANCE:
            return True
        declared = self.record.entity(entity)
        if name == CURRENCY or not declared.has(name):
            return False
        return declared.field(name).kind is not Kind.MONEY or currency_rule(mapping, entity) is None

    def _linked(self) -> str:
        """Which records stand and to whom they belong: of all tables together."""
        mapping = self.followed
        header = (mapping.system, mapping.currency, mapping.zone, mapping.country)
        narrow = (
            (f"{table.file}\n{table.table}", _text(_only(table, self._linking(table))))
            for table in sorted(mapping.tables, key=lambda each: each.source)
        )
        return combined((("said", self.said), ("header", json.dumps(header)), *narrow))

    def _linking(self, table: TableMapping) -> list[Rule]:
        """The rules by which rows refer to others or wait, and those that have a say in them."""
        own = [table.rules[i] for i in linking_rules(table, self.record, self.given)]
        columns = {column for rule in own for column in rule.columns}
        together = {rule.entity for rule in own if rule.entity in _TOGETHER}
        return [
            rule
            for rule in table.rules
            if rule.entity in together or columns & set(rule.columns) or rule in own
        ]


def _only(table: TableMapping, rules: Iterable[Rule]) -> TableMapping:
    """The table's key, routes and tool, and of its rules these; without routes, what becomes of its cells."""
    kept = () if table.routes else table.kept
    return TableMapping(table.file, table.table, table.key, table.routes, tuple(rules), kept, tool=table.tool)


def _text(table: TableMapping | None) -> str:
    said = "" if table is None else json.dumps(table_record(table), ensure_ascii=False, default=str)
    return combined((("mapping", said),))


def columns_of(entity: Entity, *, money: bool) -> list[str]:
    """The columns of an entity's records, in order."""
    return [ID, *(f.name for f in entity.fields), *([CURRENCY] if money else []), *PROVENANCE]
