"""The record's own words, made ready to be compared with headers.

Everything suggested comes from what the record declares (entity, field, meaning, words); adding a word
there is all it takes to teach a new name. Built once per record and kept.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from core.record.model import ID, ClinicRecord, Entity, Field, Kind
from core.suggest.spelling import READ_LATELY, Speller, Words, compact, pieces
from core.suggest.synonyms import LITTLE, NEAR

GENERIC = frozenset(("id", "number", "code", "record", "key", "data", "info", "uid", "list", "table"))
"""Words that tell no entity from another."""
FAINT = frozenset(("record", "data", "info", "information", "detail", "item", "entry", "current", "general"))
"""Words that say little wherever they stand."""
HEAVIEST = 5.0
UNKNOWN = 4.0
ORDINAL = 0.9
FIRST = 0.3
"""Weights of words that the record never uses, and of numbers: "severity 2" is a severity still."""
COMMON = GENERIC | {
    "date", "time", "start", "end", "note", "name", "status", "kind", "description", "title", "flag",
    "reason", "created", "modified", "entered", "recorded", "text", "value", "user", "active", "category",
    "class",
    "first", "last", "other", "source", "order", "unit", "provider", "clinic", "patient",
}  # fmt: skip
"""Words of nearly every table: alone they give no column to another entity than the table's own."""


@dataclass(frozen=True)
class Phrase:
    """One way to say a field.

    told: a declared word (True) or only the field's meaning (False). bare: only the field's own name, which
    counts in a table of its entity and not where a satellite shares another's row. place: among the
    words. order: the words as they follow each other.
    """

    field: str
    words: frozenset[str]
    told: bool = True
    bare: bool = False
    place: int = 0
    order: Words = ()

    @cached_property
    def apart(self) -> bool:
        """Whether it may claim a column in another entity's table."""
        return not self.bare and any(w not in COMMON and not w.isdigit() for w in self.words)


@dataclass(frozen=True)
class EntityWords:
    """What is known of one entity: phrases by each word in them, exact spellings, names of its table.

    context: words that go without saying in a table of these. key: spellings of its key column.
    """

    entity: Entity
    phrases: tuple[Phrase, ...]
    by_word: dict[str, tuple[int, ...]]
    sets: frozenset[frozenset[str]]
    exact: dict[str, tuple[tuple[str, int], ...]]
    bare: dict[str, str]
    context: frozenset[str]
    key: frozenset[str]
    names: tuple[frozenset[str], ...]
    spelled: frozenset[str]


class Lexicon:
    """Words of a whole record: `speller` reads headers, `weight` says how much a word tells.

    coded: fields beside which another keeps the code of the same thing (reaction, reaction_code).
    """

    def __init__(self, record: ClinicRecord) -> None:
        self.record = record
        self.speller = Speller(_vocabulary(record))
        self.fields = {(e.name, f.name): f for e in record.entities for f in e.fields}
        self.any_key = frozenset(compact(w) for w in record.key_words) | {"id"}
        self._entities = {e.name: self._entity_words(e) for e in record.entities}
        self._weights = _weights(self._entities.values())
        self._satellites = {e.name: _satellites(record, e.name) for e in record.entities}
        self._near = _near_words()
        self.weight = lru_cache(READ_LATELY)(self._weight)
        self.near = lru_cache(READ_LATELY)(self._nearest)
        self._keyed = _keyed(self._entities.values(), self.any_key)
        self.coded = frozenset((e, f) for e, f in self.fields if (e, f"{f}_code") in self.fields)

    def forget(self) -> None:
        """Every header that was read."""
        self.speller.forget()
        self.weight.cache_clear()
        self.near.cache_clear()

    def of(self, entity: str) -> EntityWords:
        return self._entities[entity]

    def all(self) -> Iterator[EntityWords]:
        yield from self._entities.values()

    def satellites(self, entity: str) -> tuple[str, ...]:
        """Entities that a row of `entity` may also form."""
        return self._satellites[entity]

    def field(self, entity: str, field: str) -> Field | None:
        """None for the key, which is no field."""
        return self.fields.get((entity, field))

    def named_by(self, spelling: str) -> tuple[str, ...]:
        """Entities of which a key, and none of any other, is spelled so."""
        return self._keyed.get(spelling, ())

    def _weight(self, word: str) -> float:
        """How much a word tells: rare ones more; faint and unknown ones are told apart too."""
        if word in FAINT:
            return 0.6
        if word.isdigit():
            return FIRST if word == "1" else ORDINAL
        return self._weights.get(word, 1.0 if len(word) == 1 else UNKNOWN)

    def tells(self, readings: tuple[Words, ...]) -> bool:
        """Whether any reading holds a word that does not stand in every other table ("date", "note")."""
        return any(w not in COMMON and not w.isdigit() for words in readings for w in words)

    def known(self, word: str) -> bool:
        return word in self._weights

    def _nearest(self, word: str) -> tuple[tuple[str, float], ...]:
        """Words that may stand for `word`, itself first, with how far they do."""
        return ((word, 1.0), *self._near.get(word, ()))

    def _entity_words(self, entity: Entity) -> EntityWords:
        phrases = tuple(dict.fromkeys(p for f in entity.fields for p in self._phrases(f)))
        by_word: dict[str, list[int]] = defaultdict(list)
        for i, phrase in enumerate(phrases):
            for word in phrase.words:
                by_word[word].append(i)
        names = tuple(dict.fromkeys(s for w in (entity.name, *entity.words) for s in self._sets(w)))
        return EntityWords(
            entity,
            phrases,
            {word: tuple(found) for word, found in by_word.items()},
            frozenset(p.words for p in phrases if p.told),
            _exact(entity),
            {compact(f.name): f.name for f in entity.fields},
            self._context(entity),
            frozenset(compact(w) for w in entity.key_words),
            names,
            frozenset(compact(w) for w in (entity.name, *entity.words)),
        )

    def _phrases(self, field: Field) -> Iterator[Phrase]:
        theirs = self._unambiguous(field)
        for place, text in enumerate(field.words):
            for words in self._meant(text, theirs):
                yield Phrase(field.name, _set(words), place=min(place, 20), order=words)
        for bare in self._sets(field.name):
            yield Phrase(field.name, bare, bare=True, order=pieces(field.name))
        meaning = frozenset(w for w in pieces(field.meaning) if w not in LITTLE and len(w) > 2)
        yield Phrase(field.name, frozenset(self.speller.readings(" ".join(meaning))[0]), told=False)

    def _unambiguous(self, field: Field) -> frozenset[str]:
        """Words of the field that can be read one way only; they tell how to read the others."""
        readings = [self.speller.readings(text) for text in (field.name, *field.words)]
        return frozenset(w for found in readings if len(found) == 1 for w in found[0])

    def _meant(self, text: str, theirs: frozenset[str]) -> tuple[Words, ...]:
        """How the record means one of its own words: "st" among words for "state" is no street."""
        readings = self.speller.readings(text)
        if len(readings) < 2:
            return readings
        fitting = tuple(words for words in readings if theirs.issuperset(words))
        return fitting[:2] or readings[:1]

    def _sets(self, text: str) -> Iterator[frozenset[str]]:
        for words in self.speller.readings(text)[:2]:
            yield _set(words)

    def _context(self, entity: Entity) -> frozenset[str]:
        said = set(self.speller.readings(entity.name)[0])
        for text in entity.words[:6]:
            said.update(self.speller.readings(text)[0])
        for text in entity.key_words[:8]:
            said.update(self.speller.readings(text)[0])
        others = {e.name for e in self.record.entities} - set(entity.name.split("_"))
        return frozenset(said - GENERIC - LITTLE - others)


