"""The Overview's facts: the last run's sums, what has no home, and the one thing that moves it on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from core.decisions import Decision
from portal.permissions import Action, Actor, allowed, authorise
from portal.services.chart_tasks import left_of_charts
from portal.services.decision_groups import Journal, found_groups, groups_now, journal_of, open_by_action
from portal.services.file_tasks import left_of_files
from portal.services.finance_tasks import left_of_finances
from portal.services.go_live_tasks import left_of_going_live
from portal.services.jobs import worth_showing
from portal.services.made_whole import MADE_FROM, differs, is_made_whole
from portal.services.run_times import TAKEN_OVER, TOOK, in_order
from portal.services.sandbox_standing import standing
from portal.services.scope_tasks import left_of_scope
from portal.services.tasks import Left, tasks_for, unchecked
from portal.services.training import left_of_training
from portal.services.without_home import columns_without_home, still_without_home
from portal.viewmodels.conservation import Conservation, Standing, sum_of_cells, sum_of_records
from portal.viewmodels.jobs import JobKind, JobView
from portal.viewmodels.overview import Next, Overview, RunFacts, TableLine
from portal.visit import ProjectChoice
from storage import RunRow, Storage, UploadRow, Work


def view(store: Storage, actor: Actor, project: ProjectChoice) -> Overview:
    authorise(actor, Action.SEE_LOG, project.id)
    with store.read() as work:
        uploads = work.uploads.current(project.id)
        last = newest_run(work, project.id)
        job = worth_showing(work, project.id)
        journal = journal_of(work, project.id, last)
        run = _facts(work, project.id, last, journal) if last else None
        groups = found_groups(store, project.id, last.run) if last else None
        left = Left(
            uploads=len(uploads),
            since_run=_since(uploads, last),
            sums=run.sums if run else None,
            homeless=still_without_home(run.without_home, _made(journal)) if run else 0,
            newer_mapping=_newer_mapping(work, project.id, last),
            newer_decisions=last is not None and journal.newer,
            taken_over=last is not None and not is_made_whole(last),
            differs=last is not None and differs(last),
            undecided=open_by_action(groups_now(groups or {}, journal)),
            running=job is not None and job.under_way and job.kind is JobKind.RUN,
            unchecked=unchecked(store, work, project.id),
            charts=left_of_charts(store, work, project.id, actor, run=last),
            finances=left_of_finances(work, project.id, actor, run=last),
            suspicious=left_of_files(store, work, project.id, actor, run=last),
            lesson=left_of_training(work, project.id, actor),
            going_live=left_of_going_live(work, project.id, actor, run=last),
            scope=left_of_scope(work, project.id, actor),
            emergencies=work.break_glass.unseen(project.id),
        )
        rehearsal = standing(work, project.id, actor, last)
    return Overview(
        project=project.name,
        uploads=left.uploads,
        uploads_since_run=left.since_run,
        next=next_step(job, uploads=left.uploads, sums=left.sums),
        run=run,
        job=job,
        may_run=allowed(actor, Action.START_RUN),
        tasks=tasks_for(actor, left),
        sandbox=rehearsal,
    )


def newest_run(work: Work, project: str) -> RunRow | None:
    """The run finished last. Done again with the same inputs, it is the same run and newest again."""
    runs = {row.run: row for row in work.runs.of(project)}
    ended = [(row.created_at, row.run) for row in runs.values()]
    ended += [
        (job.changed_at, job.outcome["run"])
        for job in work.jobs.of(project)
        if job.kind == JobKind.RUN.value and job.state == "done" and job.outcome
    ]
    return runs[max(ended)[1]] if ended else None


def next_step(job: JobView | None, *, uploads: int, sums: Conservation | None) -> Next:
    """What moves the project on; a sum that does not close goes before everything."""
    if sums is not None and sums.standing is Standing.UNEVEN:
        return Next.REPORT
    if job is not None and job.under_way and job.kind is JobKind.RUN:
        return Next.WATCH
    if not uploads:
        return Next.UPLOAD
    if sums is None:
        return Next.START_RUN
    return Next.LOOK_AT_WAITING if sums.standing is Standing.WAITING else Next.NOTHING


def sums_of(summary: Mapping[str, Any]) -> Conservation:
    """Both sums of a run's summary (contracts, section 4)."""
    return Conservation(
        records=sum_of_records(summary["tables"]),
        cells=sum_of_cells(summary["cells"]),
        closes=bool(summary["closes"]),
    )


def _made(journal: Journal) -> list[Decision]:
    return [row.decision for row in journal.standing.values() if row.decision]


def _facts(work: Work, project: str, row: RunRow, journal: Journal) -> RunFacts:
    told = _told(work, project, row.run)
    return RunFacts(
        run=row.run,
        result=row.result,
        at=row.created_at,
        mapping_version=row.mapping_version,
        sums=sums_of(row.summary),
        tables=tuple(_line(table) for table in row.summary["tables"]),
        without_home=columns_without_home(
            work, project, row.mapping_version, followed=journal.followed.values()
        ),
        took=in_order(told.get(TOOK, {})),
        taken_over=told.get(TAKEN_OVER, 0),
        made_again=bool(told.get(MADE_FROM)),
    )


def _told(work: Work, project: str, run: str) -> Mapping[str, Any]:
    """What the newest job told that came to this run."""
    told = (
        job.outcome
        for job in work.jobs.of(project)
        if job.kind == JobKind.RUN.value and job.outcome and job.outcome.get("run") == run
    )
    return next(told, {})


def _line(table: Mapping[str, Any]) -> TableLine:
    return TableLine(table["file"], table["table"], sum_of_records([table]))


def _newer_mapping(work: Work, project: str, last: RunRow | None) -> bool:
    """Whether the mapping was changed after the version that the last run took."""
    latest = work.mappings.latest(project)
    return last is not None and latest is not None and latest.version > (last.mapping_version or 0)


def _since(uploads: Sequence[UploadRow], last: RunRow | None) -> int:
    """How many of the current uploads the last run had not seen."""
    seen = {} if last is None else last.summary.get("uploads", {})
    return 0 if last is None else sum(row.id not in seen for row in uploads)
