"""How well a header says a field: exact spellings first, then shared words weighted by what they tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from core.record.model import ID
from core.suggest.lexicon import GENERIC, EntityWords, Lexicon, Phrase, points_back
from core.suggest.spelling import Words, compact

Home = tuple[str, str]
"""(entity, field)."""

LATER_WORD = 0.001
"""What each further word of a field is worth less; the record says the usual ones first."""
KEY_NAMED = 1.05
KEY_ANY = 1.03
KEY_READ = 0.99
NAMED_SO = 1.02
EXACT = 1.0
BY_WORDS = 0.98
BY_MEANING = 0.55
UNSAID = 0.12
"""What is left of the weight of a word that the table says already."""
OF_PATIENT = 0.4
"""The same for "patient" in a table of something that belongs to patients."""
BESIDE_EXACT = 0.8
PARTLY = 0.6
"""How far a word that is only nearly said counts as not said."""
OTHER_ORDER = 0.005
WORTH_A_LOOK = 0.3
ASKED_LATELY = 2_048
"""Headers, and names of tables, of which it is remembered what they say."""


@dataclass(frozen=True)
class Hit:
    """How well one header says one field. how: "exact", "words", "meaning" or "key"."""

    score: float
    how: str


@dataclass(frozen=True)
class Header:
    """One header, read.

    spellings: its letters and digits, with and without what most headers of its table begin with. extra:
    readings with words of a neighbour, worth a little less.
    """

    text: str = field(repr=False)
    spellings: tuple[str, ...] = field(repr=False)
    readings: tuple[Words, ...] = field(repr=False)
    extra: tuple[Words, ...] = field(default=(), repr=False)


def read_header(lex: Lexicon, text: str, extra: tuple[Words, ...] = ()) -> Header:
    return Header(text, (compact(text),), lex.speller.readings(text), extra)


@lru_cache(ASKED_LATELY)
def hits(lex: Lexicon, entity: str, header: Header) -> Mapping[Home, Hit]:
    """Fields of `entity` and its satellites that the header may say, with the table's own key as "id".

    Remembered, since the same tables are looked at again whenever another one comes.
    """
    own = lex.of(entity)
    found: dict[Home, Hit] = {}
    _note(found, (entity, ID), _key_hit(lex, own, header))
    for known in (own, *(lex.of(s) for s in lex.satellites(entity))):
        for home, hit in _entity_hits(lex, known, header, context=own.context):
            _note(found, home, _as_satellite(hit) if known is not own else hit)
    return _exact_first(found)


def forget() -> None:
    hits.cache_clear()


def _exact_first(found: dict[Home, Hit]) -> dict[Home, Hit]:
    """Where a field is spelled exactly so, others that merely share words stand back."""
    if not any(hit.how == "exact" for hit in found.values()):
        return found
    return {
        home: hit if hit.how in ("exact", "key") else Hit(hit.score * BESIDE_EXACT, hit.how)
        for home, hit in found.items()
    }


def _as_satellite(hit: Hit) -> Hit:
    """Fields of the table's own entity win ties."""
    return Hit(hit.score - (0.01 if hit.how == "exact" else 0.04), hit.how)


def _note(found: dict[Home, Hit], home: Home, hit: Hit | None) -> None:
    if hit and hit.score >= WORTH_A_LOOK and (home not in found or found[home].score < hit.score):
        found[home] = hit


def _key_hit(lex: Lexicon, own: EntityWords, header: Header) -> Hit | None:
    spellings = set(header.spellings)
    if spellings & own.key:
        return Hit(KEY_NAMED, "key")
    if spellings & lex.any_key:
        return Hit(KEY_ANY, "key")
    for words in header.readings:
        told = set(words)
        if told & {"id"} | (told & {"number"}) and told - own.context <= {"id", "number", "record"}:
            return Hit(KEY_READ, "key")
    return None


