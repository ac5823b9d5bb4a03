"""The mapping as it stands: a saved version, filled in by the rule where files came that it does not know.

A version never changes, so it is read once and kept in this process's memory, and what is made of it by who
it is (see `judged_values`).
"""

from __future__ import annotations

from dataclasses import dataclass

from core.accept import Settings as Clinic
from core.mapping import from_json
from core.mapping.model import Mapping
from core.record import RECORD
from core.transforms import TRANSFORM_NAMES
from portal.opened_classes import as_everybody
from portal.services.mapping_facts import Facts, accepted, facts_of
from portal.services.mapping_fitting import fitted
from portal.services.mapping_versions import latest_version
from portal.services.remembered import remembered
from storage import Storage


@dataclass(frozen=True, eq=False)
class Standing:
    """For the uploads as they are. version: 0 while none was saved."""

    facts: Facts
    version: int
    mapping: Mapping


def standing(store: Storage, project: str, clinic: Clinic) -> Standing:
    """As of now. Reads for somebody who has been let in."""
    facts = facts_of(store, project)
    with store.read() as work:
        version = latest_version(work, project)
    return standing_at(store, project, version, facts, clinic)


def standing_at(store: Storage, project: str, version: int, facts: Facts, clinic: Clinic) -> Standing:
    """As of a version; the same object each time that it is asked for."""
    return _standing(as_everybody(store), project, version, facts, clinic)


@remembered(most=16)
def _standing(store: Storage, project: str, version: int, facts: Facts, clinic: Clinic) -> Standing:
    rule = accepted(facts, clinic)
    if not version:
        return Standing(facts, version, rule)
    with store.read() as work:
        text = work.mappings.get(project, version).text
    return Standing(facts, version, fitted(from_json(text, RECORD, TRANSFORM_NAMES), rule, facts.tables))
