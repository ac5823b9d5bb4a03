"""Writes docs/playbooks/maps from the books of the demonstration, so that both say the same (`make docs`)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from core.demonstration import KINDS, SMALL, Kind, demonstration, demonstration_mapping, intake_of
from core.demonstration.mapping import TEAM
from core.mapping import to_json
from core.mapping.model import Kept, Mapping, Rule, TableMapping

PLACE = Path(__file__).with_name("playbooks") / "maps"
BY = "the starting map of the playbook"
_USUAL = "A usual name for it."


def starting_map(mapping: Mapping) -> Mapping:
    """The mapping in nobody's name: whoever takes it looks it over and settles it in their own."""
    return replace(mapping, system="source", tables=tuple(_table(table) for table in mapping.tables))


def _table(table: TableMapping) -> TableMapping:
    rules = tuple(_rule(rule) for rule in table.rules)
    return replace(table, rules=rules, kept=tuple(_kept(kept) for kept in table.kept))


def _rule(rule: Rule) -> Rule:
    """What a suggestion saw in the values of one export is no reason for another."""
    return replace(rule, by=BY, confidence=None, reason=rule.reason if rule.by == TEAM else _USUAL)


def _kept(kept: Kept) -> Kept:
    return replace(kept, by=BY)


def of_kind(kind: Kind) -> Mapping:
    group = demonstration(kind, 7, SMALL).group
    tables = [read.table for read in intake_of(kind.export(group)).tables]
    return starting_map(demonstration_mapping(tables, kind.book))


if __name__ == "__main__":
    PLACE.mkdir(parents=True, exist_ok=True)
    for each in KINDS:
        (PLACE / f"{each.name}.json").write_text(to_json(of_kind(each)), encoding="utf-8")
