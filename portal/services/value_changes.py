"""What people say of values, put into the mapping: many words in one version, on the word of one person.

A column may feed several fields (a list of allergies feeds statements too); what is said of its texts holds
for all that read them alike.
"""

from __future__ import annotations

from collections.abc import Mapping as Words
from dataclasses import replace
from typing import NoReturn

from core.errors import MappingInvalid
from core.mapping.model import Mapping, Rule, TableMapping
from core.record import RECORD
from core.values import is_coded, with_values
from core.values.reusing import reusable
from portal.services.judged_values import rule_of, words_of
from portal.services.mapping_facts import Facts
from portal.viewmodels.mapping import Source
from portal.viewmodels.mapping_asked import SetValues, UseValues
from portal.wording import mapping as words


def values_changed(mapping: Mapping, facts: Facts, asked: SetValues | UseValues, *, by: str) -> Mapping:
    """Raises MappingInvalid where the column feeds no field, or a code is none of the field's."""
    table, rule = mapping.table(asked.source), rule_of(mapping, asked.source, asked.column)
    if table is None or rule is None:
        _refused(None, words.NO_SUCH_OPTION)
    told = dict(asked.values) if isinstance(asked, SetValues) else _reused(mapping, facts, asked, rule)
    _refuse_unknown(rule, told)
    reason = asked.reason.strip() or words.BY_CHANGING
    return mapping.with_table(_with(table, rule, told, by=by, reason=reason))


def vocabulary(rule: Rule) -> Words[str, str]:
    """The words that the field itself knows for its codes."""
    domain = RECORD.entity(rule.entity).field(rule.field).domain
    return domain.lookup() if domain else {}


def _reused(mapping: Mapping, facts: Facts, asked: UseValues, rule: Rule) -> dict[str, str]:
    other = rule_of(mapping, asked.of, asked.of_column)
    if other is None:
        _refused(rule, words.NO_SUCH_OPTION)
    here = words_of(facts, asked.source, asked.column)["word"]
    return reusable(rule, other, vocabulary(rule), words=here)


def _refuse_unknown(rule: Rule, told: Words[str, str]) -> None:
    domain = RECORD.entity(rule.entity).field(rule.field).domain
    codes = set(domain.names()) if domain and is_coded(rule) else None
    if not told or not all(word.strip() for word in told):
        _refused(rule, words.NO_VALUES)
    if codes is not None and not codes.issuperset(code for code in told.values() if code):
        _refused(rule, words.NO_SUCH_CODE)


def _with(table: TableMapping, rule: Rule, told: Words[str, str], *, by: str, reason: str) -> TableMapping:
    def made(each: Rule) -> Rule:
        if each.columns != rule.columns or _reads(each) != _reads(rule):
            return each
        return replace(with_values(each, told), by=by, reason=reason, confidence=None)

    return replace(table, rules=tuple(made(each) for each in table.rules))


def _reads(rule: Rule) -> tuple[str, ...] | None:
    """The codes that words of it may have; None where its texts are corrected."""
    domain = RECORD.entity(rule.entity).field(rule.field).domain
    return (domain.names() if domain else ()) if is_coded(rule) else None


def elsewhere(mapping: Mapping, source: Source, column: str) -> list[tuple[Source, str, Rule]]:
    """The other columns that go to the field of this one, with their rules."""
    rule = rule_of(mapping, source, column)
    if rule is None:
        return []
    home = (rule.entity, rule.field)
    rules = ((table.source, each) for table in mapping.tables for each in table.rules if each.columns)
    same = ((of, each.columns[0], each) for of, each in rules if (each.entity, each.field) == home)
    return [each for each in same if each[:2] != (source, column)]


def _refused(rule: Rule | None, why: words.Refusal) -> NoReturn:
    """Names a column that there is; what was asked about one that there is not may be anything (law 7)."""
    found, do = why
    raise MappingInvalid(place=rule.columns[0] if rule else "mapping", found=found, do=do)
