"""An example to try: a made-up practice, put there when a portal starts with nothing in it."""

from __future__ import annotations

from core.demonstration import example_export
from portal.services.looking import ask_to_look
from storage import Storage

NAME = "Example: Maple Street Dental"
_SEED = 7
_BY = "Chartbridge"


def put_if_empty(store: Storage) -> bool:
    """Create the example project if there is no project at all; whether it did. All of it or nothing."""
    files = _files_if_needed(store)
    if not files:
        return False
    with store.begin() as work:
        if work.projects.all():
            return False
        project = work.projects.create(NAME, by=_BY)
        for path, content in sorted(files.items()):
            work.uploads.receive(project.id, path, content, _BY)
        ask_to_look(work, project.id, by=_BY)
    return True


def _files_if_needed(store: Storage) -> dict[str, bytes]:
    with store.read() as work:
        return {} if work.projects.all() else example_export(_SEED)
