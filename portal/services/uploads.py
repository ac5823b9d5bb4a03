"""Uploads: taking files in, and telling what came and what was found in it (law 4)."""

from __future__ import annotations

from collections.abc import Sequence

from portal.permissions import Action, Actor, allowed, authorise, whom_to_ask
from portal.services import upload_pairs
from portal.services.jobs import worth_showing
from portal.services.looking import Note, ask_to_look
from portal.services.mapping_versions import of_people
from portal.viewmodels.uploads import Dropped, Receipt, Uploads, UploadView
from portal.visit import ProjectChoice
from storage import Storage, UploadRow, Work


def receive(store: Storage, actor: Actor, project: str, files: Sequence[Dropped]) -> Receipt:
    """Store every file sealed, as it came, and queue one look at them: all of it or nothing.

    The same file under the same path again changes nothing; another content under a path that is there
    counts from now on, and the earlier one stays stored.
    """
    authorise(actor, Action.UPLOAD, project)
    with store.begin() as work:
        before = {row.id: row.path for row in work.uploads.of(project)}
        told = told_apart(files)
        rows = {
            row.id: row
            for f in told
            for row in [work.uploads.receive(project, f.path, f.content, actor.name)]
        }
        new = [row for row in rows.values() if row.id not in before]
        if new:
            ask_to_look(work, project, by=actor.name)
    replacing = sum(row.path in before.values() for row in new)
    return Receipt(new=len(new), known=len(rows) - len(new), replacing=replacing)


def told_apart(files: Sequence[Dropped]) -> tuple[Dropped, ...]:
    """Two files of one name in one drop are both kept: the second is "name (2).csv"."""
    taken: dict[str, Dropped] = {}
    for file in files:
        path, number = file.path or "unnamed", 1
        while path in taken and taken[path].content != file.content:
            number += 1
            path = _numbered(file.path or "unnamed", number)
        taken[path] = Dropped(path, file.content)
    return tuple(taken.values())


def _numbered(path: str, number: int) -> str:
    folder, slash, name = path.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    told = f"{stem} ({number}){dot}{ending}" if dot and stem else f"{name} ({number})"
    return f"{folder}{slash}{told}"


def view(store: Storage, actor: Actor, project: ProjectChoice) -> Uploads:
    authorise(actor, Action.SEE_LOG, project.id)
    with store.read() as work:
        rows = work.uploads.current(project.id)
        note = Note.newest(work.jobs.of(project.id))
        return Uploads(
            project=project.name,
            uploads=tuple(_upload(row, note) for row in rows),
            may_upload=allowed(actor, Action.UPLOAD),
            may_run=allowed(actor, Action.START_RUN),
            ask=whom_to_ask(Action.UPLOAD),
            job=worth_showing(work, project.id),
            ran=_ran(work, project.id),
            mapped=of_people(work, project.id),
            pairs=upload_pairs.proposed(work, project.id, rows, note),
        )


def _ran(work: Work, project: str) -> bool:
    return bool(work.runs.of(project))


def _upload(row: UploadRow, note: Note) -> UploadView:
    looked = note.covers(row)
    return UploadView(
        id=row.id,
        path=row.path,
        size=row.size,
        sha256=row.sha256,
        received=row.received_at,
        looked=looked,
        tables=note.tables(row) if looked else (),
        kept=note.kept(row) if looked else (),
        notices=note.notices(row) if looked else (),
    )