@lru_cache(READ_LATELY)
def _set(words: Words) -> frozenset[str]:
    """One and the same set for the same words, of which many fields have some."""
    return frozenset(words)


def _exact(entity: Entity) -> dict[str, tuple[tuple[str, int], ...]]:
    """Fields by the spelling of a word of theirs, with the word's place among them."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for field in entity.fields:
        for place, text in enumerate(field.words):
            found[compact(text)].setdefault(field.name, place)
    return {spelling: tuple(places.items()) for spelling, places in found.items()}


def _vocabulary(record: ClinicRecord) -> Iterator[str]:
    """English words of the record. Other languages are spelled out through `languages` instead."""
    for entity in record.entities:
        for text in (entity.name, *entity.words, *entity.key_words):
            yield from pieces(text)
        for field in entity.fields:
            yield from pieces(field.name)
            for text in field.words:
                yield from (p for p in pieces(text) if len(p) > 2)


def _weights(entities: Iterable[EntityWords]) -> dict[str, float]:
    homes: Counter[str] = Counter()
    total = 0
    for known in entities:
        total += len(known.entity.fields)
        words: dict[str, set[str]] = defaultdict(set)
        for phrase in known.phrases:
            if phrase.told:
                words[phrase.field] |= phrase.words
        for each in words.values():
            homes.update(each)
    return {word: min(math.log(1 + total / at), HEAVIEST) for word, at in homes.items()}


def _keyed(entities: Iterable[EntityWords], any_key: frozenset[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for known in entities:
        for spelling in known.key - any_key:
            found[spelling].append(known.entity.name)
    return {spelling: tuple(names) for spelling, names in found.items()}


def _satellites(record: ClinicRecord, entity: str) -> tuple[str, ...]:
    return tuple(
        e.name for e in record.entities if e.satellite and e.name != entity and e.references_to(entity)
    )


def _near_words() -> dict[str, tuple[tuple[str, float], ...]]:
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for (one, other), share in NEAR.items():
        found[one].append((other, share))
    return {word: tuple(others) for word, others in found.items()}


def points_back(entity: Entity, field: Field) -> bool:
    """A satellite's pointer to whom it belongs (address.patient), which no column of its host feeds."""
    return field.kind is Kind.REFERENCE and field.name in field.reference and entity.satellite


_BUILT: deque[Lexicon] = deque(maxlen=4)


def lexicon(record: ClinicRecord) -> Lexicon:
    """The words of `record`; the same object for the same record, which is not looked through for that."""
    found = next((each for each in tuple(_BUILT) if each.record is record), None)
    if found is None:
        found = Lexicon(record)
        _BUILT.append(found)
    return found


def forget() -> None:
    for each in tuple(_BUILT):
        each.forget()


NUMBERED = re.compile(r"^(.*?\D)[ _.-]?0*(\d{1,2})$")


def numbered(header: str) -> tuple[str, int] | None:
    """("DIAGNOSIS", 3) for "DIAGNOSIS3"; None where no number ends the header."""
    found = NUMBERED.match(header.strip())
    return (compact(found[1]), int(found[2])) if found else None


__all__ = ["GENERIC", "ID", "EntityWords", "Lexicon", "Phrase", "Words", "lexicon", "numbered", "points_back"]
