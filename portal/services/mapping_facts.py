"""What the Mapping page knows of the uploads: tables, profiles, suggestions. Read once per set of uploads.

Immutable facts, so they are held in this process's memory, keyed by project, upload digests and what was
said of them, and never on a disk. They hold values unmasked: whoever asks has asked for authority first and
masks after (law 7).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from core.accept import Policy, accept
from core.accept import Settings as Clinic
from core.mapping.model import Mapping, Rule, TableMapping
from core.profiles import TableProfile, profile, reference_candidates
from core.record import RECORD
from core.record.model import ID
from core.suggest import Suggestion, Suggestions, TableSuggestion, suggest_all
from core.suggest.columns import claims_of_table, read_headers, settle
from core.suggest.confidence import column_confidence
from core.suggest.evidence import Pointer
from core.suggest.lexicon import lexicon
from core.suggest.several import with_several
from core.suggest.wording import column_reason
from core.tables import SourceTable
from portal.opened_classes import as_everybody
from portal.services.digest import batch_name
from portal.services.originals import pinned
from portal.services.read_alike import spoken_at
from portal.services.remembered import remembered
from portal.viewmodels.mapping import Home, Source
from storage import Storage

_ANY_KIND = "patient"


@dataclass(frozen=True, eq=False)
class Facts:
    """Of one set of uploads; tables, profiles and table suggestions in one order."""

    tables: tuple[SourceTable, ...]
    profiles: tuple[TableProfile, ...]
    suggestions: Suggestions

    def table(self, source: Source) -> SourceTable | None:
        return next((table for table in self.tables if table.key == source), None)

    def profile(self, source: Source) -> TableProfile:
        return next(known for known in self.profiles if (known.file, known.name) == source)

    def about(self, source: Source) -> TableSuggestion:
        return next(about for about in self.suggestions.tables if (about.file, about.table) == source)

    def columns(self, source: Source) -> tuple[Suggestion, ...]:
        return tuple(s for s in self.suggestions.columns if (s.file, s.table) == source)


def facts_of(store: Storage, project: str) -> Facts:
    """Of the uploads as they stand now; without tables where nothing was uploaded or read."""
    with store.read() as work:
        uploads = work.uploads.current(project)
        said = work.choices.version(project)
    known = (batch_name(uploads), tuple(row.id for row in uploads), said)
    return _found(as_everybody(store), project, *known)


@remembered(most=2)
def _found(store: Storage, project: str, batch: str, uploads: tuple[str, ...], said: int) -> Facts:
    """batch: names the paths and digests; a project is part of the key, so that none sees another's.

    said: the version of what people said of the files.
    """
    del batch
    with store.read() as work:
        spoken = spoken_at(work, project, said)
    read = spoken.read(pinned(store, project, uploads))
    tables = tuple(each.table for each in read.tables)
    profiles = tuple(profile(table) for table in tables)
    return Facts(tables, profiles, suggest_all(tables, RECORD, profiles=profiles))


@remembered(most=8)
def accepted(facts: Facts, clinic: Clinic) -> Mapping:
    """What the rule makes of the suggestions while nobody has said anything: only the sure ones count."""
    return accept(
        facts.suggestions, facts.tables, RECORD, policy=Policy.SURE, settings=clinic, profiles=facts.profiles
    )


@lru_cache(maxsize=256)
def suggested_as(facts: Facts, source: Source, entity: str) -> tuple[Suggestion, ...]:
    """Homes for the columns of a table of which a person has said what its rows are."""
    about = facts.about(source)
    if entity == about.entity:
        return facts.columns(source)
    lex, seen = lexicon(RECORD), facts.profile(source)
    told = replace(about, entity=entity, confidence=1.0, sure=True)
    headers = read_headers(lex, [column.name for column in seen.columns])
    claims = claims_of_table(lex, entity, headers, profile=seen, pointers=_pointers(facts, source))
    found = []
    for one in settle(lex, claims):
        confidence, sure = column_confidence(lex, one, about=told)
        reason = column_reason(lex, one, told, column=seen.by_name[one.column])
        kind, field = one.claim.home if one.claim else (None, None)
        second = one.runner_up.home if one.runner_up else None
        found.append(Suggestion(*source, one.column, kind, field, confidence, sure, reason, second))
    table = facts.table(source)
    return tuple(found) if table is None else tuple(with_several(found, table, RECORD))


def table_as(facts: Facts, source: Source, entity: str, *, clinic: Clinic) -> TableMapping:
    """The mapping of a table whose rows are `entity` on a person's word, from sure suggestions.

    The column that seems to be the key is one: a doubt about it keeps no table waiting that a person knows.
    """
    about = replace(facts.about(source), entity=entity, key=(), sure=True)
    told = suggested_as(facts, source, entity)
    columns = [replace(each, sure=True) if each.field == ID else each for each in told]
    return _accepted_alone(facts, about, columns, clinic=clinic)


def rule_into(facts: Facts, source: Source, column: str, *, home: Home, clinic: Clinic) -> Rule:
    """The rule that reads `column` into `home`, with the steps and the evidence that acceptance gives it.

    A rule is settled only in a table whose kind is; which kind it is makes no difference to the steps.
    """
    about = replace(facts.about(source), entity=_ANY_KIND, key=(), sure=True)
    wanted = Suggestion(*source, column, home.entity, home.field, 1.0, True, "")
    return _accepted_alone(facts, about, [wanted], clinic=clinic).rules[0]


def _accepted_alone(
    facts: Facts, about: TableSuggestion, columns: Sequence[Suggestion], *, clinic: Clinic
) -> TableMapping:
    """One table accepted; the others stand beside it for what they say of the order of dates."""
    source = (about.file, about.table)
    others = (replace(other, entity=None, key=()) for other in facts.suggestions.tables)
    tables = tuple(about if (o.file, o.table) == source else o for o in others)
    mapping = accept(
        Suggestions(tables, tuple(columns)),
        facts.tables,
        RECORD,
        policy=Policy.SURE,
        settings=clinic,
        profiles=facts.profiles,
    )
    return next(table for table in mapping.tables if table.source == source)


def _pointers(facts: Facts, source: Source) -> dict[str, list[Pointer]]:
    found: dict[str, list[Pointer]] = {}
    for reference in reference_candidates(facts.tables, facts.profiles):
        entity = facts.about(reference.target).entity
        if reference.source == source and entity:
            pointer = Pointer(entity, reference.target[1], reference.contained, reference.telling)
            found.setdefault(reference.column, []).append(pointer)
    return found
