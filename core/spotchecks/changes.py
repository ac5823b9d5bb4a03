"""Answers that were made milder: who said what, who says otherwise, and why (law 2, ADR 67).

Nothing that was found is lost by a later word: "serious" is the last word about a part of a chart, or it
stands here with the reason of whoever took its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from core.spotchecks.checking import Checking
from core.spotchecks.file_verdicts import FileVerdict, takes_back
from core.spotchecks.verdicts import Found, Scope, Verdict, overruled


@dataclass(frozen=True)
class Change:
    """was: the graver word. now: the milder one that took its place: the next about the same part of the same
    patient, or about the very chart that it was about.
    """

    was: Verdict
    now: Verdict


@dataclass(frozen=True)
class FileChange:
    """was: "wrong patient". now: what was said of the same file next."""

    was: FileVerdict = field(repr=False)
    now: FileVerdict = field(repr=False)


def changes(checking: Checking) -> tuple[Change, ...]:
    """In the order in which they came. One about a chart that was small before and has changed since is
    none.
    """
    return tuple(_changes(checking))


def _changes(checking: Checking) -> Iterator[Change]:
    said: dict[tuple[str, Scope], list[Verdict]] = {}
    for now in checking.verdicts:
        before = said.setdefault((now.patient, now.scope), [])
        for was in overruled(before, now.found, run=now.run, digest=now.digest):
            yield Change(was, now)
        before.append(now)


def file_changes(checking: Checking) -> tuple[FileChange, ...]:
    last: dict[tuple[str, str, str], FileVerdict] = {}
    found = []
    for now in checking.files:
        was = last.get(now.about)
        if was is not None and takes_back(was, now.said):
            found.append(FileChange(was, now))
        last[now.about] = now
    return tuple(found)


def serious(checking: Checking) -> tuple[Verdict, ...]:
    """Last words that say "serious", of every part, run and draw, whatever a newer run made of the chart."""
    last = {(each.patient, each.scope): each for each in checking.verdicts}
    return tuple(each for each in last.values() if each.found is Found.SERIOUS)


def said_of(checking: Checking, patient: str, scopes: frozenset[Scope]) -> tuple[Verdict, ...]:
    """Everything that was said of these parts of a chart, in order."""
    return tuple(each for each in checking.verdicts if each.patient == patient and each.scope in scopes)
