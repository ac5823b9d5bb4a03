"""Which columns of a table a changed mapping touches, so that no other has to be made again.

A column is touched where a rule that reads it, or what is kept of it, is another; and with it every column
that shares a rule or a field with one that is. Where more hangs on such a column than its own cells (who
stands, whom a row refers to, money and its currency, what is formed beside a record) the whole table is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Any

from core.decisions import Decisions
from core.decisions.attaching import noted_columns
from core.made_of import TOGETHER
from core.mapping.model import TableMapping
from core.mapping.writing import table_record
from core.record.model import CURRENCY, ClinicRecord, Kind
from core.shape.currencies import AMOUNT, currency_rule
from core.shape.laid import linking_rules
from core.shape.people import COMPARED, PATIENT

Said = Mapping[str, Any]
"""A table's mapping as plain JSON (core.mapping.writing)."""


@dataclass(frozen=True)
class Touched:
    """columns: whose cells are looked at again, in the table's order. rules: places of those that are asked
    again. worth: of those and of the rules by which the money behind a record is told, in order.

    along, with_worth: other columns that are read for the former, and for the latter. stayed: place of each
    other rule -> its place before. fields: by entity, what the rules feed.
    """

    columns: tuple[str, ...]
    rules: tuple[int, ...]
    worth: tuple[int, ...]
    along: tuple[str, ...]
    with_worth: tuple[str, ...]
    stayed: Mapping[int, int]
    fields: Mapping[str, tuple[str, ...]]

    def of(self, mapping: TableMapping, rules: Sequence[int]) -> TableMapping:
        """What the mapping says of these columns by these rules."""
        kept = tuple(each for each in mapping.kept if each.column in self.columns)
        return replace(mapping, key=(), rules=tuple(mapping.rules[i] for i in rules), kept=kept)


@dataclass(frozen=True)
class Change:
    """Of one table's mapping. saved: as people left it, before and now. followed: with what was decided.

    columns: of the table. given: entities that some table gives.
    """

    saved: tuple[Said, TableMapping]
    followed: tuple[Said, TableMapping]
    columns: Sequence[str]
    given: AbstractSet[str]


@dataclass(frozen=True)
class _Rule:
    """What of a rule before counts here. text: all of it."""

    text: str
    columns: frozenset[str]
    field: tuple[str, str]
    amount: bool


def touched(change: Change, record: ClinicRecord, decisions: Decisions) -> Touched | None:
    """None where the whole table is to be made again."""
    (saved, saved_now), (before, now) = change.saved, change.followed
    told = [(saved, table_record(saved_now)), (before, table_record(now))]
    if any(_without(one) != _without(other) for one, other in told) or not now.routes:
        return None
    if noted_columns(decisions, now.source):
        return None
    old, new = ([_rule(each) for each in one["rules"]] for one in told[1])
    stayed = _stayed(old, new)
    if stayed is None:
        return None
    changed = [rule for i, rule in enumerate(new) if i not in stayed]
    changed += [rule for i, rule in enumerate(old) if i not in set(stayed.values())]
    changed += _other(*([_rule(each) for each in one["rules"]] for one in told[0]))
    columns = {name for rule in changed for name in rule.columns} | _kept_otherwise(told)
    columns, fields = _reached(columns, {rule.field for rule in changed}, (*old, *new))
    return _allowed(change, record, stayed, columns, fields)


def _without(said: Said) -> dict[str, Any]:
    return {name: each for name, each in said.items() if name not in ("rules", "kept")}


def _rule(said: Said) -> _Rule:
    text = json.dumps(said, sort_keys=True, default=str)
    amount = bool(said["steps"]) and said["steps"][-1]["transform"] == AMOUNT
    return _Rule(text, frozenset(said["columns"]), (said["entity"], said["field"]), amount)


def _stayed(old: Sequence[_Rule], new: Sequence[_Rule]) -> dict[int, int] | None:
    """Place now -> place before, of rules that are the same; None where such stand in another order."""
    left: dict[str, list[int]] = {}
    for at, rule in enumerate(old):
        left.setdefault(rule.text, []).append(at)
    found = {at: left[rule.text].pop(0) for at, rule in enumerate(new) if left.get(rule.text)}
    places = list(found.values())
    return found if places == sorted(places) else None


