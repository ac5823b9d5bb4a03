"""What stands in the way of going live by what was found, and whether a step put more there (laws 2 and 5).

All is told by the order of the journal: a clock can be set back. What stands there is told apart by what it
is about and not by how many there are: another finding in the place of a settled one is news.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.spotchecks.changes import serious
from core.spotchecks.checking import Checking, Concern
from core.spotchecks.file_verdicts import FileSaid
from core.spotchecks.verdicts import Found, Scope


def unanswered(checking: Checking) -> tuple[str, ...]:
    """Those last called serious with no concern since, whatever a newer run made of their charts. By the last
    serious word about each: a concern that is older does not speak for it.
    """
    last = {(said.patient, said.scope): place for place, said in enumerate(checking.verdicts)}
    latest: dict[str, int] = {}
    for (patient, _), place in last.items():
        if checking.verdicts[place].found is Found.SERIOUS:
            latest[patient] = max(place, latest.get(patient, place))
    about = [each for each in checking.concerns if not each.file]
    return tuple(
        patient
        for patient, place in latest.items()
        if not any(each.patient == patient and each.after > place for each in about)
    )


def files_unanswered(checking: Checking) -> tuple[tuple[str, str, str], ...]:
    """Files last said to be with the wrong patient without a concern about just that, as older journals have
    them. Another word about the file answers, also once it lies elsewhere.
    """
    last = {each.path: each for each in checking.files}
    return tuple(each.about for each in last.values() if each.said is FileSaid.WRONG and not each.concern)


def opened(checking: Checking) -> frozenset[tuple[str, ...]]:
    """What stands in the way, each by what tells it from all others: open concerns, and serious differences
    and wrong patients of files that nobody has raised one about.
    """
    concerns = {("concern", str(each.number)) for each in checking.concerns if each.open}
    charts = {("chart", patient) for patient in unanswered(checking)}
    files = {("file", *about) for about in files_unanswered(checking)}
    return frozenset({*concerns, *charts, *files})


def worse(before: Checking, after: Checking) -> bool:
    """Whether anything stands in the way after a step that did not before it, whatever the step or others
    have settled: a serious difference also in another part of the same chart, or a concern; but not one
    about what stood there already.
    """
    return bool(_grave(after) - _grave(before)) or any(
        _is_new(each, before) for each in _raised(before, after)
    )


def _grave(checking: Checking) -> set[tuple[str, Scope]]:
    left = unanswered(checking)
    return {(each.patient, each.scope) for each in serious(checking) if each.patient in left}


def _raised(before: Checking, after: Checking) -> Iterator[Concern]:
    return (each for each in after.concerns[len(before.concerns) :] if each.open)


def _is_new(raised: Concern, before: Checking) -> bool:
    if raised.file:
        return raised.file not in {path for path, _, _ in files_unanswered(before)}
    return raised.patient not in unanswered(before)
