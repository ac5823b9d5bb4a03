"""The practice copy: an exercise as it stands for one person, and what that person does there.

What is done is kept beside the records, as steps of the person's training: the run stays as it is, and
nothing is sent to anybody. Each look at the clinic's own records leaves one event a person, exercise and
quarter of an hour (law 8).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from zoneinfo import ZoneInfo

from core.practice import Act, Case, Exercise, Filing, act_of, as_facts, proof
from core.training import Item, Learned, Proof, StepKind
from portal.permissions import Action, Actor, allowed, authorise
from portal.services.learners import standing_of
from portal.services.overview import newest_run
from portal.services.practice_records import OPENS, case_for, number_of
from portal.services.quarters import quarter_of
from portal.services.run_files import RunFile, files_of
from portal.services.training_begun import counts_from_now
from portal.services.training_steps import add
from portal.training import path_of
from portal.viewmodels.training import PracticeView
from portal.wording import training as words
from storage import AuditEvent, Learner, Storage
from storage.errors import StepRefused


def view(store: Storage, actor: Actor, project: str, item: str, *, zone: ZoneInfo) -> PracticeView:
    """The exercise of a task of the actor's path. Raises Forbidden, StepRefused."""
    authorise(actor, Action.TRAIN, project)
    task = _task(actor, item)
    exercise = Exercise(task.exercise)
    case = _case(store, actor, project, exercise, zone=zone)
    if case.run:
        look(store, project, actor.name, exercise, case.run)
    with store.read() as work:
        learner = work.training.of_person(project, actor.name, actor.role.value)
    acts = _acts(learner, item, case.run)
    pictured = image_of(store, project, case) is not None
    return PracticeView(item, exercise, case, acts, proof(case, acts), learner.version, pictured)


def practise(
    store: Storage,
    actor: Actor,
    project: str,
    item: str,
    acts: Sequence[Act],
    *,
    seen: int,
    zone: ZoneInfo,
) -> int:
    """Do something there; gives the version. Done right to the end, the task is done with its proof.

    Raises Forbidden, StaleVersion, StepRefused.
    """
    authorise(actor, Action.TRAIN, project)
    task = _task(actor, item)
    case = _case(store, actor, project, Exercise(task.exercise), zone=zone)
    with store.begin() as work:
        learner = work.training.to_add(project, actor.name, actor.role.value)
        if learner.version != seen and _acts(learner, item, case.run)[-len(acts) :] == tuple(acts):
            return learner.version
        begun = work.training.begun(project)
        for number, act in enumerate(acts):
            facts = {"run": case.run, **as_facts(act)}
            step = Learned(StepKind.PRACTISE, actor.name, actor.name, store.clock(), item, facts=facts)
            learner = add(work, project, learner, step, saw=learner.version if number else seen)
        if proof(case, _acts(learner, item, case.run)).right and not _stands(learner, task):
            done = Learned(StepKind.DONE, actor.name, actor.name, store.clock(), item, Proof.PROVEN)
            learner = add(work, project, learner, done, saw=learner.version)
        if not begun:
            counts_from_now(work, project, actor)
    return learner.version


def case_of(store: Storage, actor: Actor, project: str, item: str, *, zone: ZoneInfo) -> Case:
    """The exercise's case as `view` shows it. Raises Forbidden, StepRefused."""
    authorise(actor, Action.TRAIN, project)
    return _case(store, actor, project, Exercise(_task(actor, item).exercise), zone=zone)


def image_of(store: Storage, project: str, case: Case) -> RunFile | None:
    """The image that is to be filed, where it arrived and is known to be that patient's."""
    if not isinstance(case, Filing) or not case.run or not case.file:
        return None
    file = files_of(store, project, case.run).named(case.file)
    return file if file is not None and file.patient == number_of(case.wanted) else None


def _task(actor: Actor, item: str) -> Item:
    path = path_of(actor.role.value)
    task = path.item(item) if path else None
    if task is None or not task.exercise:
        raise StepRefused(place=words.PLACE, found=words.NO_EXERCISE, do=words.NOTHING_CHANGED)
    return task


def _case(store: Storage, actor: Actor, project: str, exercise: Exercise, *, zone: ZoneInfo) -> Case:
    """On made-up people for a role that does not see such records."""
    with store.read() as work:
        newest = newest_run(work, project)
    run = newest.run if newest and allowed(actor, OPENS[exercise]) else ""
    seed = f"{run}\n{actor.role}\n{actor.name}"
    return case_for(store, project, run, exercise, seed=seed, zone=zone)


def _acts(learner: Learner, item: str, run: str) -> tuple[Act, ...]:
    """On the same records, and since the task was last opened again."""
    found: list[Act] = []
    for step in learner.steps:
        if step.item == item and step.kind is StepKind.REOPEN:
            found = []
        elif step.item == item and step.kind is StepKind.PRACTISE and step.facts.get("run") == run:
            found.append(act_of(step.facts))
    return tuple(found)


def _stands(learner: Learner, task: Item) -> bool:
    standing = standing_of(learner)
    return standing is not None and task.id in standing.progress.done


def look(store: Storage, project: str, person: str, exercise: Exercise, run: str) -> None:
    """One event a person, exercise and quarter of an hour."""
    quarter = quarter_of(store.clock())
    _look(store, project, person, exercise, run, quarter=quarter)


@lru_cache(maxsize=1024)
def _look(store: Storage, project: str, person: str, exercise: Exercise, run: str, *, quarter: int) -> None:
    """Called again with the same words it does nothing."""
    with store.begin() as work:
        facts = {"exercise": exercise.value, "run": run, "quarter": quarter}
        work.audit.append(project, AuditEvent.PRACTICE_OPENED, person, facts)
