"""The Training page's facts: what is left for the reader, and for those who follow it, how far everybody is.

A word of somebody who does not feel ready goes to them and to those who see everybody's training, and to
nobody else.
"""

from __future__ import annotations

from datetime import date

from core.training import Item, Learned, Progress, due_on, minutes_left, next_item, stands
from portal.permissions import Action, Actor, allowed, authorise, whom_to_ask
from portal.services.learners import Standing, learners, standing_of
from portal.viewmodels.training import Asking, ItemLine, Learner, Mine, Said, TrainingPage
from portal.visit import ProjectChoice
from storage import Storage, Work


def view(store: Storage, actor: Actor, project: ProjectChoice) -> TrainingPage:
    """Raises Forbidden for whoever neither learns here nor follows it."""
    follows = allowed(actor, Action.SEE_TRAINING)
    authorise(actor, Action.SEE_TRAINING if follows else Action.TRAIN, project.id)
    today = store.clock().date()
    with store.read() as work:
        go_live = go_live_of(work, project.id)
        own = own_standing(work, project.id, actor)
        everybody = learners(work, project.id)
    team = tuple(_learner(each, go_live, today) for each in everybody)
    return TrainingPage(
        project.name,
        go_live,
        _mine(own, go_live, today) if own and allowed(actor, Action.TRAIN) else None,
        tuple(_asking(everybody, actor)) if allowed(actor, Action.TRAIN) else (),
        team if follows else None,
    )


def go_live_of(work: Work, project: str) -> date | None:
    return work.readiness.of(project).journey.evidence.go_live


def own_standing(work: Work, project: str, actor: Actor) -> Standing | None:
    return standing_of(work.training.of_person(project, actor.name, actor.role.value))


def left_of_training(work: Work, project: str, actor: Actor) -> str:
    """The title of the reader's next lesson or task; "" where nothing is left, or nothing is theirs."""
    own = own_standing(work, project, actor) if allowed(actor, Action.TRAIN) else None
    item = next_item(own.path, own.progress) if own else None
    return item.title if item else ""


def _mine(own: Standing, go_live: date | None, today: date) -> Mine:
    path, progress = own.path, own.progress
    best = next_item(path, progress)
    return Mine(
        path.title,
        path.why,
        own.learner.version,
        tuple(_line(item, progress, go_live, today=today) for item in path.items),
        minutes_left(path, progress),
        best.id if best else "",
        own.finished,
        _said(progress.unsure),
        _said(progress.ready) if own.finished else None,
        whom_to_ask(Action.SEE_TRAINING),
    )


def _line(item: Item, progress: Progress, go_live: date | None, *, today: date) -> ItemLine:
    done = progress.done.get(item.id) if stands(progress, item) else None
    due = due_on(item, go_live)
    return ItemLine(
        item,
        due,
        due is not None and due < today and done is None,
        _said(done),
        item.id in progress.asked,
        _said(progress.reopened.get(item.id)),
    )


def _said(step: Learned | None) -> Said | None:
    return None if step is None else Said(step.by, step.at, step.note)


def _asking(everybody: tuple[Standing, ...], actor: Actor) -> list[Asking]:
    """Nobody is asked to look at their own task."""
    return [
        Asking(each.learner.person, each.learner.role, item, each.learner.version)
        for each in everybody
        if each.learner.person != actor.name
        for item in each.path.items
        if item.id in each.progress.asked
    ]


def _learner(each: Standing, go_live: date | None, today: date) -> Learner:
    lines = [_line(item, each.progress, go_live, today=today) for item in each.path.items]
    left = [line.due for line in lines if line.done is None and line.due]
    return Learner(
        each.learner.person,
        each.learner.role,
        each.learner.version,
        len(lines),
        minutes_left(each.path, each.progress),
        min(left, default=None),
        tuple(line.item for line in lines if line.done),
        sum(line.late for line in lines),
        each.finished,
        _said(each.progress.unsure),
    )
