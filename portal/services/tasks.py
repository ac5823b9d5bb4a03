"""What is left for the person reading, by role: the first thing on the Overview (design, 11).

A task is named only to those who can do something about it, most pressing first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from portal.permissions import DECIDING, Action, Actor, Role, allowed, proposes
from portal.services.chart_tasks import NO_CHARTS, LeftOfCharts
from portal.services.finance_tasks import NO_TOTALS_LEFT, LeftOfFinances
from portal.services.go_live_tasks import NOTHING_LEFT, LeftOfGoingLive
from portal.services.scope_tasks import NO_SCOPE_LEFT, LeftOfScope
from portal.viewmodels.conservation import Conservation, Standing
from portal.viewmodels.overview import Task, TaskKind
from storage import AuditEvent, Storage, Work

CHECK_EVERY = timedelta(days=1)


@dataclass(frozen=True)
class Left:
    """What tasks follow from. since_run: uploads that the last run has not seen. homeless: waiting columns.

    newer_mapping: saved after the version of the last run. newer_decisions: others than it followed.
    taken_over: whether it took something over that was not made from the files since. differs: whether it
    came out otherwise, made so.
    undecided: open groups by what one has to be allowed to decide about them. unchecked: events since the
    chain was last checked, 0 where that was within a day. going_live: what the way to going live leaves to
    this person. scope, charts, finances: the same of the scope, of spot-checks and of the control totals.
    lesson: what is next in their training. suspicious: files that may be another patient's.
    emergencies: access taken that the owner has not read of yet.
    """

    uploads: int = 0
    since_run: int = 0
    sums: Conservation | None = None
    homeless: int = 0
    newer_mapping: bool = False
    newer_decisions: bool = False
    taken_over: bool = False
    differs: bool = False
    undecided: Mapping[Action, int] = field(default_factory=dict)
    running: bool = False
    unchecked: int = 0
    going_live: LeftOfGoingLive = NOTHING_LEFT
    scope: LeftOfScope = NO_SCOPE_LEFT
    charts: LeftOfCharts = NO_CHARTS
    finances: LeftOfFinances = NO_TOTALS_LEFT
    lesson: str = ""
    suspicious: int = 0
    emergencies: int = 0


def tasks_for(actor: Actor, left: Left) -> tuple[Task, ...]:
    """Empty where nothing is left for this person."""
    return (
        *_of_everybody(left),
        *_of_emergencies(actor, left),
        *_of_signing(left),
        *_of_approving(left),
        *_of_files(actor, left),
        *_of_the_scope(left),
        *_of_decisions(actor, left),
        *_of_charts(actor, left),
        *_of_totals(left),
        *_of_training(left),
        *_of_the_last_run(actor, left),
        *_of_gates(left),
        *_of_reading(actor, left),
    )


def unchecked(store: Storage, work: Work, project: str) -> int:
    """Events since the chain was last checked, where that is longer ago than a day."""
    last = work.audit.newest(project, AuditEvent.AUDIT_VERIFIED)
    if last is not None and store.clock() - last.at < CHECK_EVERY:
        return 0
    return work.audit.length(project) - (last.seq if last else 0)


def _of_everybody(left: Left) -> Iterator[Task]:
    if left.differs or (left.sums is not None and left.sums.standing is Standing.UNEVEN):
        yield Task(TaskKind.REPORT)


def _of_emergencies(actor: Actor, left: Left) -> Iterator[Task]:
    if left.emergencies and allowed(actor, Action.GRANT):
        yield Task(TaskKind.READ_EMERGENCY, left.emergencies)


def _of_signing(left: Left) -> Iterator[Task]:
    if left.going_live.signature:
        yield Task(TaskKind.SIGN)


def _of_approving(left: Left) -> Iterator[Task]:
    if left.scope.approve:
        yield Task(TaskKind.APPROVE_SCOPE, left.scope.approve)


def _of_the_scope(left: Left) -> Iterator[Task]:
    if left.scope.begin:
        yield Task(TaskKind.BEGIN_SCOPE)
    if left.scope.prepare:
        yield Task(TaskKind.PREPARE_SCOPE)


def _of_charts(actor: Actor, left: Left) -> Iterator[Task]:
    """A verdict lasts as long as its chart, so nobody has to wait with them for the last run."""
    if left.charts.left:
        yield Task(TaskKind.CHECK_CHARTS, left.charts.left, left.charts.of)
    if left.suspicious:
        yield Task(TaskKind.LOOK_AT_FILES, left.suspicious)
    if left.charts.concerns and allowed(actor, Action.SPOT_CHECK):
        yield Task(TaskKind.SETTLE_CONCERNS, left.charts.concerns)
    if left.charts.to_draw and not left.running:
        yield Task(TaskKind.DRAW_CHARTS)


def _of_the_last_run(actor: Actor, left: Left) -> Iterator[Task]:
    """Asked for once nothing else would make another run of it, so that nobody waits for it twice."""
    asked = left.taken_over and not (left.differs or left.running)
    if asked and _settled(left) and allowed(actor, Action.START_RUN):
        yield Task(TaskKind.RUN_ONCE_MORE)


def _of_gates(left: Left) -> Iterator[Task]:
    if left.going_live.figures and not left.running and not left.taken_over and _settled(left):
        yield Task(TaskKind.TAKE_FIGURES)
    if left.going_live.gates:
        yield Task(TaskKind.SEE_TO_GATES, left.going_live.gates)


def _of_totals(left: Left) -> Iterator[Task]:
    if left.finances.untyped:
        yield Task(TaskKind.TYPE_TOTALS)
    if left.finances.unexplained:
        yield Task(TaskKind.EXPLAIN_DIFFERENCES, left.finances.unexplained)


def _of_training(left: Left) -> Iterator[Task]:
    if left.lesson:
        yield Task(TaskKind.LEARN, name=left.lesson)


def _settled(left: Left) -> bool:
    """Whether the last run left nothing that a next one would change: then its figures are worth taking."""
    settled = left.sums is not None and left.sums.standing is Standing.SETTLED
    return settled and not (left.newer_mapping or left.newer_decisions or left.since_run)


def _of_files(actor: Actor, left: Left) -> Iterator[Task]:
    if not left.uploads:
        if allowed(actor, Action.UPLOAD):
            yield Task(TaskKind.UPLOAD)
    elif allowed(actor, Action.START_RUN) and not left.running:
        yield from _of_runs(left)


def _of_runs(left: Left) -> Iterator[Task]:
    if left.sums is None:
        yield Task(TaskKind.START_RUN)
        return
    if left.newer_mapping:
        yield Task(TaskKind.RUN_NEW_MAPPING)
    if left.newer_decisions:
        yield Task(TaskKind.RUN_NEW_DECISIONS)
    if left.since_run:
        yield Task(TaskKind.RUN_NEW_FILES, left.since_run)


def _of_decisions(actor: Actor, left: Left) -> Iterator[Task]:
    if left.sums is None:
        return
    yours = sum(count for action, count in left.undecided.items() if allowed(actor, action))
    if yours:
        yield Task(TaskKind.DECIDE, yours)
    records, values = left.sums.records.count("waiting"), left.sums.cells.count("waiting")
    has_a_say = any(allowed(actor, action) or proposes(actor, action) for action in DECIDING)
    if (records or values) and has_a_say:
        yield Task(TaskKind.LOOK_AT_WAITING, records, values)
    if left.homeless and allowed(actor, Action.MAP):
        yield Task(TaskKind.FIND_HOMES, left.homeless)


def _of_reading(actor: Actor, left: Left) -> Iterator[Task]:
    """Checking the chain is for everyone who sees it, and the work of the one who only reads."""
    if left.unchecked and actor.role is Role.AUDITOR:
        yield Task(TaskKind.CHECK_CHAIN, left.unchecked)
