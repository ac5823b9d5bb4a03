"""What people say of how files are read, a step at a time: each a version of its own that can be taken back.

A change is tried on its file before it is kept: an answer that cannot hold is refused in one sentence. One
made against an older version is refused, the same change sent twice is one (design, 10). After each, a new
look at the files is asked for, so that what the other pages say follows. Storage leaves the audit event of a
version in the transaction that saves it (law 8).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from core.choices import Choices, Correction, Said, ToldColumn, ToldColumns
from core.choices.file import digest, from_json, sound, to_json
from core.choices.rows import place_of, row_id
from core.errors import ChoicesInvalid
from core.repairs import Repairs
from core.sources.corrected_rows import FilledRow, rows_in
from portal.permissions import Action, Actor, authorise
from portal.services.looking import ask_to_look
from portal.services.read_alike import Spoken, spoken_at
from portal.services.reading_opened import (
    Batch,
    OpenedFile,
    about,
    batch_of,
    opened_file,
    opens_with,
    with_answer,
)
from portal.services.reading_tables import accepting
from portal.viewmodels.reading import (
    AcceptRepairs,
    Correct,
    CorrectMany,
    GiveLayout,
    GivePassword,
    Override,
    ReadingChange,
)
from portal.wording import reading_found as words
from storage import Saying, Storage
from storage.errors import StaleVersion


@dataclass(frozen=True)
class Changed:
    """What holds after a change. what: the change in a word, for the audit trail."""

    choices: Choices = field(repr=False)
    what: str
    passwords: Mapping[str, str] | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Word:
    """Whose word it is, and when."""

    by: str
    at: str


def change(store: Storage, actor: Actor, project: str, asked: ReadingChange, *, seen: int) -> int:
    """Keep what was said as a new version; its number. Raises Forbidden, StaleVersion, ChoicesInvalid."""
    authorise(actor, Action.MAP, project)
    if isinstance(
        asked, Correct | CorrectMany | AcceptRepairs
    ):  # a line is looked at before anybody says what it is
        authorise(actor, Action.SEE_ORIGINALS, project)
    batch = batch_of(store, project)
    with store.read() as work:
        now = spoken_at(work, project, batch.version)
    trying = asked if isinstance(asked, Override) else None
    found = opened_file(store, project, batch, asked.path, trying=trying)
    word = Word(actor.name, store.clock().isoformat(timespec="seconds"))
    made = _made(asked, found, now, word)
    if isinstance(asked, GivePassword):
        _refuse_wrong(store, project, batch, asked, made)
    if _same(made, now):
        return now.version
    if seen != now.version:
        raise StaleVersion(place="reading", found=words.STALE[0], do=words.STALE[1])
    from_json(to_json(made.choices), asked.path)
    saying = Saying(
        to_json(made.choices), actor.name, {"file": asked.path, "what": made.what}, made.passwords
    )
    with store.begin() as work:
        version = work.choices.say(project, saying, saw=seen)
        ask_to_look(work, project, by=actor.name)
    return version


def undo(store: Storage, actor: Actor, project: str, *, seen: int) -> int:
    """Take the last change back: a new version that equals the one before. Raises StaleVersion, NotStored."""
    authorise(actor, Action.MAP, project)
    with store.begin() as work:
        version = work.choices.undo(project, actor.name, saw=seen)
        ask_to_look(work, project, by=actor.name)
    return version


def _refuse_wrong(store: Storage, project: str, batch: Batch, asked: GivePassword, made: Changed) -> None:
    """Raises ChoicesInvalid for a password that does not open its file."""
    if asked.password and not opens_with(store, project, batch, asked.path, made.passwords or {}):
        found, do = words.PASSWORD_WRONG
        raise ChoicesInvalid(place=asked.path, found=found, do=do)


def _same(made: Changed, now: Spoken) -> bool:
    """Whether nothing changes; when it was said makes no difference, so that a click sent twice is one."""
    kept = made.passwords is None or dict(made.passwords) == dict(now.means.passwords)
    return kept and digest(made.choices) == digest(now.choices)


def _made(asked: ReadingChange, found: OpenedFile, now: Spoken, word: Word) -> Changed:
    match asked:
        case Override():
            return _overridden(asked, found, now.choices, word)
        case AcceptRepairs():
            return _repaired(asked, found, now.choices, word)
        case Correct():
            return _corrected(asked, found, now.choices, word)
        case CorrectMany():
            return _corrected_many(asked, found, now.choices, word)
        case GiveLayout():
            return _laid_out(asked, found, now.choices, word)
        case GivePassword():
            passwords = {path: word for path, word in now.means.passwords.items() if path != asked.path}
            more = {asked.path: asked.password} if asked.password else {}
            return Changed(now.choices, "password", {**passwords, **more})


def _overridden(asked: Override, found: OpenedFile, choices: Choices, word: Word) -> Changed:
    said = None if asked.value is None else Said("", word.by, word.at)
    return Changed(
        with_answer(choices, found.path, found.upload, found.shape, asked, said), asked.topic.value
    )


def _repaired(asked: AcceptRepairs, found: OpenedFile, choices: Choices, word: Word) -> Changed:
    """Each proposal is accepted by name. What holds at large is spelled out when one is taken back."""
    mine = {accepting(one): one for one in found.proposals}
    asked_for = {name for name, one in mine.items() if _is_meant(asked, name, one.kind.value)}
    if asked.id is not None and not asked_for:
        raise ChoicesInvalid(place=asked.path, found=words.NO_PROPOSAL[0], do=words.NO_PROPOSAL[1])
    standing = choices.repairs.accepted
    if asked.accept:
        more = [replace(mine[name].one, by=word.by) for name in asked_for if not mine[name].applied]
        return Changed(choices.with_repairs(Repairs.of([*standing, *more])), "repairs")
    others = [one for one in standing if not any(one.covers(each) for each in mine.values())]
    applied = [(name, replace(one.one, by=one.by)) for name, one in mine.items() if one.applied]
    kept = [one for name, one in applied if name not in asked_for]
    return Changed(choices.with_repairs(Repairs.of([*others, *kept])), "repairs")


def _is_meant(asked: AcceptRepairs, name: str, kind: str) -> bool:
    return asked.id in (None, name) and asked.kind in (None, kind)


def _corrected(asked: Correct, found: OpenedFile, choices: Choices, word: Word) -> Changed:
    table = next((t for t in found.tables if any(view.id == asked.id for view in t.rejects)), None)
    place = place_of(asked.id)
    if table is None or place is None:
        raise ChoicesInvalid(place=asked.path, found=words.NOT_A_LINE[0], do=words.NOT_A_LINE[1])
    if asked.cells is None:
        return Changed(choices.without_correction(place), "line")
    if len(asked.cells) > len(table.columns) or not asked.cells:
        raise ChoicesInvalid(place=asked.path, found=words.TOO_MANY_CELLS[0], do=words.TOO_MANY_CELLS[1])
    made = Correction(*place, asked.cells, word.by, word.at)
    return Changed(choices.with_correction(made), "line")


def _corrected_many(asked: CorrectMany, found: OpenedFile, choices: Choices, word: Word) -> Changed:
    """Rows are merged by their ids; those of another file or of no reject here are refused."""
    rows = rows_in("lines.xlsx", asked.workbook)
    if not rows:
        raise ChoicesInvalid(place=asked.path, found=words.NOTHING_FILLED[0], do=words.NOTHING_FILLED[1])
    widest = max((len(table.columns) for table in found.tables), default=0)
    for one in rows:
        _refuse_row(one, asked.path, found, widest)
        choices = choices.with_correction(Correction(*one.place, one.cells, word.by, word.at))
    return Changed(choices, "lines")


def _refuse_row(one: FilledRow, path: str, found: OpenedFile, widest: int) -> None:
    """Raises ChoicesInvalid naming the row of the workbook that cannot be meant; then none of it is taken."""
    if row_id(*one.place) not in found.rejects:
        told = words.CHANGED_FILE if one.place[0] != found.upload else words.OTHER_LINES
        raise ChoicesInvalid(place=path, found=f"{one.where}. {told[0]}", do=told[1])
    if any(cell.strip() for cell in one.cells[widest:]):
        told = words.TOO_MANY_CELLS
        raise ChoicesInvalid(place=path, found=f"{one.where}. {told[0]}", do=told[1])


def _laid_out(asked: GiveLayout, found: OpenedFile, choices: Choices, word: Word) -> Changed:
    base = about(choices, found.path, found.upload, found.shape)
    columns = None
    if asked.columns:
        told = tuple(
            ToldColumn(each.name, each.start + 1, None if each.stop is None else each.stop - each.start)
            for each in asked.columns
        )
        columns = sound(ToldColumns(told, asked.skip, word.by, word.at), asked.path)
    return Changed(choices.with_file(replace(base, columns=columns)), "columns")
