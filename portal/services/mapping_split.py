"""A table whose rows are of several kinds: which rows are which, as a person says by words of one column.

Pure, as the other changes of a mapping are. What is sure of each kind is taken along; everything else of it
waits for a person. Rows that no kind takes wait (law 2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.mapping import negation
from core.mapping.fitting import ONE_OF
from core.mapping.model import Route, Rule, TableMapping
from core.record import RECORD
from core.transforms.folding import folded_words
from portal.services.mapping_cells import conditions
from portal.services.mapping_changing import Changing
from portal.services.mapping_facts import Facts, table_as
from portal.services.mapping_kinds import kind_of, kinds_held, kinds_in
from portal.services.mapping_wholes import whole
from portal.viewmodels.mapping import Source
from portal.viewmodels.mapping_cells import Split, SplitRows, SplitWord
from portal.wording import mapping as words


def split_of(table: TableMapping) -> tuple[str, dict[str, str]] | None:
    """The column that tells kinds apart, and by word its kind; None where no single column does."""
    told = [route for route in table.routes if route.test == ONE_OF]
    if not told or len(told) < len(table.routes) or len({route.columns for route in told}) > 1:
        return None
    kinds = {word: route.entity for route in reversed(told) for word in folded_words(route.values)}
    return told[0].columns[0], kinds


def splits(facts: Facts, table: TableMapping, source: Source, *, values: bool) -> Split:
    """How its rows are told apart now, and the columns by which they could be. values: may be seen."""
    read, told = facts.table(source), split_of(table)
    by, kinds = told or ("", {})
    may = []
    if read is not None and values and _may(table):
        for each in conditions(facts, source, read.columns):
            of = kinds if each.column == by else {}
            may.append((each.column, _words(facts.profile(source).column(each.column).top, of)))
    return Split(by, kinds_held(table) if told else (), tuple(may), facts.profile(source).rows)


def _may(table: TableMapping) -> bool:
    """A list of allergies has routes of its own, which read its denials."""
    kinds = kinds_held(table)
    return bool(kinds) and negation.ALLERGY not in kinds


def _words(top: Sequence[tuple[str, int]], kinds: dict[str, str]) -> tuple[SplitWord, ...]:
    """top: every text of the column with its rows. Spellings that are one word stand together."""
    counted: dict[str, tuple[str, int]] = {}
    for word, (text, count) in zip(folded_words(text for text, _ in top), top, strict=True):
        first, so_far = counted.get(word, (text, 0))
        counted[word] = (first, so_far + count)
    return tuple(SplitWord(w, text, n, kinds.get(w, "")) for w, (text, n) in counted.items())


def with_kinds(asked: SplitRows, now: Changing) -> TableMapping:
    """By each word of the column, what a row is; no words make all rows the first kind again."""
    kinds = list(dict.fromkeys(entity for entity, _ in asked.kinds)) or [str(kind_of(now.table))]
    if not _may(now.table):
        raise now.refused(*words.KIND_FIRST)
    if not all(RECORD.has(entity) and entity != negation.ALLERGY for entity in kinds):
        raise now.refused(*words.NO_SUCH_FIELD)
    routes = _routes(asked, now) if asked.kinds else (Route(kinds[0]),)
    table = replace(now.table, routes=routes)
    table = replace(table, rules=tuple(rule for rule in table.rules if rule.entity in kinds_in(table)))
    for entity in kinds:
        if entity not in kinds_held(now.table):
            table = _with_sure(table, entity, now)
    fed = {column for rule in table.rules for column in rule.columns}
    table = replace(table, kept=tuple(each for each in table.kept if each.column not in fed))
    return whole(now, table, words.BY_CHANGING)


def _routes(asked: SplitRows, now: Changing) -> tuple[Route, ...]:
    by = now.known(asked.by)
    told = [(entity, values) for entity, values in asked.kinds if any(value.strip() for value in values)]
    every = [word for _, values in told for word in folded_words(values)]
    if not told or len(every) != len(set(every)):
        raise now.refused(*words.NO_VALUES, by)
    return tuple(Route(entity, ONE_OF, (by,), tuple(sorted(set(values)))) for entity, values in told)


def _with_sure(table: TableMapping, entity: str, now: Changing) -> TableMapping:
    """With what is sure of one more kind; a field that is fed already, and what feeds it, stay."""
    made = table_as(now.facts, table.source, entity, clinic=now.clinic)
    word = words.by_kind(now.by)
    fed = {(rule.entity, rule.field) for rule in table.rules}
    new = tuple(replace(r, by=word) for r in made.rules if (r.entity, r.field) not in fed)
    return replace(table, rules=(*table.rules, *_once(new, table.rules)))


def _once(new: Sequence[Rule], there: Sequence[Rule]) -> tuple[Rule, ...]:
    """Without what reads a column into a kind of record that it is read into already."""
    read = {(rule.columns, rule.entity) for rule in there}
    return tuple(rule for rule in new if (rule.columns, rule.entity) not in read)
