"""Projects as services see them: all that this person may open, and a new one."""

from __future__ import annotations

from portal.permissions import Action, Actor, authorise, is_in
from portal.visit import ProjectChoice
from portal.wording import purge as words
from storage import Storage


def all_projects(store: Storage, actor: Actor) -> tuple[ProjectChoice, ...]:
    """Those that this person is in, oldest first; after those whose keys still exist come those that were
    removed with a certificate.
    """
    with store.read() as work:
        there = [ProjectChoice(row.id, row.name) for row in work.projects.all() if row.readable]
        gone = [
            ProjectChoice(d.project, words.NAMED.format(d.name), removed=True) for d in work.deletions.all()
        ]
    return tuple(each for each in (*there, *gone) if is_in(actor, each.id))


def create(store: Storage, actor: Actor, name: str) -> ProjectChoice:
    authorise(actor, Action.START_PROJECT, None)
    with store.begin() as work:
        row = work.projects.create(name, by=actor.name)
    return ProjectChoice(row.id, row.name)
