"""What all steps come to for one run: what is left, what was found, what still has to be settled, the bound.

A serious difference stands in the way until a concern about that chart was raised and settled; so does every
open concern. A verdict about a chart that has changed since counts for nothing, and its chart is left again.

The sample is every chart that was drawn from one run, in however many draws, so that drawing again hides
nothing. A fault counts in it until it is called otherwise with a reason: also where it was mended since,
because mending the charts that were looked at says nothing of the others, and also where it was found in a
run before and the chart is still the same, or the same again (ADR 67).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from core.spotchecks.bound import bound_of_draws, upper_bound
from core.spotchecks.checking import Checking
from core.spotchecks.opened import opened, unanswered
from core.spotchecks.verdicts import Found, Scope, Verdict

_FAULTY = frozenset(found for found in Found if found.faulty)


@dataclass(frozen=True)
class Standing:
    """verdicts: those that count, by scope and patient. mended: patient -> what was found in the chart of the
    sample before a newer run made another one of it. again: patient -> what was last found in a chart that
    was another one in between and is now the same again, where that was a fault; it is asked about all the
    same. asked: charts to look at, golden ones among them.
    """

    checking: Checking
    verdicts: Mapping[tuple[Scope, str], Verdict] = field(repr=False)
    mended: Mapping[str, Found] = field(default_factory=dict, repr=False)
    again: Mapping[str, Found] = field(default_factory=dict, repr=False)

    def found(self, patient: str, scope: Scope) -> Verdict | None:
        return self.verdicts.get((scope, patient))

    def left(self, scope: Scope) -> tuple[str, ...]:
        return tuple(each for each in self.checking.patients if (scope, each) not in self.verdicts)

    @property
    def asked(self) -> int:
        return len(self.checking.patients)

    @property
    def to_check(self) -> int:
        """Charts that a practitioner still has to compare."""
        return len(self.left(Scope.CHART))

    @property
    def checked(self) -> int:
        """Charts of the sample that were compared: golden ones do not count for the bound."""
        return len(self._of_sample({*self.drawn}))

    def count(self, found: Found) -> int:
        return self._of_sample({*self.drawn}).count(found)

    @property
    def errors(self) -> int:
        return self.count(Found.SMALL) + self.count(Found.SERIOUS)

    @property
    def bound(self) -> float:
        """At most this share of all charts is faulty, at 95 %."""
        return bound_of_draws([*self._stages(_FAULTY)])

    @property
    def bound_of_serious(self) -> float:
        return bound_of_draws([*self._stages({Found.SERIOUS})])

    @property
    def held(self) -> bool:
        """Whether more charts were drawn after a faulty one was found, which makes no bound better."""
        return self.bound > upper_bound(self.errors, self.checked)

    @property
    def drawn(self) -> tuple[str, ...]:
        """All that chance drew from the run of the last draw."""
        of_run = (patient for each in self.checking.of_run for patient in each.patients)
        return tuple(dict.fromkeys(of_run))

    @property
    def carried(self) -> tuple[str, ...]:
        """Found faulty in an earlier run's sample and not drawn since, in charts the same as then."""
        drawn = {*self.drawn}
        return tuple(each for each in self._known if each not in drawn)

    @property
    def gone(self) -> int:
        """Faulty charts of the sample that a newer run has changed and nobody has found faulty since."""
        return sum(not self._faulty_now(each) for each in self.drawn if each in self.mended)

    @property
    def never_compared(self) -> int:
        """Patients who were drawn from earlier runs, whose charts nobody compared and nobody asks for now."""
        before = {patient for each in self.checking.draws for patient in each.patients}
        compared = {each.patient for each in self.checking.verdicts if each.scope is Scope.CHART}
        return len(before - {*self.checking.patients} - compared)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Patients with a serious difference that no concern was raised about since."""
        return unanswered(self.checking)

    @property
    def open(self) -> int:
        """Concerns that are not settled, and what is as grave and nobody has raised one about."""
        return len(opened(self.checking))

    def _stages(self, faults: Collection[Found]) -> Iterator[tuple[int, int]]:
        """(faulty, compared) after each draw of the run, with the charts of those before it."""
        so_far: dict[str, None] = {}
        for each in self.checking.of_run:
            so_far.update(dict.fromkeys(each.patients))
            found = self._of_sample(so_far, faults)
            yield sum(one in faults for one in found), len(found)

    def _of_sample(self, drawn: Collection[str], faults: Collection[Found] = _FAULTY) -> list[Found]:
        """What was found in those drawn, and in those known before that are one of `faults`."""
        known = [self._worst(each) for each in self._known if each not in drawn]
        found = [self._worst(each) for each in drawn]
        return [one for one in found if one] + [one for one in known if one and one in faults]

    @property
    def _known(self) -> list[str]:
        """Known as faulty before they could be drawn from this run, and so until now."""
        before = dict.fromkeys(patient for each in self.checking.of_run for patient in each.carried)
        return [each for each in before if self._faulty_now(each)]

    def _faulty_now(self, patient: str) -> bool:
        """Whether a fault was found in the chart as it stands."""
        said = self.found(patient, Scope.CHART)
        return patient in self.again or (said is not None and said.found.faulty)

    def _worst(self, patient: str) -> Found | None:
        said = self.found(patient, Scope.CHART)
        words = (said and said.found, self.mended.get(patient), self.again.get(patient))
        return max((each for each in words if each), key=[*Found].index, default=None)


def standing_of(
    checking: Checking, *, run: str, digests: Mapping[tuple[Scope, str], str] | None = None
) -> Standing:
    """digests: of the charts of `run` as each scope sees them; needed for verdicts of other runs only."""
    known, asked = digests or {}, {*checking.patients}
    last = {(each.scope, each.patient): each for each in checking.verdicts}
    counting = {
        (scope, patient): said
        for (scope, patient), said in last.items()
        if patient in asked and said.speaks_for(run=run, digest=known.get((scope, patient), ""))
    }
    charts = {patient: digest for (scope, patient), digest in known.items() if scope is Scope.CHART}
    words = {patient: said for (scope, patient), said in counting.items() if scope is Scope.CHART}
    mended = _mended(checking, words, charts, run=run)
    return Standing(checking, counting, mended, _again(checking, words, charts))


def _again(checking: Checking, words: Mapping[str, Verdict], charts: Mapping[str, str]) -> dict[str, Found]:
    last = {
        said.patient: said.found
        for said in checking.verdicts
        if said.scope is Scope.CHART and said.digest == charts.get(said.patient)
    }
    return {each: found for each, found in last.items() if found.faulty and each not in words}


def _mended(
    checking: Checking, words: Mapping[str, Verdict], charts: Mapping[str, str], *, run: str
) -> dict[str, Found]:
    """The gravest last word about an earlier state of each chart, since the run of the sample was drawn
    from, and of those that chance drew, also what was known of them by then.

    words, charts: patient -> the verdict that counts, and the digest, for the whole chart in `run`.
    """
    places = {*_since(checking), *_known_when_drawn(checking, charts, run=run)}
    versions = {
        (said.patient, said.digest): said
        for place, said in enumerate(checking.verdicts)
        if place in places and said.digest != charts.get(said.patient)
    }
    found: dict[str, Found] = {}
    for (patient, _), said in versions.items():
        now = words.get(patient)
        earlier = now is None or not said.speaks_for(run=now.run, digest=now.digest)
        if said.found.faulty and earlier:
            found[patient] = max(said.found, found.get(patient, said.found), key=[*Found].index)
    return found


def _since(checking: Checking) -> list[int]:
    """Places in the journal of words about whole charts since the run of the sample was first drawn from."""
    first = checking.of_run[0].after if checking.of_run else len(checking.verdicts)
    later = enumerate(checking.verdicts[first:], start=first)
    return [place for place, said in later if said.scope is Scope.CHART]


def _known_when_drawn(checking: Checking, charts: Mapping[str, str], *, run: str) -> list[int]:
    """Places of the last words about those drawn that were said before, where they may be about the chart
    that was drawn: not where it is known that the run drawn from has another one.
    """
    if not checking.of_run:
        return []
    first = checking.of_run[0]
    whole = [(place, said) for place, said in enumerate(checking.verdicts) if said.scope is Scope.CHART]
    drawn = {patient for each in checking.of_run for patient in each.patients}
    then = {said.patient: said.digest for _, said in whole if said.run == first.run}
    then |= charts if run == first.run else {}
    last = {said.patient: (place, said.digest) for place, said in whole if place < first.after}
    known = ((who, *last[who]) for who in drawn if who in last)
    return [place for who, place, digest in known if then.get(who, digest) == digest]


def verdicts_of_other_runs(checking: Checking, run: str) -> bool:
    """Whether any verdict about a chart to look at was made in another run, so that digests are needed."""
    last = (checking.last(patient, scope) for patient in checking.patients for scope in Scope)
    return any(said is not None and said.run != run for said in last)
