"""The mapping as it stands: a saved version, filled in by the rule where files came that it does not know.

A version never changes, so it is read once and kept in this process's memory, and what is made of it by who
it is (see `judged_values`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.accept import Settings as Clinic
from core.decisions import NO_DECISIONS, Decisions
from core.mapping import from_json
from core.mapping.model import Mapping
from core.record import RECORD
from core.suggest.remembering import NOTHING_SAID, Memory
from core.transforms import TRANSFORM_NAMES
from portal.opened_classes import as_everybody
from portal.services.mapping_facts import Facts, accepted, facts_of
from portal.services.mapping_fitting import fitted
from portal.services.mapping_versions import latest_version
from portal.services.remembered import remembered
from storage import Storage


@dataclass(frozen=True, eq=False)
class Standing:
    """For the uploads as they are. version: 0 while none was saved. decided: what a run follows as well.

    confirmed: what people said before, and reader: who looks, where suggestions are to be shown.
    """

    facts: Facts
    version: int
    mapping: Mapping
    decided: Decisions = NO_DECISIONS
    confirmed: Memory = NOTHING_SAID
    reader: str = ""


def standing(store: Storage, project: str, clinic: Clinic) -> Standing:
    """As of now. Reads for somebody who has been let in."""
    facts = facts_of(store, project)
    with store.read() as work:
        versions = latest_version(work, project), work.decisions.version(project)
    return _standing(as_everybody(store), project, versions, facts, clinic)


def mapping_at(store: Storage, project: str, version: int, facts: Facts, clinic: Clinic) -> Mapping:
    """As it stood at a version; the same object each time that it is asked for."""
    return _mapping(as_everybody(store), project, version, facts, clinic)


def mapping_saved(store: Storage, project: str, version: int) -> Mapping:
    """As it was saved, whatever the files are today; raises NotStored."""
    return _saved(as_everybody(store), project, version)


def mapping_before(store: Storage, project: str, version: int, facts: Facts, clinic: Clinic) -> Mapping:
    """What `version` was made from. The first was made from suggestions, told anew from today's files."""
    if version > 1:
        return mapping_saved(store, project, version - 1)
    first = mapping_saved(store, project, version)
    rule = mapping_at(store, project, 0, facts, clinic)
    tables = tuple(table for table in rule.tables if first.table(table.source))
    return replace(rule, tables=tables)


@remembered(most=16)
def _standing(
    store: Storage, project: str, versions: tuple[int, int], facts: Facts, clinic: Clinic
) -> Standing:
    """versions: of the mapping and of the decisions. The same object each time that it is asked for."""
    version, said = versions
    with store.read() as work:
        decided = work.decisions.at_version(project, said)
    return Standing(facts, version, _mapping(store, project, version, facts, clinic), decided)


@remembered(most=16)
def _mapping(store: Storage, project: str, version: int, facts: Facts, clinic: Clinic) -> Mapping:
    rule = accepted(facts, clinic)
    return fitted(mapping_saved(store, project, version), rule, facts.tables) if version else rule


@remembered(most=64)
def _saved(store: Storage, project: str, version: int) -> Mapping:
    with store.read() as work:
        return from_json(work.mappings.get(project, version).text, RECORD, TRANSFORM_NAMES)