def _entity_hits(
    lex: Lexicon, known: EntityWords, header: Header, *, context: frozenset[str]
) -> Iterable[tuple[Home, Hit]]:
    name = known.entity.name
    own = known.context is context
    for spelled in header.spellings:
        if own and spelled in known.bare:
            yield (name, known.bare[spelled]), Hit(NAMED_SO, "exact")
        for said, place in known.exact.get(spelled, ()):
            if not _hidden(lex, known, said, context) and (own or lex.tells(header.readings)):
                yield (name, said), Hit(EXACT - min(place, 20) * LATER_WORD, "exact")
    for reading, worth in _readings(header):
        for said, hit in _word_hits(lex, known, reading, context).items():
            if not _hidden(lex, known, said, context):
                yield (name, said), Hit(hit.score * worth, hit.how)


def _readings(header: Header) -> Iterable[tuple[Words, float]]:
    for i, words in enumerate(header.readings):
        yield words, 1.0 if i == 0 else 0.97
    for words in header.extra:
        yield words, 0.9


def _hidden(lex: Lexicon, known: EntityWords, field: str, context: frozenset[str]) -> bool:
    declared = lex.fields[(known.entity.name, field)]
    return known.context is not context and points_back(known.entity, declared)


def _word_hits(lex: Lexicon, known: EntityWords, reading: Words, context: frozenset[str]) -> dict[str, Hit]:
    """Best hit per field for one reading: what is shared over all that is said (a weighted Jaccard)."""
    unsaid = {word: _weight(lex, word, context) for word in reading}
    weights = {word: lex.weight(word) for word in reading}
    everything = sum(unsaid.values())
    apart = known.context is not context
    found: dict[str, Hit] = {}
    for index, row in _shared(lex, known, reading).items():
        phrase = known.phrases[index]
        if apart and not (phrase.told and phrase.apart):
            continue
        both = sum(row.values())
        here = everything + sum([(weights[w] - got) * PARTLY - unsaid[w] for w, got in row.items()])
        best = found.get(phrase.field)
        if both < max(WORTH_A_LOOK, best.score if best else 0.0) * (both + here):
            continue
        score = both / (both + here + _left_over(lex, phrase, row, context))
        hit = _hit(phrase, score, reading)
        if best is None or best.score < hit.score:
            found[phrase.field] = hit
    return found


def _shared(lex: Lexicon, known: EntityWords, reading: Words) -> dict[int, dict[str, float]]:
    """Per phrase that shares a word: how much of each word of the reading it says."""
    shared: dict[int, dict[str, float]] = {}
    for word in reading:
        weight = lex.weight(word)
        for near, share in lex.near(word):
            found = known.by_word.get(near)
            if not found:
                continue
            got = share * min(weight, lex.weight(near))
            for index in found:
                row = shared.setdefault(index, {})
                if row.get(word, 0.0) < got:
                    row[word] = got
    return shared


def _left_over(lex: Lexicon, phrase: Phrase, row: dict[str, float], context: frozenset[str]) -> float:
    """Weight of the phrase's words that the header does not say, not even nearly."""
    covered: dict[str, float] = {}
    for word in row:
        for near, share in lex.near(word):
            if near in phrase.words:
                covered[near] = max(covered.get(near, 0.0), share)
    return sum(_weight(lex, w, context) * (1 - covered.get(w, 0.0)) for w in phrase.words)


def _hit(phrase: Phrase, score: float, reading: Words) -> Hit:
    if not phrase.told:
        return Hit(score * BY_MEANING, "meaning")
    early = 1 - phrase.place * LATER_WORD - (0.0 if reading == phrase.order else OTHER_ORDER)
    return Hit(score * BY_WORDS * early, "words")


def _weight(lex: Lexicon, word: str, context: frozenset[str]) -> float:
    """Weight of a word that the other side does not say."""
    weight = lex.weight(word)
    if word in context:
        return weight * UNSAID
    if word == "patient":
        return weight * OF_PATIENT
    if word in GENERIC:
        return weight * 0.7
    return weight
