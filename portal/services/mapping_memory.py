"""What people of this clinic confirmed before, from the versions of their mapping: columns, fields, no value.

Nothing is kept for it: versions stay for ever and say on whose word each field is fed, sealed as they are. It
informs suggestions on the Mapping page; what the rule accepts of files by itself does not change by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from core.mapping.model import Mapping
from core.record import RECORD
from core.suggest import Suggestion
from core.suggest.lexicon import lexicon
from core.suggest.remembering import Confirmed, Memory, memory_of, recalled
from portal.opened_classes import as_everybody
from portal.services.mapping_facts import Facts, suggested_as
from portal.services.mapping_standing import mapping_saved
from portal.services.remembered import remembered
from portal.viewmodels.mapping import Source
from portal.wording import mapping as words
from portal.wording.figures import day
from storage import Storage

FAR_BACK = 200
"""Versions that are looked at, the newest of them."""


def confirmed_until(store: Storage, project: str, version: int, *, zone: str) -> Memory:
    """Everything that a person gave a field, with the day on which they first said so in the zone."""
    return _confirmed(as_everybody(store), project, version, zone)


@remembered(most=512)
def suggested_with(
    facts: Facts, source: Source, entity: str, memory: Memory, *, reader: str
) -> tuple[Suggestion, ...]:
    """Homes for the columns of a table whose rows are `entity`, with what people said before."""
    told = suggested_as(facts, source, entity)
    kinds = {entity, *lexicon(RECORD).satellites(entity)}
    return recalled(told, memory, kinds=kinds, profile=facts.profile(source), record=RECORD, reader=reader)


@remembered(most=64)
def _confirmed(store: Storage, project: str, version: int, zone: str) -> Memory:
    first: dict[tuple[object, ...], Confirmed] = {}
    for number in range(max(version - FAR_BACK, 0) + 1, version + 1):
        for word in _said_in(store, project, number, zone):
            first.setdefault((word.source, word.column, word.home, word.by), word)
    return memory_of(first.values())


@remembered(most=1_024)
def _said_in(store: Storage, project: str, version: int, zone: str) -> tuple[Confirmed, ...]:
    with store.read() as work:
        row = work.mappings.get(project, version)
    return tuple(
        words_of(mapping_saved(store, project, version), day(row.saved_at.astimezone(ZoneInfo(zone)).date()))
    )


def words_of(mapping: Mapping, when: str) -> Iterator[Confirmed]:
    """What people gave fields in one version, and no rule. when: the day, as people read it."""
    for table in mapping.tables:
        for rule in table.rules:
            if len(rule.columns) == 1 and rule.by and not words.automatic(rule.by):
                yield Confirmed(table.source, rule.columns[0], (rule.entity, rule.field), rule.by, when)
