"""The migration log on a few pages: counts, reasons, decisions under the root, and no patient (law 7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

import polars as pl

from core.decisions import Decision
from core.migration_log import Disposition
from portal.permissions import Action, Actor, authorise
from portal.services.decision_groups import DECISIONS
from portal.services.log import UNREMARKABLE
from portal.services.log_entries import JOINED
from portal.services.log_index import index_of
from portal.services.log_root import with_root
from portal.services.overview import newest_run
from portal.services.patient_identifiers import identifiers
from portal.services.readiness_document import lines_of
from portal.services.readiness_papers import whole_seconds
from portal.viewmodels.taking import Form
from portal.wording import decided, findings
from portal.wording import log as words
from reports.log_summary import DecidedLine, LogSummary, ReasonLine, summary_pdf
from reports.readiness import NamesAPatient, TableLine, left_behind_in, refuse_patients
from storage import AuditEvent, RunRow, Storage, Work
from storage.errors import NotStored


def write(store: Storage, actor: Actor, project: str, *, zone: ZoneInfo) -> Iterator[bytes]:
    """The summary of the newest run's whole log as a PDF; refused or audited before its first byte."""
    authorise(actor, Action.SEE_LOG, project)
    with store.read() as work:
        run = newest_run(work, project)
    if run is None or "table_cells" not in run.summary:
        raise NotStored(place=words.TITLE, found=words.EMPTY, do=words.EMPTY_MORE)
    with_root(store, project, run.run, by=actor.name)
    reasons = _reasons(index_of(store, project, run.run).log)
    with store.begin() as work:
        summary = _summary(work, project, work.runs.get(project, run.run), reasons, zone=zone)
        facts = {"run": run.run, "form": Form.SUMMARY.value, "entries": _entries(summary), "ids": False}
        work.audit.append(project, AuditEvent.LOG_EXPORTED, actor.name, facts)
        written = replace(summary, written=whole_seconds(store.clock(), zone))
    return iter([summary_pdf(written)])


def _entries(summary: LogSummary) -> int:
    return sum(line.records for line in summary.tables)


def _summary(
    work: Work, project: str, run: RunRow, reasons: tuple[ReasonLine, ...], *, zone: ZoneInfo
) -> LogSummary:
    made = work.decisions.at_version(project, run.summary.get(DECISIONS, 0))
    lines, patients = lines_of(run.summary), identifiers(work, project, run.run)
    tables = _told(lines, patients)
    return LogSummary(
        clinic=work.projects.get(project).name,
        written=run.created_at.astimezone(zone),
        run=run.run,
        result=run.result,
        log_root=str(run.summary["log_root"]),
        left_behind=left_behind_in(tables),
        reasons=reasons,
        decisions=_decided(made, patients),
        tables=tables,
    )


def _told(lines: tuple[TableLine, ...], patients: frozenset[str]) -> tuple[TableLine, ...]:
    """A table that is called like a patient is called by its place among all tables."""
    if _tellable([text for line in lines for text in (line.file, line.table)], patients):
        return lines
    numbered = enumerate(lines, start=1)
    return tuple(
        line
        if _tellable([line.file, line.table], patients)
        else replace(line, file=words.table_number(number), table="")
        for number, line in numbered
    )


def _decided(made: Iterable[Decision], patients: frozenset[str]) -> tuple[DecidedLine, ...]:
    """Without the words that somebody typed as a reason."""
    lines = tuple(DecidedLine(decided.what(each), each.count, decided.chosen(each), each.by) for each in made)
    if _tellable([line.what for line in lines], patients):
        return lines
    return tuple(
        line if _tellable([line.what], patients) else replace(line, what=words.A_GROUP) for line in lines
    )


def _tellable(texts: Iterable[str], patients: frozenset[str]) -> bool:
    try:
        refuse_patients(tuple(texts), patients)
    except NamesAPatient:
        return False
    return True


def _reasons(log: pl.DataFrame) -> tuple[ReasonLine, ...]:
    """Records by what became of them and by each of their reasons, what did not come over first."""
    counts: Counter[tuple[str, str]] = Counter()
    for fate, joined, count in log.group_by("disposition", "reasons").len().rows():
        for reason in (joined or UNREMARKABLE).split(JOINED):
            counts[fate, reason] += count
    ranks = [each.value for each in Disposition]
    ordered = sorted(counts.items(), key=lambda each: (ranks.index(each[0][0]), -each[1], each[0][1]))
    return tuple(
        ReasonLine(fate, "" if reason == UNREMARKABLE else findings.sentence(reason), count)
        for (fate, reason), count in ordered
    )
