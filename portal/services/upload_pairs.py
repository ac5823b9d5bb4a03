"""Two uploads that look like one: what is proposed to people, and what they say (law 2).

Authority is that of bringing files in: it is the same as bringing the newer file in under the old name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from portal.permissions import Action, Actor, authorise
from portal.services.carrying_over import carry_over, leave_out
from portal.services.looking import Note, ask_to_look
from portal.viewmodels.uploads import Pair, PairWord
from portal.wording import upload_pairs as words
from storage import Storage, UploadRow, UploadWord, Work
from storage.errors import StaleVersion


def proposed(work: Work, project: str, rows: Sequence[UploadRow], note: Note) -> tuple[Pair, ...]:
    """What the newest look noted and nobody has answered, of files that still count as they were read."""
    answered = {(each.earlier, each.later) for each in work.upload_words.of(project)}
    pairs = (_pair(told, rows, note) for told in note.pairs())
    return tuple(pair for pair in pairs if pair and (pair.earlier, pair.later) not in answered)


def say(store: Storage, actor: Actor, project: str, pair: Pair, word: PairWord) -> None:
    """Keep what a person says about a pair as they saw it. Said again, it changes nothing.

    Raises Forbidden, and StaleVersion where the files are no longer those that were compared.
    """
    authorise(actor, Action.UPLOAD, project)
    with store.begin() as work:
        both = work.uploads.get(project, pair.earlier), work.uploads.get(project, pair.later)
        said = UploadWord(word.value)
        if work.upload_words.said(*both, said):
            return
        told = _told(work, project, pair)
        work.upload_words.say(*both, word=said, by=actor.name)
        _followed(work, project, both, told=told, word=word, by=actor.name)


def _followed(
    work: Work,
    project: str,
    both: tuple[UploadRow, UploadRow],
    *,
    told: Mapping[str, Any],
    word: PairWord,
    by: str,
) -> None:
    """What comes with a word that sets a file aside: mapping, decisions, and another look at what is left."""
    if word is PairWord.NEWER:
        newer = {(old, table): (new, to) for old, table, new, to in told["tables"]}
        carry_over(work, project, newer, by=by)
    elif word is PairWord.COPY:
        leave_out(work, project, both[1].path, by=by)
    else:
        return
    ask_to_look(work, project, by=by)


def _told(work: Work, project: str, pair: Pair) -> Mapping[str, Any]:
    """What was noted of this pair, which must still stand."""
    note, rows = Note.newest(work.jobs.of(project)), work.uploads.current(project)
    for told in note.pairs():
        if _pair(told, rows, note) == pair:
            return told
    found, do = words.STALE
    raise StaleVersion(place="uploads", found=found, do=do)


def _pair(told: Mapping[str, Any], rows: Sequence[UploadRow], note: Note) -> Pair | None:
    there = {row.path: row for row in rows if note.covers(row)}
    earlier, later = there.get(told["earlier"]), there.get(told["later"])
    if earlier is None or later is None:
        return None
    counts = (told.get(name, 0) for name in ("both", "new", "gone"))
    return Pair(earlier.id, later.id, earlier.path, later.path, told["copy"], *counts)
