"""What the rows of a table are: its name first, then what its columns say, then who points at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from core.suggest.lexicon import GENERIC, EntityWords, Lexicon
from core.suggest.naming import ASKED_LATELY, OF_PATIENT, Header
from core.suggest.spelling import Words, compact

COLUMNS_READ = 60
"""Columns of a table that are read to tell its entity, its leftmost first."""
BY_NAME = 0.55
NAMED = 0.97
"""Score of a name from which the columns are not asked about other entities."""
LACKS_REQUIRED = 0.25
"""Taken off where no column could be the reference without which such a record cannot stand."""
NOTHING = 0.15
"""Total under which a table is of no known entity."""


@dataclass(frozen=True)
class EntityScore:
    """How much speaks for one entity: total 0 to 1, and its parts.

    orphaned: no column could be the reference without which such a record cannot stand.
    """

    entity: str
    total: float
    name: float
    columns: float
    orphaned: bool = False


def rank_entities(
    lex: Lexicon, name: str, headers: Sequence[Header], *, votes: Mapping[str, int]
) -> tuple[EntityScore, ...]:
    """Entities that the table may hold, likeliest first.

    votes: columns of other tables that point at this table's key, by the entity their headers name.
    """
    names = _said_by_name(lex, name)
    read = headers[:COLUMNS_READ]
    columns = _column_scores(lex, read)
    spellings = {each for header in headers for each in header.spellings}
    words = {word for header in headers for reading in header.readings for word in reading}
    orphaned = {e for e in names if _lacks_required(lex, e, spellings, words)}
    most = max(votes.values(), default=0)
    found = []
    for entity, said in names.items():
        cols = columns.get(entity, 0.0)
        called = votes.get(entity, 0) / most if most else 0.0
        total = BY_NAME * said + (1 - BY_NAME) * cols + 0.15 * called
        total -= LACKS_REQUIRED if entity in orphaned else 0.0
        found.append(EntityScore(entity, min(max(total, 0.0), 1.0), said, cols, entity in orphaned))
    return tuple(sorted(found, key=lambda s: (-s.total, s.entity)))


@lru_cache(ASKED_LATELY)
def _said_by_name(lex: Lexicon, name: str) -> Mapping[str, float]:
    return {known.entity.name: name_score(lex, known, name) for known in lex.all()}


def name_score(lex: Lexicon, known: EntityWords, name: str) -> float:
    """How well a table's name says an entity, 0 to 1."""
    if compact(name) in known.spelled:
        return 1.0
    readings = [(words, _near(lex, words)) for words in lex.speller.readings(name)]
    return max(
        (
            _likeness(lex, words, said)
            for words, near in readings
            for said in known.names
            if not near.isdisjoint(said)
        ),
        default=0.0,
    )


def _near(lex: Lexicon, words: Words) -> frozenset[str]:
    """A name with none of these says nothing of `words`."""
    return frozenset(near for word in words for near, _ in lex.near(word))


def _likeness(lex: Lexicon, words: Words, said: frozenset[str]) -> float:
    shares = {w: max((s for n, s in lex.near(w) if n in said), default=0.0) for w in words}
    if not any(s for w, s in shares.items() if w not in GENERIC):
        return 0.0
    both = sum(_say(lex, w) * s for w, s in shares.items())
    covered = {n for w, s in shares.items() if s for n, near in lex.near(w) if near >= 0.5}
    here = sum(_say(lex, w) for w, s in shares.items() if not s)
    there = sum(_say(lex, w) for w in said if w not in covered)
    return 0.96 * both / (both + here * 0.8 + there) if both else 0.0


def _say(lex: Lexicon, word: str) -> float:
    if not lex.known(word):
        return 1.2
    if word == "patient":
        return lex.weight(word) * OF_PATIENT
    return lex.weight(word) * (0.3 if word in GENERIC else 1.0)


def _column_scores(lex: Lexicon, headers: Sequence[Header]) -> dict[str, float]:
    """Per entity, the share of what the headers tell that it explains. Headers at home
    everywhere tell little.
    """
    sums: dict[str, float] = {}
    told = 0.0
    read = 0
    for header in headers:
        best = _best_per_entity(lex, header)
        most = max(best.values(), default=0.0)
        if most < 0.4:
            continue
        at_home = sum(1 for score in best.values() if score > 0.9 * most)
        telling = 1.0 / at_home
        read += 1
        told += telling
        for entity, score in best.items():
            sums[entity] = sums.get(entity, 0.0) + telling * score * score
    understood = 0.5 + 0.5 * read / max(len(headers), 1)
    return {entity: understood * total / told for entity, total in sums.items()} if told else {}


@lru_cache(ASKED_LATELY)
def _best_per_entity(lex: Lexicon, header: Header) -> Mapping[str, float]:
    sets = [frozenset(words) for words in header.readings]
    own = {known.entity.name: _says(lex, known, header, sets) for known in lex.all()}
    found = {}
    tells = lex.tells(header.readings)
    for entity, score in own.items():
        lent = (0.8 * own[s] for s in lex.satellites(entity)) if tells else ()
        found[entity] = max(score, *lent, 0.0)
    return {entity: score for entity, score in found.items() if score > 0.0}


def forget() -> None:
    _said_by_name.cache_clear()
    _best_per_entity.cache_clear()


def _says(lex: Lexicon, known: EntityWords, header: Header, sets: Sequence[frozenset[str]]) -> float:
    """How clearly a header says some field of an entity, by whole names alone, so that it is quick.

    sets: the words of each of its readings.
    """
    for spelled in header.spellings:
        if spelled in known.exact or spelled in known.bare or known.entity.name in lex.named_by(spelled):
            return 1.0
    if any(words in known.sets for words in sets):
        return 0.95
    return 0.9 if any((words - known.context) in known.sets for words in sets) else 0.0


def _lacks_required(lex: Lexicon, entity: str, spellings: AbstractSet[str], words: AbstractSet[str]) -> bool:
    """A table without any column for the patient hardly holds what belongs to patients.

    spellings, words: of all its headers.
    """
    known = lex.of(entity)
    needed = [f.name for f in known.entity.fields if f.required and f.reference]
    if not needed:
        return False
    spelled = {field for each in spellings for field, _ in known.exact.get(each, ())}
    spelled |= {known.bare[each] for each in spellings if each in known.bare}
    if spelled.issuperset(needed):
        return False
    heads = (word for field in needed for word in lex.fields[(entity, field)].reference)
    return words.isdisjoint(heads)
