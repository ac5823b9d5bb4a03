"""The mapping that the clinic of an example would settle on: sure suggestions, corrected by name.

It takes the ordinary way: suggestions are accepted as a run accepts them, and what the demonstration team
settles is written over them as a person's word is, with a reason. So the whole export is read, and what the
team corrected can be told from what was suggested.
"""

from __future__ import annotations

from collections.abc import Mapping as Facts
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.accept import Policy, accept
from core.demonstration.book import ARCHIVED, Book, Homes, Place
from core.demonstration.homes import BOOK
from core.mapping import negation
from core.mapping.model import Fate, Kept, Mapping, Rule, Step, TableMapping
from core.profiles import TableProfile, profile
from core.record import RECORD
from core.suggest import Suggestion, Suggestions, TableSuggestion, suggest_all
from core.tables import SourceTable
from core.transforms.options import Option

TEAM = "the demonstration team"
_BY_THE_MANUAL = "Settled from the old system's manual."
_DATED = frozenset({"date", "partial_date", "datetime"})


@dataclass(frozen=True)
class Correction:
    """What the team settled other than the sure suggestion has it, or in its absence."""

    table: str
    column: str
    home: str
    reason: str


def demonstration_mapping(tables: Sequence[SourceTable], book: Book = BOOK) -> Mapping:
    """The mapping under which the whole export is read. tables: as they were read from it."""
    seen = tuple(profile(table) for table in tables)
    suggested = _accepted(suggest_all(tables, RECORD, profiles=seen), tables, seen, book)
    told = _accepted(_as_told(tables, book), tables, seen, book)
    mapping = suggested
    for homes in book.homes:
        source = (homes.file, homes.table)
        sure, own = suggested.table(source), told.table(source)
        if sure is not None and own is not None:
            mapping = mapping.with_table(_settled(homes, sure, own, book))
    return mapping


def corrections(mapping: Mapping) -> tuple[Correction, ...]:
    """Everything in `mapping` that stands on the team's word."""
    found = []
    for table in mapping.tables:
        for rule in table.rules:
            if rule.by == TEAM:
                column = rule.columns[0] if rule.columns else ""
                found.append(Correction(table.table, column, f"{rule.entity}.{rule.field}", rule.reason))
        found += [
            Correction(table.table, k.column, k.fate.value, k.reason) for k in table.kept if k.by == TEAM
        ]
    return tuple(found)


def _accepted(
    suggestions: Suggestions, tables: Sequence[SourceTable], seen: Sequence[TableProfile], book: Book
) -> Mapping:
    return accept(suggestions, tables, RECORD, policy=Policy.SURE, settings=book.settings, profiles=seen)


def _as_told(tables: Sequence[SourceTable], book: Book) -> Suggestions:
    """The team's homes in the form in which they are accepted: then the steps follow from the values."""
    by_source = {(homes.file, homes.table): homes for homes in book.homes}
    kinds, columns = [], []
    for table in tables:
        homes = by_source.get(table.key, Homes(*table.key, "", (), {}))
        entity = homes.entity or None
        kinds.append(TableSuggestion(*table.key, entity, homes.key, 1.0, True, _BY_THE_MANUAL))
        columns += [told for column in table.columns for told in _told(table, column, homes)]
    return Suggestions(tuple(kinds), tuple(columns))


def _told(table: SourceTable, column: str, homes: Homes) -> list[Suggestion]:
    if column in homes.key:
        return [Suggestion(*table.key, column, homes.entity, "id", 1.0, True, _BY_THE_MANUAL)]
    home = homes.columns.get(column, ARCHIVED)
    if home == ARCHIVED:
        return [Suggestion(*table.key, column, None, None, 1.0, True, _BY_THE_MANUAL)]
    ways = [each.rpartition(".") for each in home.split("+")]
    return [
        Suggestion(*table.key, column, entity or homes.entity, field, 1.0, True, _BY_THE_MANUAL)
        for entity, _, field in ways
    ]


def _settled(homes: Homes, sure: TableMapping, told: TableMapping, book: Book) -> TableMapping:
    """What was told, each piece on the word of the suggestion where that says the same."""
    corrected = [_corrected(homes.table, rule, book) for rule in _whole(told, book)]
    rules = tuple(_named(homes.table, rule, sure, book) for rule in corrected)
    fed = {column for rule in rules for column in rule.columns} | set(told.key)
    archived = [column for column, home in homes.columns.items() if home == ARCHIVED and column not in fed]
    kept = tuple(
        Kept(c, Fate.ARCHIVED, TEAM, book.reasons.get((homes.table, c), _BY_THE_MANUAL)) for c in archived
    )
    present = {k.column for k in told.kept}
    return replace(told, rules=rules, kept=tuple(k for k in kept if k.column in present), tool=homes.tool)


def _whole(told: TableMapping, book: Book) -> tuple[Rule, ...]:
    """Of allergies also when a denial was written down, which no companion of another rule reads."""
    recorded = [r for r in told.rules if (r.entity, r.field) == (negation.ALLERGY, "entered_at")]
    steps = (Step("partial_date", {"order": book.order}),)
    return (
        *told.rules,
        *(replace(r, entity=negation.STATEMENT, field="recorded", steps=steps) for r in recorded),
    )


def _corrected(table: str, rule: Rule, book: Book) -> Rule:
    column = rule.columns[0] if rule.columns else ""
    told = book.steps.get((table, column, rule.field))
    if told is not None:
        return replace(rule, steps=told)
    return replace(rule, steps=tuple(_step(step, (table, column), book) for step in rule.steps))


def _step(step: Step, place: Place, book: Book) -> Step:
    if step.transform in _DATED:
        return Step(step.transform, _ordered(step.options, place, book))
    words = step.options.get("map")
    if isinstance(words, Facts) and place in book.words:
        return Step(step.transform, {**step.options, "map": {**words, **book.words[place]}})
    return step


def _ordered(options: Facts[str, Option], place: Place, book: Book) -> dict[str, Option]:
    rest = {name: value for name, value in options.items() if name != "order"}
    if place in book.unsettled:
        return rest
    return {**rest, "order": book.orders.get(place, book.order)}


def _named(table: str, rule: Rule, sure: TableMapping, book: Book) -> Rule:
    """On the suggestion's word where it stands there just so, else on the team's, with the reason."""
    same = next((r for r in sure.rules if _says(r) == _says(rule)), None)
    if same is not None and sure.routes:
        return same
    column = rule.columns[0] if rule.columns else ""
    return replace(rule, by=TEAM, reason=book.reasons.get((table, column), _BY_THE_MANUAL), confidence=None)


def _says(rule: Rule) -> tuple[object, ...]:
    return (rule.columns, rule.entity, rule.field, rule.steps)
