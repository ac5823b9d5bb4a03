"""An example to try: a made-up dental group, put there when a portal starts with nothing in it."""

from __future__ import annotations

from core.demonstration import NAME as GROUP
from core.demonstration import SMALL, Size, example_export
from portal.services.looking import ask_to_look
from storage import AuditEvent, Storage, Work

NAME = f"Example: {GROUP}"
SEED = 7
_BY = "Chartbridge"
_MARK = 2


def is_missing(store: Storage) -> bool:
    """Whether there is no project at all, so that an example is put there."""
    with store.read() as work:
        return not work.projects.all()


def put_if_empty(store: Storage, *, size: Size = SMALL) -> bool:
    """Create the example project if there is no project at all; whether it did. All of it or nothing."""
    if not is_missing(store):
        return False
    files = example_export(SEED, size=size)
    with store.begin() as work:
        if work.projects.all():
            return False
        project = work.projects.create(NAME, by=_BY)
        mark(work, project.id)
        for path, content in sorted(files.items()):
            work.uploads.receive(project.id, path, content, _BY)
        ask_to_look(work, project.id, by=_BY)
    return True


def mark(work: Work, project: str) -> None:
    """Say of a project just created that it is made up: its second event, so none can be marked later."""
    work.audit.append(project, AuditEvent.EXAMPLE_MADE, _BY, {})


def is_example(work: Work, project: str) -> bool:
    """Whether the project was marked when it was made, whatever it is called."""
    first = work.audit.recent(project, limit=1, before=_MARK + 1)
    return bool(first) and (first[0].seq, first[0].event) == (_MARK, AuditEvent.EXAMPLE_MADE)