def _other(old: Iterable[_Rule], new: Iterable[_Rule]) -> list[_Rule]:
    before, now = {rule.text: rule for rule in old}, {rule.text: rule for rule in new}
    return [rule for text, rule in {**before, **now}.items() if text not in before or text not in now]


def _kept_otherwise(told: Iterable[tuple[Said, Said]]) -> set[str]:
    found = set()
    for one, other in told:
        before, now = ({each["column"]: each for each in said["kept"]} for said in (one, other))
        found |= {name for name in {**before, **now} if before.get(name) != now.get(name)}
    return found


def _reached(
    columns: set[str], fields: set[tuple[str, str]], rules: Iterable[_Rule]
) -> tuple[set[str], set[tuple[str, str]]]:
    """With whatever shares a rule or a field with them."""
    left = list(rules)
    while reached := [rule for rule in left if rule.columns & columns or rule.field in fields]:
        columns = columns.union(*(rule.columns for rule in reached))
        fields = fields | {rule.field for rule in reached}
        left = [rule for rule in left if rule not in reached]
    return columns, fields


def _allowed(
    change: Change,
    record: ClinicRecord,
    stayed: Mapping[int, int],
    columns: AbstractSet[str],
    fields: AbstractSet[tuple[str, str]],
) -> Touched | None:
    before, now = change.followed[0], change.followed[1]
    rules = [i for i, rule in enumerate(now.rules) if (rule.entity, rule.field) in fields]
    both = (*before["rules"], *table_record(now)["rules"])
    amounts = [each for each in map(_rule, both) if each.field in fields and each.amount]
    alone = all(_stands_alone(now, record, *each) for each in fields) and not amounts
    if not alone or columns & set(now.key) or set(rules) & set(linking_rules(now, record, change.given)):
        return None
    worth = sorted({*rules, *_of_money(now, record, {entity for entity, _ in fields})})
    along, with_worth = (_read_by(now, places) - columns for places in (rules, worth))
    return Touched(
        columns=tuple(name for name in change.columns if name in columns),
        rules=tuple(rules),
        worth=tuple(worth),
        along=tuple(name for name in change.columns if name in along),
        with_worth=tuple(name for name in change.columns if name in with_worth),
        stayed={place: was for place, was in stayed.items() if place not in rules},
        fields={
            entity: tuple(f.name for f in record.entity(entity).fields if (entity, f.name) in fields)
            for entity in sorted({entity for entity, _ in fields})
        },
    )


def _stands_alone(table: TableMapping, record: ClinicRecord, entity: str, name: str) -> bool:
    """Whether nothing but the field's own cells hangs on it."""
    kind, routes = record.entity(entity).field(name).kind, {route.entity for route in table.routes}
    who = PATIENT in routes and (entity, name) in COMPARED
    alone = entity in routes - {*TOGETHER} and kind not in (Kind.REFERENCE, Kind.MONEY)
    return alone and not who and name != CURRENCY


def _of_money(table: TableMapping, record: ClinicRecord, entities: AbstractSet[str]) -> list[int]:
    """The rules by which core.shape.worth tells what records are worth."""
    found = []
    for entity in entities:
        money = {field.name for field in record.entity(entity).fields if field.kind is Kind.MONEY}
        fed = [i for i, rule in enumerate(table.rules) if rule.entity == entity and rule.field in money]
        place = currency_rule(table, entity) if fed else None
        found += fed if place is None else [*fed, place]
    return found


def _read_by(table: TableMapping, rules: Sequence[int]) -> set[str]:
    """Columns that these rules read, and those by which rows find their kind."""
    applied = [table.rules[i] for i in rules]
    routes = {name for route in table.routes for name in route.columns}
    only = {rule.only.column for rule in applied if rule.only is not None}
    return routes | only | {name for rule in applied for name in rule.columns}
