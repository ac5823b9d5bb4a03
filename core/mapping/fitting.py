"""Whether a mapping fits the tables and the clinic record that a run brings together.

It is asked at the start of every run: a mapping that names what is not there would leave something out
without a word (law 2), or stop the run in its middle with a message that quotes cells (law 7).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from core.errors import MappingInvalid
from core.mapping.lookups import lookups_amiss
from core.mapping.model import Fate, Mapping, Rule, TableMapping
from core.mapping.option_checks import CURRENCY, TOOL, TOOL_DO, Amiss, country_known, zone_known
from core.mapping.options import steps_amiss
from core.mapping.parts import part_of, parted
from core.record.model import ClinicRecord
from core.tables import SourceTable

SYSTEM = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
ONE_OF = "one_of"
_PLACE = "mapping.json"


def refuse_unfitting(mapping: Mapping, tables: Sequence[SourceTable], record: ClinicRecord) -> None:
    """Raises MappingInvalid, naming the place of the first thing that does not fit."""
    _raise(_PLACE, _whole_amiss(mapping) or lookups_amiss(mapping, tables))
    columns = {table.key: frozenset(table.columns) for table in tables}
    for mapped in mapping.tables:
        place = f"{_PLACE}: {mapped.file}"
        _raise(place, _columns_amiss(mapped, columns.get(mapped.source)))
        _raise(place, _word_amiss(mapped) or _classes_amiss(mapped, record))
        for rule in mapped.rules:
            at = f"{place}: {rule.entity}.{rule.field}"
            _raise(at, _home_amiss(rule, mapped, record))
            _raise(at, steps_amiss(rule, record.entity(rule.entity).field(rule.field), mapping))


def _raise(place: str, amiss: Amiss | None) -> None:
    if amiss:
        raise MappingInvalid(place=place, found=amiss.found, do=amiss.do)


def _whole_amiss(mapping: Mapping) -> Amiss | None:
    if not SYSTEM.fullmatch(mapping.system):
        do = "Use up to 40 lower-case letters, digits, - and _, such as open_dental."
        return Amiss("This system cannot stand in the ids of records.", do)
    if not CURRENCY.fullmatch(mapping.currency):
        return Amiss("This is no currency code.", "Use one of three letters, such as USD.")
    if not zone_known(mapping.zone):
        return Amiss("There is no time zone of this name.", "Use a name such as America/Chicago.")
    if not country_known(mapping.country):
        return Amiss("There is no country of this code.", "Use a code of two letters, such as US.")
    steps = [step for table in mapping.tables for rule in table.rules for step in rule.steps]
    if len({step.options.get("into") for step in steps if step.transform == "tooth"}) > 1:
        do = 'Write the same "into" for all of them.'
        return Amiss("Teeth would stand in the record in two ways of numbering.", do)
    return None


def _columns_amiss(mapped: TableMapping, columns: Collection[str] | None) -> Amiss | None:
    if columns is None:
        do = "Hand in the file too, or take the table out of the mapping."
        return Amiss(f"No table {mapped.table} of this file was read.", do)
    unknown = sorted(named(mapped) - set(columns))
    if unknown:
        do = "Correct the name, or make a new mapping from suggestions."
        return Amiss(f"The table {mapped.table} has no column {unknown[0]}.", do)
    return None


def named(mapped: TableMapping) -> set[str]:
    """Every column that the mapping of a table speaks of."""
    ruled = {column for rule in mapped.rules for column in rule.columns}
    ruled |= {rule.only.column for rule in mapped.rules if rule.only}
    routed = {column for route in mapped.routes for column in route.columns}
    return {*mapped.key, *ruled, *routed, *(kept.column for kept in mapped.kept)}


def _word_amiss(mapped: TableMapping) -> Amiss | None:
    """What is declined or archived needs a rule or person that says so (law 1); a tool stands in ids."""
    if mapped.tool and not TOOL.fullmatch(mapped.tool):
        return Amiss("This tool cannot stand in the ids of records.", TOOL_DO)
    nameless = [kept for kept in mapped.kept if kept.fate is Fate.DECLINED and not kept.by.strip()]
    if nameless:
        return Amiss(f"Nobody is named who declines {nameless[0].column}.", 'Say who in "by".')
    if mapped.unparsable not in (Fate.WAITING, Fate.ARCHIVED):
        return Amiss("Cells that cannot be read can only wait or be archived.", "Correct unparsable.")
    default = TableMapping.unparsable_by
    if mapped.unparsable is Fate.ARCHIVED and mapped.unparsable_by.strip() in ("", default):
        return Amiss("Nobody is named who archives cells that cannot be read.", "Say who in unparsable_by.")
    both = sorted({kept.column for kept in mapped.kept} & set(mapped.key))
    if both:
        return Amiss(f"The column {both[0]} is kept and also names the records.", "Choose one of the two.")
    testing = [route for route in mapped.routes if route.test != "any" and not route.columns]
    if testing:
        return Amiss(f"The test {testing[0].test} is told no column to look at.", "Name its columns.")
    if any((route.test == ONE_OF) != bool(route.values) for route in mapped.routes):
        return Amiss("Values belong to the test one_of, which needs some.", "Write what the cells may be.")
    if any(rule.only and not any(value.strip() for value in rule.only.values) for rule in mapped.rules):
        return Amiss("A rule is for no rows at all.", "Write what the cells of its condition may be.")
    return None


def _classes_amiss(mapped: TableMapping, record: ClinicRecord) -> Amiss | None:
    """Whoever sees a field sees the old cell beside it, and no part of it of another class (law 7)."""
    for column in {rule.columns[0] for rule in mapped.rules if part_of(rule) is not None}:
        fed = (record.entity(rule.entity).field(rule.field) for _, rule in parted(mapped.rules, column))
        if len({field.sensitivity for field in fed}) > 1:
            do = "Choose fields that the same people may see, or read the column whole."
            return Amiss(f"Parts of {column} would go to fields that different people may see.", do)
    return None


def _home_amiss(rule: Rule, mapped: TableMapping, record: ClinicRecord) -> Amiss | None:
    if any(route.entity == rule.entity for route in mapped.routes):
        return None
    if not record.entity(rule.entity).satellite:
        do = "Add a route to it, or take the rule out."
        return Amiss(f"No row of the table becomes a record of {rule.entity}.", do)
    if not any(other.columns for other in mapped.rules if other.entity == rule.entity):
        return Amiss("Constants alone do not say which rows have such a record.", "Add a rule with a column.")
    return None
