"""Which charts are drawn: the same ones for the same seed and run, in whatever order the rows come (law 3).

Charts are put in order by what stands in them, the rarest kind first, and within that by a keyed digest of
the seed; then every N/n-th is taken from a start that the seed gives. So each kind has its share of the draw
to within a chart or two, and each chart the same chance. A kind that is there and got none takes the place
of a chart that nothing else depends on, as long as there are places.

What that does to the bound (`core.spotchecks.bound`): it is computed as if the charts had been drawn one by
one at random. Proportional allocation and drawing without putting back only make such a sample tell more, so
the bound stays on the safe side. A rare kind that was helped in is over-represented by one, which is the
side of caution where such charts go wrong more often. Golden patients are chosen because somebody knows
them and not by chance: they are looked at, and do not count for the bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

SIZES = (20, 59, 149)
"""How many may be drawn. Without a fault they prove fewer than 14 %, 5 % and 2 % faulty ones."""


class Stratum(StrEnum):
    """Kinds of charts that go wrong in ways of their own."""

    ALLERGIES = "allergies"
    MEDICATIONS = "medications"
    FILES = "images or documents"
    MONEY = "money"
    MINOR = "minor"
    SEVERAL_SOURCES = "several sources"


@dataclass(frozen=True)
class Candidate:
    """A patient of the run, by the record's id, and the kinds of chart that theirs is."""

    patient: str
    strata: frozenset[Stratum]


def drawn(candidates: Iterable[Candidate], size: int, *, seed: str, run: str) -> tuple[str, ...]:
    """`size` patients, or all where there are no more, in the order in which they are to be looked at."""
    everybody = {each.patient: each for each in candidates}
    lots = {patient: _lot(seed, run, patient) for patient in everybody}
    if len(everybody) <= size:
        return tuple(sorted(everybody, key=lots.__getitem__))
    ordered = _in_order(list(everybody.values()), lots)
    start = int(_lot(seed, run, ""), 16) % len(ordered)
    taken = [ordered[(start + place * len(ordered)) // size] for place in range(size)]
    covered = _covered(taken, ordered, lots)
    return tuple(sorted((each.patient for each in covered), key=lots.__getitem__))


def _lot(seed: str, run: str, patient: str) -> str:
    return sha256("\0".join((seed, run, patient)).encode("utf-8", "surrogatepass")).hexdigest()


def _in_order(everybody: Sequence[Candidate], lots: dict[str, str]) -> list[Candidate]:
    rarest = _rarest_first(everybody)
    return sorted(everybody, key=lambda each: ([s not in each.strata for s in rarest], lots[each.patient]))


def _rarest_first(everybody: Sequence[Candidate]) -> list[Stratum]:
    """The kinds that there are, the rarest first."""
    counts = {kind: sum(kind in each.strata for each in everybody) for kind in Stratum}
    return sorted((kind for kind in Stratum if counts[kind]), key=lambda kind: (counts[kind], kind))


def _covered(
    taken: Sequence[Candidate], everybody: Sequence[Candidate], lots: dict[str, str]
) -> list[Candidate]:
    """As `taken`, with at least one chart of every kind that there is, where there are places enough."""
    result = list(taken)
    for kind in _rarest_first(everybody):
        if any(kind in each.strata for each in result):
            continue
        free = [each for each in result if _spared(each, result)]
        having = [each for each in everybody if kind in each.strata]
        if free:
            result.remove(max(free, key=lambda each: lots[each.patient]))
            result.append(min(having, key=lambda each: lots[each.patient]))
    return result


def _spared(one: Candidate, among: Sequence[Candidate]) -> bool:
    """Whether every kind of this chart is represented without it."""
    others = [each for each in among if each is not one]
    return all(any(kind in each.strata for each in others) for kind in one.strata)
