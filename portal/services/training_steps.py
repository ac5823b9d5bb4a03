"""Steps of a training: each is one act of one person, asked for at the door and decided by core.training.

A double click does nothing twice: the last step said again is the same step. A click in a page that has grown
old changes nothing.
"""

from __future__ import annotations

from core.training import Learned, NotTaken, Proof, StepKind, taken
from portal.permissions import Action, Actor, authorise
from portal.services.learners import Standing, standing_of
from portal.services.training_begun import counts_from_now
from portal.wording import training as words
from storage import Learner, Storage, Work
from storage.errors import StepRefused

OWN = (
    StepKind.READ,
    StepKind.DONE,
    StepKind.ASK,
    StepKind.UNSURE,
    StepKind.SETTLED,
    StepKind.READY,
)
"""What people say of their own training; DONE on their word alone."""


def learn(
    store: Storage, actor: Actor, project: str, kind: StepKind, *, item: str = "", note: str = "", seen: int
) -> int:
    """One step of the actor's own training; gives its version, as all of these.

    Raises Forbidden, StaleVersion, StepRefused.
    """
    authorise(actor, Action.TRAIN, project)
    if kind not in OWN:
        raise _refused(words.NOT_YOURS_TO_SAY)
    proof = Proof.SAID if kind is StepKind.DONE else None
    with store.begin() as work:
        learner = work.training.to_add(project, actor.name, actor.role.value)
        step = Learned(kind, actor.name, actor.name, store.clock(), item, proof, note.strip())
        begun = work.training.begun(project)
        version = add(work, project, learner, step, saw=seen).version
        if not begun:
            counts_from_now(work, project, actor)
    return version


def confirm(
    store: Storage, actor: Actor, project: str, person: str, role: str, *, item: str, seen: int
) -> int:
    """The actor has seen that `person` can do a task. seen: the version of that person's training."""
    authorise(actor, Action.TRAIN, project)
    with store.begin() as work:
        learner = work.training.to_add(project, person, role)
        step = Learned(StepKind.DONE, person, actor.name, store.clock(), item, Proof.SEEN)
        return add(work, project, learner, step, saw=seen).version


def reopen(
    store: Storage,
    actor: Actor,
    project: str,
    person: str,
    role: str,
    *,
    item: str,
    reason: str,
    seen: int,
) -> int:
    """Open something again that is done, with a reason that the person reads."""
    authorise(actor, Action.SEE_TRAINING, project)
    with store.begin() as work:
        learner = work.training.to_add(project, person, role)
        step = Learned(
            StepKind.REOPEN, person, actor.name, store.clock(), item, note=" ".join(reason.split())
        )
        return add(work, project, learner, step, saw=seen).version


def add(work: Work, project: str, learner: Learner, step: Learned, *, saw: int) -> Learner:
    """For steps of people who were let in: `learner` with `step`, if the path allows it.

    learner: as it was given for adding, in this unit of work.
    """
    standing = standing_of(learner)
    if standing is None:
        raise _refused(words.NO_PATH)
    if learner.steps and _plain(learner.steps[-1]) == _plain(step):
        return learner
    if saw == learner.version:
        _refuse_untaken(standing, step)
    return work.training.add(project, learner, step, saw=saw)


def _refuse_untaken(standing: Standing, step: Learned) -> None:
    after = taken(standing.path, standing.progress, step)
    if isinstance(after, NotTaken):
        raise _refused(after.reason)


def _plain(step: Learned) -> tuple[object, ...]:
    return step.kind, step.by, step.item, step.note, dict(step.facts)


def _refused(reason: str) -> StepRefused:
    return StepRefused(place=words.PLACE, found=reason, do=words.NOTHING_CHANGED)
