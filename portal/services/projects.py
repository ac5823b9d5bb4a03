"""Projects as services see them: all that this person may open, and a new one."""

from __future__ import annotations

from portal.permissions import Action, Actor, authorise, is_in
from portal.visit import ProjectChoice
from storage import Storage


def all_projects(store: Storage, actor: Actor) -> tuple[ProjectChoice, ...]:
    """Those that this person is in and whose keys still exist, oldest first."""
    with store.read() as work:
        rows = [row for row in work.projects.all() if is_in(actor, row.id) and row.readable]
        return tuple(ProjectChoice(row.id, row.name) for row in rows)


def create(store: Storage, actor: Actor, name: str) -> ProjectChoice:
    authorise(actor, Action.START_PROJECT, None)
    with store.begin() as work:
        row = work.projects.create(name, by=actor.name)
    return ProjectChoice(row.id, row.name)
