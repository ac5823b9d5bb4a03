"""Runs that were made from the files, nothing being taken over, and runs that came out otherwise so (ADR 69).

What is said of a run stands in its summary and is no part of what it is. That a whole run is one that was
published before is seen in its rows and sums themselves: digests of what was taken over are those of the run
that it was taken from, and prove nothing of what is sealed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from core.opened_once import OpenedOnce
from core.outcome import Outcome
from core.parts import Part
from storage import RunRow, Storage, Work
from storage.errors import NotStored, RunDiffers

MADE_FROM = "made_from"
"""In a run's summary: the earlier run from which it took something over, "" where it was made from the files.

Of runs that were published before it was told it is not known.
"""
DIFFERS = "differs"
"""There, too: whether it came out otherwise, made from the files; then nothing is taken over from it."""


def is_made_whole(run: RunRow) -> bool | None:
    """Whether the run was made from the files at least once, nothing being taken over."""
    told = run.summary.get(MADE_FROM)
    return None if told is None else told == ""


def taken_over_in(run: RunRow) -> int | None:
    """As the gate counts it: 1 where it took something over, None where that is not known."""
    whole = is_made_whole(run)
    return None if whole is None else int(not whole)


def differs(run: RunRow) -> bool:
    return bool(run.summary.get(DIFFERS))


def published(work: Work, project: str, run: str) -> RunRow | None:
    try:
        return work.runs.get(project, run)
    except NotStored:
        return None


def refuse_another(store: Storage, project: str, outcome: Outcome) -> bool:
    """Holds a run that was made from the files against what was published as it, row by row and sum by sum.

    Whether there was one to be held against: what another worker publishes later was not. Raises RunDiffers,
    and then says so of the published one, of which nothing is taken over any more.
    """
    with store.read() as work:
        row = published(work, project, outcome.run)
        if row is None:
            return False
        if _same_sums(row, outcome) and all(_same(work, project, row, each) for each in outcome.parts):
            return True
    with store.begin() as work:
        work.runs.tell_more(project, outcome.run, {DIFFERS: True})
    raise RunDiffers(
        place="run",
        found="Made once more from the files, the run came out otherwise than before.",
        do="Do not rely on it, and tell your project team. Nothing was changed; the next run with another "
        "mapping is made from the files.",
    )


def said_whole(work: Work, project: str, run: RunRow, *, by: str) -> None:
    """Says of a published run that it was made from the files, and came out the same where it was there."""
    if not is_made_whole(run):
        work.runs.confirm(project, run.run, {MADE_FROM: "", DIFFERS: False}, by=by)


def _same_sums(row: RunRow, outcome: Outcome) -> bool:
    now: Mapping[str, Any] = json.loads(json.dumps(outcome.summary()))
    return all(row.summary.get(name) == value for name, value in now.items())


def _same(work: Work, project: str, row: RunRow, part: Part) -> bool:
    """Whether a part is stored with the very rows that it has now."""
    rows, at = OpenedOnce(part.packed), 0
    try:
        for stored in work.runs.blocks(project, row.run, part.name, part.sensitivity):
            if not stored.equals(rows.rows(at, stored.height)):
                return False
            at += stored.height
    except NotStored:
        return False
    return at == part.height
