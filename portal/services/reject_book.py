"""Lines that could not be read, taken along as a workbook and brought back as records (laws 1 and 2).

Both are for whoever may see originals; what comes back is said of the files like any other word about how
they are read: a version of its own, on somebody's name, that can be taken back on the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from core.choices import Correction
from core.choices.file import from_json, to_json
from portal.permissions import Action, Actor, authorise
from portal.services.looking import Note, ask_to_look
from portal.services.originals import pinned
from portal.services.read_alike import Spoken, spoken_now
from portal.viewmodels.reject_book import CameBack
from portal.wording import findings as words
from portal.wording import reading_found
from reports.rejects import Brought, Problem, RejectSheet, brought, sheets_of, workbook
from reports.rejects.wording import sentence
from storage import AuditEvent, Saying, Storage, UploadRow
from storage.errors import StaleVersion


@dataclass(frozen=True)
class _Now:
    """The rejects as the files are read at present."""

    spoken: Spoken
    sheets: tuple[RejectSheet, ...] = field(repr=False)


def write(store: Storage, actor: Actor, project: str) -> Iterator[bytes]:
    """The workbook whole; refused or audited, an event for each file, before its first byte."""
    authorise(actor, Action.SEE_ORIGINALS, project)
    sheets = _now(store, project).sheets
    counts: dict[str, int] = {}
    for sheet in sheets:
        counts[sheet.file] = counts.get(sheet.file, 0) + len(sheet.rows)
    with store.begin() as work:
        facts = [{"file": file, "rejects": count} for file, count in counts.items()]
        work.audit.append_each(project, AuditEvent.UPLOAD_OPENED, actor.name, facts)
    return iter((workbook(sheets, words.sentence),))


def bring(store: Storage, actor: Actor, project: str, content: bytes, *, seen: int) -> CameBack:
    """Make records of the lines that were filled in; the others wait as before, each told why.

    The same workbook again changes nothing. Raises Forbidden, NothingReadable, StaleVersion.
    """
    authorise(actor, Action.MAP, project)
    authorise(actor, Action.SEE_ORIGINALS, project)
    now = _now(store, project)
    found = brought(content, now.sheets)
    at = store.clock().isoformat(timespec="seconds")
    standing = {(*one.place, one.cells) for one in now.spoken.choices.corrections}
    new = [one for one in _corrections(found, actor.name, at) if (*one.place, one.cells) not in standing]
    if not new:
        return _told(found, now.spoken.version, lines=0)
    if seen != now.spoken.version:
        raise StaleVersion(place="reading", found=reading_found.STALE[0], do=reading_found.STALE[1])
    choices = now.spoken.choices
    for one in new:
        choices = choices.with_correction(one)
    text = to_json(choices)
    from_json(text)
    with store.begin() as work:
        about = {"file": _files(now.sheets, new), "what": "workbook"}
        version = work.choices.say(project, Saying(text, actor.name, about), saw=seen)
        ask_to_look(work, project, by=actor.name)
    return _told(found, version, lines=len(new))


def _now(store: Storage, project: str) -> _Now:
    with store.read() as work:
        spoken, note = spoken_now(work, project), Note.newest(work.jobs.of(project))
        rows = [row for row in work.uploads.current(project) if _may_have(row, note, spoken)]
    uploads = pinned(store, project, [row.id for row in rows])
    return _Now(spoken, sheets_of(spoken.read(uploads), uploads, means=spoken.means))


def _may_have(row: UploadRow, note: Note, spoken: Spoken) -> bool:
    """Whether rejects were seen in it, were made records of, or it was not looked into yet."""
    tables = (table for notes in note.by_file(row).values() for table in notes)
    said = spoken.choices.corrections_in(row.sha256)
    return not note.covers(row) or bool(said) or any(table["rejects"] for table in tables)


def _corrections(found: Brought, by: str, at: str) -> list[Correction]:
    return [Correction(*one.place.parts, one.cells, by, at) for one in found.fixed]


def _files(sheets: tuple[RejectSheet, ...], new: list[Correction]) -> str:
    """Their paths, for the audit trail."""
    changed = {one.upload for one in new}
    places = ((sheet.file, {place.upload for place in sheet.places}) for sheet in sheets)
    return ", ".join(dict.fromkeys(file for file, uploads in places if uploads & changed))


def _told(found: Brought, version: int, *, lines: int) -> CameBack:
    empty = [note for note in found.notes if note.problem is Problem.EMPTY]
    others = tuple(sentence(note) for note in found.notes if note.problem is not Problem.EMPTY)
    return CameBack(version, lines, len(empty), others)
