"""Suggestion from end to end: profile, tell the tables, then give each column a home or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from core.profiles import Reference, TableProfile, profile, reference_candidates
from core.record.model import ID, ClinicRecord
from core.suggest.columns import Settled, claims_of_table, read_headers, settle
from core.suggest.confidence import column_confidence, table_confidence
from core.suggest.entities import NOTHING, EntityScore, rank_entities
from core.suggest.evidence import Pointer, Verdict
from core.suggest.lexicon import Lexicon, lexicon
from core.suggest.mixed import mixed
from core.suggest.model import Suggestion, Suggestions, TableSuggestion
from core.suggest.naming import Header
from core.suggest.several import with_several
from core.suggest.wording import column_reason, table_reason
from core.tables import SourceTable

Source = tuple[str, str]
NAMING = ("uid", "_id", "number")
"""Endings of fields that may name a record where its key repeats."""


def suggest_all(
    tables: Sequence[SourceTable],
    record: ClinicRecord,
    *,
    profiles: Sequence[TableProfile] | None = None,
) -> Suggestions:
    """Entity and key of every table, and a home or none for every column; works without rows.

    profiles: of `tables` in the same order, where they are known already.
    """
    lex = lexicon(record)
    seen = tuple(profiles) if profiles is not None else tuple(profile(t) for t in tables)
    pointing = reference_candidates(tables, seen)
    headers = {t.key: read_headers(lex, t.columns) for t in tables}
    ranked = {t.key: _ranked(lex, t, headers[t.key], pointing, headers) for t in tables}
    entity_of = {key: _entity(scores) for key, scores in ranked.items()}
    found_tables: list[TableSuggestion] = []
    found_columns: list[Suggestion] = []
    for table, seen_table in zip(tables, seen, strict=True):
        entity = entity_of[table.key]
        pointers = _pointers(table.key, pointing, entity_of)
        settled = _settled(lex, entity, headers[table.key], seen_table, pointers)
        about = _about(table, ranked[table.key], settled, seen=seen_table)
        about = replace(about, mixed=mixed(seen_table, entity, record))
        found_tables.append(about)
        found_columns.extend(with_several(_columns(lex, table, about, settled, seen_table), table, record))
    return Suggestions(tuple(found_tables), tuple(found_columns))


def suggest(tables: Sequence[SourceTable], record: ClinicRecord) -> tuple[Suggestion, ...]:
    """A home or none for every column of `tables`, in their order."""
    return suggest_all(tables, record).columns


def table_suggestions(tables: Sequence[SourceTable], record: ClinicRecord) -> tuple[TableSuggestion, ...]:
    """What the rows of each table seem to be, and what names them."""
    return suggest_all(tables, record).tables


def _ranked(
    lex: Lexicon,
    table: SourceTable,
    headers: Sequence[Header],
    pointing: Sequence[Reference],
    every: Mapping[Source, Sequence[Header]],
) -> tuple[EntityScore, ...]:
    votes: dict[str, int] = {}
    for reference in pointing:
        if reference.target == table.key and reference.source != table.key and reference.contained > 0.98:
            header = next(h for h in every[reference.source] if h.text == reference.column)
            for entity in {each for spelling in header.spellings for each in lex.named_by(spelling)}:
                votes[entity] = votes.get(entity, 0) + 1
    return rank_entities(lex, table.name, headers, votes=votes)


def _entity(scores: Sequence[EntityScore]) -> str | None:
    return scores[0].entity if scores and scores[0].total >= NOTHING else None


def _pointers(
    table: Source, pointing: Sequence[Reference], entity_of: Mapping[Source, str | None]
) -> dict[str, list[Pointer]]:
    found: dict[str, list[Pointer]] = {}
    for reference in pointing:
        entity = entity_of.get(reference.target)
        if reference.source == table and entity:
            pointer = Pointer(entity, reference.target[1], reference.contained, reference.telling)
            found.setdefault(reference.column, []).append(pointer)
    return found


def _settled(
    lex: Lexicon,
    entity: str | None,
    headers: Sequence[Header],
    seen: TableProfile,
    pointers: Mapping[str, Sequence[Pointer]],
) -> tuple[Settled, ...]:
    if entity is None:
        return tuple(Settled(c.name, None, None) for c in seen.columns)
    return settle(lex, claims_of_table(lex, entity, headers, profile=seen, pointers=pointers))


def _about(
    table: SourceTable, ranked: Sequence[EntityScore], settled: Sequence[Settled], *, seen: TableProfile
) -> TableSuggestion:
    entity = _entity(ranked)
    key = _key(settled, seen) if entity else ()
    confidence, sure = table_confidence(ranked)
    reason = table_reason(table.name, ranked if entity else ())
    runner_up = ranked[1].entity if len(ranked) > 1 else None
    return TableSuggestion(table.file, table.name, entity, key, confidence, sure, reason, runner_up)


def _key(settled: Sequence[Settled], seen: TableProfile) -> tuple[str, ...]:
    """The column called the key, or another that names every record where that one repeats, or none."""
    called = [s for s in settled if s.claim and s.claim.home[1] == ID]
    if all(s.claim and s.claim.verdict is not Verdict.DOUBT for s in called):
        return tuple(s.column for s in called)
    naming = [s.column for s in settled if s.claim and s.claim.home[1].endswith(NAMING)]
    return tuple(c for c in naming if seen.by_name[c].key_candidate)[:1]


def _columns(
    lex: Lexicon, table: SourceTable, about: TableSuggestion, settled: Sequence[Settled], seen: TableProfile
) -> list[Suggestion]:
    found = []
    for one in settled:
        confidence, sure = column_confidence(lex, one, about=about)
        entity, field = one.claim.home if one.claim else (None, None)
        reason = column_reason(lex, one, about, column=seen.by_name[one.column])
        runner_up = one.runner_up.home if one.runner_up else None
        found.append(
            Suggestion(table.file, table.name, one.column, entity, field, confidence, sure, reason, runner_up)
        )
    return found
