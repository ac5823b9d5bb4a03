"""Who learns in a project and how far each is: for the page, and for the figures of going live.

People of a project are those who sign in to it; without a sign-in those of the example, or whoever has begun.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.training import LearningPath, Progress, finished, replayed
from portal.services import acting, example
from portal.services.people import Named, names
from portal.training import path_of
from storage import Learner, Work


@dataclass(frozen=True)
class Standing:
    """One person, their path, and what their steps make."""

    learner: Learner
    path: LearningPath
    progress: Progress

    @property
    def finished(self) -> bool:
        return finished(self.path, self.progress)


@dataclass(frozen=True)
class Taught:
    """Of one role: how many people learn, and how many of them have finished. title: of their path."""

    title: str
    people: int
    finished: int


def learners(work: Work, project: str) -> tuple[Standing, ...]:
    """Everybody with a path, in the order of the example's people and then by role and name."""
    begun = {(each.role, each.person): each for each in work.training.of(project)}
    everybody = {(each.role, each.name): Learner(each.name, each.role) for each in _known(work, project)}
    return tuple(_standing({**everybody, **begun}.values()))


def _known(work: Work, project: str) -> tuple[Named, ...]:
    if invited := names(work, project):
        return invited
    made_up = acting.PEOPLE if example.is_example(work, project) else ()
    return tuple(Named(each.name, each.role.value) for each in made_up)


def standing_of(learner: Learner) -> Standing | None:
    """None where the role has no path (any more)."""
    path = path_of(learner.role)
    return Standing(learner, path, replayed(path, learner.steps)) if path else None


def taught(work: Work, project: str) -> tuple[Taught, ...]:
    """By role; empty until somebody has begun, since until then nothing is measured."""
    if not work.training.begun(project):
        return ()
    found: dict[str, list[Standing]] = {}
    for each in learners(work, project):
        found.setdefault(each.path.title, []).append(each)
    return tuple(Taught(title, len(them), sum(e.finished for e in them)) for title, them in found.items())


def measured(work: Work, project: str) -> dict[str, int]:
    """The figures of `Evidence` that come from here; none until somebody has begun."""
    rows = taught(work, project)
    if not rows:
        return {}
    people = sum(row.people for row in rows)
    return {"people": people, "people_untrained": people - sum(row.finished for row in rows)}


def is_begun(work: Work, project: str) -> bool:
    """Training is measured from the first step that anybody took."""
    return work.training.begun(project)


def _standing(given: Iterable[Learner]) -> Iterable[Standing]:
    found = (standing_of(each) for each in given)
    return (each for each in found if each is not None)
