"""A mapping as a file: taken along, and brought in from elsewhere beside what stands, before it counts.

What a file says of tables and columns that are not there is left out and named; what it does not speak of
stays as it stands (law 2). A starting map of a playbook comes in by the same door, and stands on the word of
a rule and of whoever took it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.accept import Settings as Clinic
from core.demonstration.starting import starting_text
from core.errors import MappingInvalid
from core.mapping import from_json, to_json
from core.mapping.difference import difference
from core.mapping.fitting import refuse_unfitting
from core.mapping.model import Mapping, TableMapping
from core.record import RECORD
from core.transforms import TRANSFORM_NAMES
from portal.permissions import Action, Actor, allowed, authorise
from portal.services.mapping_facts import Facts, facts_of
from portal.services.mapping_fitting import fitted, named
from portal.services.mapping_standing import mapping_at
from portal.services.mapping_versions import latest_version
from portal.viewmodels.mapping import Source
from portal.viewmodels.mapping_given import Given
from portal.viewmodels.mapping_history import Offer
from portal.wording import mapping_history as wording
from portal.wording.mapping_difference import told
from storage import AuditEvent, Storage


@dataclass(frozen=True)
class VersionOf:
    """A version to take along; 0 for the newest."""

    version: int = 0


@dataclass(frozen=True)
class _Incoming:
    """mapping: as it would be saved. fits: tables of it that are among the files."""

    mapping: Mapping
    fits: int
    left_out: tuple[str, ...]


def compare(
    store: Storage, actor: Actor, project: str, given: Given, *, clinic: Clinic, words: bool = True
) -> Offer:
    """What a mapping from elsewhere would change. Raises Forbidden, MappingInvalid; saves nothing.

    words: whether those of value maps are wanted, where this person may see them.
    """
    authorise(actor, Action.MAP, project)
    facts = facts_of(store, project)
    with store.read() as work:
        version = latest_version(work, project)
    stands = mapping_at(store, project, version, facts, clinic)
    coming = _incoming(given, facts, stands, by=actor.name)
    found = difference(stands, coming.mapping)
    values = words and allowed(actor, Action.SEE_ORIGINALS)
    return Offer(version, told(found, words=values), coming.fits, coming.left_out)


def take(store: Storage, actor: Actor, project: str, given: Given, *, seen: int, clinic: Clinic) -> int:
    """Save a mapping from elsewhere as the next version; its number. Taken twice it is one.

    Raises Forbidden, StaleVersion, MappingInvalid.
    """
    authorise(actor, Action.MAP, project)
    facts = facts_of(store, project)
    with store.begin() as work:
        version = latest_version(work, project)
        stands = mapping_at(store, project, version, facts, clinic)
        coming = _incoming(given, facts, stands, by=actor.name)
        reason = wording.REASONS[given.start] if given.start else wording.FROM_FILE
        return work.mappings.save(project, to_json(coming.mapping), actor.name, saw=seen, reason=reason)


def write(store: Storage, actor: Actor, project: str, of: VersionOf) -> Iterator[bytes]:
    """A version as it was saved, in the canonical form; refused or audited before its first byte.

    Its value maps hold words of the export, so whoever takes it may see originals. Raises NotStored.
    """
    authorise(actor, Action.SEE_ORIGINALS, project)
    with store.begin() as work:
        version = of.version or latest_version(work, project)
        text = work.mappings.get(project, version).text
        work.audit.append(project, AuditEvent.MAPPING_TAKEN, actor.name, {"version": version})
    return iter((text.encode(),))


def _incoming(given: Given, facts: Facts, stands: Mapping, *, by: str) -> _Incoming:
    text = starting_text(given.start.value) if given.start else given.text
    said = from_json(text, RECORD, TRANSFORM_NAMES, place=given.name)
    if given.start:
        said = _started(said, facts, stands, by=wording.taken_by(by))
    known = [table for table in said.tables if facts.table(table.source)]
    if not known:
        raise MappingInvalid(place=given.name, found=wording.NONE_FIT[0], do=wording.NONE_FIT[1])
    made = fitted(replace(said, tables=tuple(known)), stands, facts.tables)
    refuse_unfitting(made, facts.tables, RECORD)
    return _Incoming(made, len(known), tuple(_left_out(said, facts)))


def _left_out(said: Mapping, facts: Facts) -> Iterator[str]:
    for mapped in said.tables:
        table = facts.table(mapped.source)
        if table is None:
            yield wording.no_table(f"{mapped.table} ({mapped.file})")
            continue
        missing = sorted(named(mapped) - set(table.columns))
        if missing:
            yield wording.no_columns(mapped.table, missing)


def _started(said: Mapping, facts: Facts, stands: Mapping, *, by: str) -> Mapping:
    """A starting map over these files: by the names of tables, with the clinic's own currency and zone."""
    named_alike: dict[str, list[Source]] = {}
    for read in facts.tables:
        named_alike.setdefault(read.name.casefold(), []).append(read.key)
    tables = []
    for table in said.tables:
        found = named_alike.get(table.table.casefold(), [])
        if len(found) == 1:
            tables.append(_in_name_of(table, found[0], by=by))
    return replace(stands, tables=tuple(sorted(tables, key=lambda t: t.source)))


def _in_name_of(table: TableMapping, source: Source, *, by: str) -> TableMapping:
    rules = tuple(replace(rule, by=by) for rule in table.rules)
    kept = tuple(replace(each, by=by) for each in table.kept)
    return replace(table, file=source[0], table=source[1], rules=rules, kept=kept)
