"""What people confirmed before informs the next suggestion: names of columns and fields alone, never a value.

A column called as one that a person gave a field is suggested for that field, says by whom and when, and is
never sure for that: a person looks once more (law 2). Where people said different things of one name, or
where the values speak against it, nothing is recalled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from core.profiles import TableProfile
from core.record.model import ID, ClinicRecord
from core.suggest.evidence import Verdict, verdict
from core.suggest.model import Suggestion
from core.suggest.naming import Home
from core.suggest.spelling import compact
from core.suggest.wording import plain

CONFIRMED = 0.95
"""Confidence of what a person said of a column of the same name: the most that is not called sure."""


@dataclass(frozen=True)
class Confirmed:
    """A person gave a column of `source` a field. when: the day, as people read it.

    where: the name of another project in which they did; "" for this one.
    """

    source: tuple[str, str]
    column: str
    home: Home
    by: str
    when: str
    where: str = ""


@dataclass(frozen=True, eq=False)
class Memory:
    """words: by the letters and digits of a column's name, the latest last."""

    words: Mapping[str, Sequence[Confirmed]]


def memory_of(confirmed: Iterable[Confirmed]) -> Memory:
    """confirmed: the latest last."""
    found: dict[str, list[Confirmed]] = {}
    for each in confirmed:
        found.setdefault(compact(each.column), []).append(each)
    return Memory(found)


NOTHING_SAID = Memory({})


def recalled(
    told: Sequence[Suggestion],
    memory: Memory,
    *,
    kinds: Collection[str],
    profile: TableProfile,
    record: ClinicRecord,
    reader: str = "",
) -> tuple[Suggestion, ...]:
    """The suggestions of one table with what people said before of columns called alike in other tables.

    kinds: of record that a row of the table can give. reader: whoever reads the
    reasons, who is "you" in them.
    """
    found = {each.column: _of(each, memory, kinds, profile, record) for each in told}
    wanted = Counter(word.home for word in found.values() if word)
    made = []
    for each in told:
        word = found[each.column]
        if word is not None and (wanted[word.home] > 1 or _held(word.home, each, told, record)):
            word = None
        made.append(_with(each, word, reader) if word else each)
    return _without_rivals(made, told, record)


def _of(
    each: Suggestion,
    memory: Memory,
    kinds: Collection[str],
    profile: TableProfile,
    record: ClinicRecord,
) -> Confirmed | None:
    """The latest word about a column of this name in another table, where all agree and no value denies.

    What was said in this project goes before what was said in others.
    """
    words = [
        word
        for word in memory.words.get(compact(each.column), ())
        if (word.where or word.source != (each.file, each.table)) and word.home[0] in kinds
    ]
    words = [word for word in words if not word.where] or words
    if not words or len({word.home for word in words}) > 1 or each.field == ID:
        return None
    field = record.entity(words[-1].home[0]).field(words[-1].home[1])
    denied = verdict(profile.by_name[each.column], field, ()) is Verdict.CONTRADICT
    return None if denied else words[-1]


def _held(home: Home, mine: Suggestion, told: Sequence[Suggestion], record: ClinicRecord) -> bool:
    """Whether the field is another column's for sure."""
    others = (o for o in told if o is not mine and (o.entity, o.field) == home)
    return not _many(home, record) and any(other.sure for other in others)


def _many(home: Home, record: ClinicRecord) -> bool:
    return record.entity(home[0]).field(home[1]).many


def _with(each: Suggestion, word: Confirmed, reader: str) -> Suggestion:
    who = "You" if word.by == reader else word.by
    said = f"{who} said so for {word.source[0]} on {word.when}."
    if word.where:
        said = f'{who} mapped "{word.column}" so in {word.where}.'
    if (each.entity, each.field) == word.home:
        return replace(each, confidence=max(each.confidence, CONFIRMED), reason=f"{each.reason} {said}")
    entity, field = word.home
    other = (each.entity, each.field) if each.entity and each.field else each.runner_up
    reason = f'"{each.column}" was given {plain(entity)}: {plain(field)} before. {said}'
    return replace(
        each, entity=entity, field=field, confidence=CONFIRMED, sure=False, reason=reason, runner_up=other
    )


def _without_rivals(
    made: Sequence[Suggestion], told: Sequence[Suggestion], record: ClinicRecord
) -> tuple[Suggestion, ...]:
    """A field that a recalled column is suggested for is suggested for no other, which says so."""
    moved = {(m.entity, m.field): m.column for m, t in zip(made, told, strict=True) if m is not t}
    return tuple(_given_way(each, moved, record) for each in made)


def _given_way(
    each: Suggestion, moved: dict[tuple[str | None, str | None], str], record: ClinicRecord
) -> Suggestion:
    rival = moved.get((each.entity, each.field), each.column)
    if rival == each.column or each.entity is None or each.field is None:
        return each
    if _many((each.entity, each.field), record):
        return each
    reason = f'"{rival}" has the better claim to the only field that this could feed.'
    return replace(each, entity=None, field=None, confidence=0.5, sure=False, reason=reason)
