"""What all steps come to for one run: what is left, what was found, what still has to be settled, the bound.

A serious difference stands in the way until a concern about that chart was raised and settled; so does every
open concern. A verdict about a chart that has changed since counts for nothing, and its chart is left again.

The sample is every chart that was drawn from one run, in however many draws, so that drawing again hides
nothing. A fault counts in it until it is called otherwise with a reason: also where it was mended since,
because mending the charts that were looked at says nothing of the others, and also where it was found in a
run before and the chart is still the same (ADR 67).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from core.spotchecks.bound import bound_of_draws, upper_bound
from core.spotchecks.changes import serious
from core.spotchecks.checking import Checking
from core.spotchecks.verdicts import Found, Scope, Verdict

_FAULTY = frozenset(found for found in Found if found.faulty)


@dataclass(frozen=True)
class Standing:
    """verdicts: those that count, by scope and patient. mended: patient -> what was found in the chart of the
    sample before a newer run made another one of it. asked: charts to look at, golden ones among them.
    """

    checking: Checking
    verdicts: Mapping[tuple[Scope, str], Verdict] = field(repr=False)
    mended: Mapping[str, Found] = field(default_factory=dict, repr=False)

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
        said = ((each, self.found(each, Scope.CHART)) for each in self.drawn if each in self.mended)
        return sum(now is None or not now.found.faulty for _, now in said)

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
        """Concerns that are not settled, and serious differences that nobody has raised one about."""
        return sum(each.open for each in self.checking.concerns) + len(self.unanswered)

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
        said = ((each, self.found(each, Scope.CHART)) for each in before)
        return [each for each, one in said if one is not None and one.found.faulty]

    def _worst(self, patient: str) -> Found | None:
        said = self.found(patient, Scope.CHART)
        both = [each for each in (said and said.found, self.mended.get(patient)) if each]
        return max(both, key=[*Found].index, default=None)


def unanswered(checking: Checking) -> tuple[str, ...]:
    """Those last called serious with no concern since, whatever a newer run made of their charts. By the last
    serious word about each: a concern that is older does not speak for it.
    """
    latest: dict[str, datetime] = {}
    for said in serious(checking):
        latest[said.patient] = max(said.at, latest.get(said.patient, said.at))
    about = [each for each in checking.concerns if not each.file]
    return tuple(
        patient
        for patient, at in latest.items()
        if not any(each.patient == patient and each.at >= at for each in about)
    )


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
    return Standing(checking, counting, _mended(checking, counting))


def _mended(checking: Checking, counting: Mapping[tuple[Scope, str], Verdict]) -> dict[str, Found]:
    """The gravest last word about an earlier state of each chart, since the run of the sample was drawn
    from.
    """
    since = checking.of_run[0].at if checking.of_run else None
    versions = {
        (said.patient, said.digest): said
        for said in checking.verdicts
        if said.scope is Scope.CHART and since is not None and said.at >= since
    }
    found: dict[str, Found] = {}
    for (patient, _), said in versions.items():
        now = counting.get((Scope.CHART, patient))
        earlier = now is None or not said.speaks_for(run=now.run, digest=now.digest)
        if said.found.faulty and earlier:
            found[patient] = max(said.found, found.get(patient, said.found), key=[*Found].index)
    return found


def verdicts_of_other_runs(checking: Checking, run: str) -> bool:
    """Whether any verdict about a chart to look at was made in another run, so that digests are needed."""
    last = (checking.last(patient, scope) for patient in checking.patients for scope in Scope)
    return any(said is not None and said.run != run for said in last)
