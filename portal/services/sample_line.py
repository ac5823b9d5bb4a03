"""What the readiness document says of charts and files that people looked at: counts, seeds, the bound, and
every answer that was made milder with its reason; no patient.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import tzinfo
from math import ceil

from core.spotchecks import (
    Checking,
    FileVerdict,
    Found,
    Scope,
    Standing,
    Verdict,
    changes,
    file_changes,
    serious,
)
from portal.services.spot_check_drawing import newcomers
from portal.services.spot_check_state import stands_in
from portal.wording import chart_answers
from portal.wording.go_live import WITHHELD
from reports.readiness import Answer, ChangedAnswer, DrawLine, Sample, names_a_patient
from storage import RunRow, Work

_BASIS = 10_000


def sample_of(
    work: Work, project: str, run: RunRow, zone: tzinfo, *, patients: Collection[str] = ()
) -> Sample | None:
    """None where nobody has drawn charts. The bound is rounded up: it never promises more than was found.

    patients: whose names no reason may hold by now.
    """
    found = stands_in(work, project, run)
    draw = found.state.checking.current if found else None
    if found is None or draw is None:
        return None
    standing, checking = found.standing, found.state.checking
    known = Sample(
        draw=len(checking.draws),
        seed=draw.seed,
        charts=len(standing.drawn),
        drawn_by=draw.by,
        drawn_on=draw.at.astimezone(zone).date(),
        compared=standing.checked,
        small=standing.count(Found.SMALL),
        serious=standing.count(Found.SERIOUS),
        bound=ceil(standing.bound * _BASIS),
        chosen=len(checking.by_hand),
        chosen_compared=sum(standing.found(each, Scope.CHART) is not None for each in checking.by_hand),
        concerns=len(checking.concerns),
        open=standing.open,
        newcomers=newcomers(work, project, run.run, draw.run),
        practitioners=_practitioners(standing.verdicts),
        draws=_draws(checking, zone, patients),
    )
    return _with_earlier(known, standing)


def _with_earlier(known: Sample, standing: Standing) -> Sample:
    """As `known`, with what came before and is not to be forgotten."""
    return replace(
        known,
        gone=standing.gone,
        carried=len(standing.carried),
        standing=len(serious(standing.checking)),
        held=standing.held,
        never_compared=standing.never_compared,
    )


def _practitioners(verdicts: Mapping[tuple[Scope, str], Verdict]) -> tuple[str, ...]:
    return tuple(sorted({said.by for (scope, _), said in verdicts.items() if scope is Scope.CHART}))


def _draws(checking: Checking, zone: tzinfo, patients: Collection[str]) -> tuple[DrawLine, ...]:
    of_run, named = checking.of_run, _named(_reasons(checking), patients)
    return tuple(
        DrawLine(
            number=number,
            charts=len(each.patients),
            seed=each.seed,
            by=each.by,
            on=each.at.astimezone(zone).date(),
            reason=_tellable(each.reason, named) if number > 1 else "",
            typed=each.typed,
            of_run=each in of_run,
        )
        for number, each in enumerate(checking.draws, start=1)
    )


def changed_answers(
    checking: Checking, zone: tzinfo, *, patients: Collection[str] = ()
) -> tuple[ChangedAnswer, ...]:
    """About charts, then about files."""
    named = _named(_reasons(checking), patients)
    charts = (
        ChangedAnswer(
            chart_answers.about(each.now.scope),
            _answer(each.was, each.was.found.value, zone),
            _answer(each.now, each.now.found.value, zone),
            _tellable(each.now.reason, named),
        )
        for each in changes(checking)
    )
    files = (
        ChangedAnswer(
            chart_answers.A_FILE,
            _answer(each.was, each.was.said.value, zone),
            _answer(each.now, each.now.said.value, zone),
            _tellable(each.now.note if each.now.asked else None, named),
        )
        for each in file_changes(checking)
    )
    return (*charts, *files)


def _answer(given: Verdict | FileVerdict, said: str, zone: tzinfo) -> Answer:
    return Answer(said, given.by, given.at.astimezone(zone).date())


def _reasons(checking: Checking) -> list[str]:
    of_draws = [each.reason or "" for each in checking.draws]
    of_charts = [each.now.reason or "" for each in changes(checking)]
    return [*of_draws, *of_charts, *(each.now.note for each in file_changes(checking))]


def _named(reasons: Iterable[str], patients: Collection[str]) -> Collection[str]:
    """Nobody, where all reasons together name none of them: most often there is nothing to look for in
    each.
    """
    return patients if names_a_patient("\n".join(reasons), patients) else ()


def _tellable(reason: str | None, patients: Collection[str]) -> str:
    """The words, unless they name somebody who has become a patient since; None: nobody was asked."""
    if reason is None:
        return chart_answers.NOT_ASKED
    return WITHHELD if names_a_patient(reason, patients) else reason
