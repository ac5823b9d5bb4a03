"""What all steps come to for one run: what is left, what was found, what still has to be settled, the bound.

A serious difference stands in the way until a concern about that chart was raised and settled; so does every
open concern. A verdict about a chart that has changed since counts for nothing, and its chart is left again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from core.spotchecks.bound import upper_bound
from core.spotchecks.checking import Checking
from core.spotchecks.verdicts import Found, Scope, Verdict


@dataclass(frozen=True)
class Standing:
    """verdicts: those that count, by scope and patient. asked: charts to look at, golden ones among them."""

    checking: Checking
    verdicts: Mapping[tuple[Scope, str], Verdict] = field(repr=False)

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
        """Charts of the draw that were compared: golden ones do not count for the bound."""
        return len(self._of_draw)

    def count(self, found: Found) -> int:
        return sum(each.found is found for each in self._of_draw)

    @property
    def errors(self) -> int:
        return self.count(Found.SMALL) + self.count(Found.SERIOUS)

    @property
    def bound(self) -> float:
        """At most this share of all charts is faulty, at 95 %."""
        return upper_bound(self.errors, self.checked)

    @property
    def bound_of_serious(self) -> float:
        return upper_bound(self.count(Found.SERIOUS), self.checked)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Patients with a serious difference that no concern was raised about since."""
        return _unanswered(self.verdicts.values(), self.checking)

    @property
    def open(self) -> int:
        """Concerns that are not settled, and serious differences that nobody has raised one about."""
        return sum(each.open for each in self.checking.concerns) + len(self.unanswered)

    @property
    def _of_draw(self) -> list[Verdict]:
        drawn = self.checking.current.patients if self.checking.current else ()
        said = (self.found(each, Scope.CHART) for each in drawn)
        return [each for each in said if each is not None]


def unanswered_of_draw(checking: Checking) -> tuple[str, ...]:
    """Of the charts to look at, those last called serious with no concern since, whatever a newer run made of
    them: another draw would leave them behind.
    """
    last = (checking.last(patient, scope) for patient in checking.patients for scope in Scope)
    return _unanswered((said for said in last if said is not None), checking)


def _unanswered(verdicts: Iterable[Verdict], checking: Checking) -> tuple[str, ...]:
    """By the last serious verdict about each: a concern that is older does not speak for it."""
    serious: dict[str, datetime] = {}
    for said in verdicts:
        if said.found is Found.SERIOUS:
            serious[said.patient] = max(said.at, serious.get(said.patient, said.at))
    about = [each for each in checking.concerns if not each.file]
    return tuple(
        patient
        for patient, at in serious.items()
        if not any(each.patient == patient and each.at >= at for each in about)
    )


def standing_of(
    checking: Checking, *, run: str, digests: Mapping[tuple[Scope, str], str] | None = None
) -> Standing:
    """digests: of the charts of `run` as each scope sees them; needed for verdicts of other runs only."""
    known = digests or {}
    counting = {}
    for patient in checking.patients:
        for scope in Scope:
            said = checking.last(patient, scope)
            if said and said.speaks_for(run=run, digest=known.get((scope, patient), "")):
                counting[scope, patient] = said
    return Standing(checking, counting)


def verdicts_of_other_runs(checking: Checking, run: str) -> bool:
    """Whether any verdict about a chart to look at was made in another run, so that digests are needed."""
    last = (checking.last(patient, scope) for patient in checking.patients for scope in Scope)
    return any(said is not None and said.run != run for said in last)
