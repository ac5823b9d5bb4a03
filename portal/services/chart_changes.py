"""Answers that were made milder, of charts and of files, and reasons as everybody may read them (ADR 67).

A reason that names somebody is refused before it is kept; one who became a patient later is found here, so
that the page tells no more than the readiness document does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import chain

from core.spotchecks import Checking, FileVerdict, changes, file_changes
from portal.services.chart_said import told_of
from portal.services.patient_identifiers import naming
from portal.viewmodels.charts import ChangeLine, FileChangeLine, SaidOfFile
from portal.wording.go_live import WITHHELD
from storage import RunRow, Storage

Tellable = Callable[[str | None], str | None]


def tellable(store: Storage, project: str, run: RunRow | None, checking: Checking) -> Tellable:
    """What is told of a reason of `checking`: the words, or that they are left out."""
    reasons = chain(
        (each.reason for each in checking.draws),
        (each.now.reason for each in changes(checking)),
        (each.now.note for each in file_changes(checking)),
    )
    there = tuple(sorted({each for each in reasons if each}))
    named = naming(store, project, run.run, there) if run and there else frozenset()
    return lambda reason: WITHHELD if reason in named else reason


def of_charts(checking: Checking, told: Tellable) -> tuple[ChangeLine, ...]:
    """The newest first."""
    places = {patient: place for place, patient in enumerate(checking.patients, start=1)}
    found = ((each, replace(told_of(each.now), reason=told(each.now.reason))) for each in changes(checking))
    lines = [ChangeLine(places.get(each.now.patient, 0), told_of(each.was), now) for each, now in found]
    return tuple(lines[::-1])


def of_files(checking: Checking, told: Tellable) -> tuple[FileChangeLine, ...]:
    """The newest first. Which file it is stays with those who see files: its path may name a patient."""
    lines = (
        FileChangeLine(_said(each.was, ""), _said(each.now, told(each.now.note if each.now.asked else None)))
        for each in file_changes(checking)
    )
    return tuple(lines)[::-1]


def _said(given: FileVerdict, reason: str | None) -> SaidOfFile:
    return SaidOfFile(given.said, given.by, given.at, reason)
