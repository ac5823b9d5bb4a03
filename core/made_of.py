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
from core.decisions.attaching import PATIENT, noted_columns
from core.digests import combined, facts_digest
from core.mapping.model import Mapping as ColumnMapping
from core.mapping.model import Rule, TableMapping
from core.mapping.writing import table_record
from core.migration_log import on_whose_word
from core.record.model import CURRENCY, ClinicRecord, Kind
from core.shape.currencies import reads_amount
from core.shape.entities import ID
from core.shape.laid import linking_rules

TOGETHER = ("prescription", "allergy")
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
        said = zip(("file", "table", "saved", "followed"), (*key, *map(_text, both)), strict=True)
        return combined((("linked", self.linked), *said))

    def column(self, key: tuple[str, str], entity: str, name: str) -> str:
        """Of one column of the records of `entity` that a table gives."""
        mapping = self.followed.table(key)
        rules = [] if mapping is None else _having_a_say(mapping, self.record, entity, name)
        said = _text(None if mapping is None else _only(mapping, rules))
        names = zip(("file", "table", "entity", "column"), (*key, entity, name), strict=True)
        return combined((("linked", self.linked), *names, ("rules", said)))

    def entries(self, key: tuple[str, str], decisions: Decisions) -> str:
        """Of what the log says of a table's records by itself, whatever was found of them."""
        mapping = self.followed.table(key)
        if mapping is None or noted_columns(decisions, key):
            return self.table(key)
        entities = dict.fromkeys((*(r.entity for r in mapping.routes), *(r.entity for r in mapping.rules)))
        said = ((entity, self.column(key, entity, ID)) for entity in entities)
        about = _text(_only(mapping, (rule for rule in mapping.rules if rule.field == PATIENT)))
        return combined((("linked", self.linked), *said, ("patients", about), ("by", on_whose_word(mapping))))

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
        together = {rule.entity for rule in own if rule.entity in TOGETHER}
        return [
            rule
            for rule in table.rules
            if rule.entity in together or columns & set(rule.columns) or rule in own
        ]


def _having_a_say(table: TableMapping, record: ClinicRecord, entity: str, name: str) -> list[Rule]:
    """The rules on which a column depends, beside what links the records: those that feed it, and others.

    Whether a satellite is formed depends on all of its rules and on the currency of its row, and to what it
    belongs on its row's references.
    """
    whole = entity in TOGETHER or entity not in {route.entity for route in table.routes}
    declared = record.entity(entity)
    money = name == CURRENCY or (declared.has(name) and declared.field(name).kind is Kind.MONEY)

    def has(rule: Rule) -> bool:
        own, kind = rule.entity == entity, record.entity(rule.entity).field(rule.field).kind
        if own and (whole or rule.field == name):
            return True
        if whole and (kind is Kind.REFERENCE or rule.field == CURRENCY):
            return True
        return money and (rule.field == CURRENCY or (own and name == CURRENCY and reads_amount(rule)))

    return [rule for rule in table.rules if has(rule)]


def _only(table: TableMapping, rules: Iterable[Rule]) -> TableMapping:
    """The table's key, routes and tool, and of its rules these; without routes, what becomes of its cells."""
    kept = () if table.routes else table.kept
    return TableMapping(table.file, table.table, table.key, table.routes, tuple(rules), kept, tool=table.tool)


def _text(table: TableMapping | None) -> str:
    said = "" if table is None else json.dumps(table_record(table), ensure_ascii=False, default=str)
    return combined((("mapping", said),))
