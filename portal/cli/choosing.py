"""Which project of several a command is about: the one that is named, never a guess."""

from __future__ import annotations

from core.errors import WrongUsage
from storage import Storage


def chosen_project(store: Storage, wanted: str | None) -> str:
    """The id of the one project that is meant. wanted: its name or id, None where there is only one."""
    with store.read() as work:
        rows = [row for row in work.projects.all() if row.readable and wanted in (None, row.id, row.name)]
    if len(rows) == 1:
        return rows[0].id
    raise WrongUsage(
        place="--project",
        found="Several projects could be meant." if rows else "There is no such project.",
        do="Name one by its id; `chartbridge audit verify --json` lists them.",
    )
