"""Projects as services see them: all that this person may open, and a new one."""

from __future__ import annotations

from portal.permissions import Action, Actor, authorise
from portal.visit import ProjectChoice
from storage import Storage


def all_projects(store: Storage, actor: Actor) -> tuple[ProjectChoice, ...]:
    """Those whose keys still exist, oldest first. Roles hold in every project until people are invited."""
    del actor
    with store.read() as work:
        return tuple(ProjectChoice(row.id, row.name) for row in work.projects.all() if row.readable)


def create(store: Storage, actor: Actor, name: str) -> ProjectChoice:
    authorise(actor, Action.START_PROJECT, None)
    with store.begin() as work:
        row = work.projects.create(name, by=actor.name)
    return ProjectChoice(row.id, row.name)
