"""A version of a project's mapping as it stands over the files as they are, and as it was saved.

A saved version never changes, so each is read once; what it does not know is filled in by the rule.
"""

from __future__ import annotations

from dataclasses import replace

from core.accept import Settings as Clinic
from core.mapping import from_json
from core.mapping.model import Mapping
from core.record import RECORD
from core.transforms import TRANSFORM_NAMES
from portal.opened_classes import as_everybody
from portal.services.mapping_facts import Facts, accepted
from portal.services.mapping_fitting import fitted
from portal.services.remembered import remembered
from storage import Storage


def mapping_at(store: Storage, project: str, version: int, facts: Facts, clinic: Clinic) -> Mapping:
    """version: 0 for what the rule makes of the suggestions while nobody has said anything."""
    return _read_mapping(as_everybody(store), project, version, facts, clinic)


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
def _read_mapping(store: Storage, project: str, version: int, facts: Facts, clinic: Clinic) -> Mapping:
    rule = accepted(facts, clinic)
    return fitted(mapping_saved(store, project, version), rule, facts.tables) if version else rule


@remembered(most=64)
def _saved(store: Storage, project: str, version: int) -> Mapping:
    with store.read() as work:
        return from_json(work.mappings.get(project, version).text, RECORD, TRANSFORM_NAMES)
