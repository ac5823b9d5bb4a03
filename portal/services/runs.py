"""Runs: asked for by a person, done by the worker, published in one step (law 3).

What a run depends on is pinned when it is asked for: the uploads, the version of what people said of them,
the version of the mapping that people have made, or which suggestions to accept where they have made none,
the version of the decisions, what the clinic said once. A mapping changed or a decision made while a run is
under way does not touch it. Done again after a stop, it gives the same result.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import accumulate
from typing import Any

from core.accept import Settings as Clinic
from core.decisions import Decisions
from core.errors import NothingReadable
from core.hands import Hands
from core.outcome import Outcome
from core.progress import Going, SoFar, Telling
from core.record import RECORD
from core.runs import Stage, migrate
from core.tables import Intake
from portal.permissions import Action, Actor, authorise
from portal.services.decision_groups import DECISIONS
from portal.services.digest import batch_name
from portal.services.jobs import Report, ended, job_view
from portal.services.looking import reading
from portal.services.machines import ALONE, Inputs, Machines
from portal.services.made_whole import MADE_FROM, refuse_another, said_whole
from portal.services.mapping_versions import (
    latest_version,
    of_people,
    settled_mapping,
    stale,
    told_mapping,
)
from portal.services.originals import pinned as pinned_uploads
from portal.services.read_alike import READING, Spoken, spoken_at
from portal.services.run_times import SUGGEST, TAKEN_OVER, TOOK, Laps, Shaped
from portal.services.runs_again import Files, StoredRun, covered, keep, last_kept, taken_over
from portal.viewmodels.jobs import JobKind, JobView
from portal.viewmodels.uploads import Accept
from portal.wording import decisions as words
from portal.wording import stages
from storage import Job, Storage, Work
from storage.errors import StaleVersion

_READ, PUBLISHING = 40, 100
"""Shares of a hundred: reading takes the first forty steps, storing begins at ninety."""
_STEPS = {Stage.READ: 0, Stage.SHAPE: 45, Stage.LINK: 70, Stage.CHECK: 78, Stage.LOG: 84, Stage.RECONCILE: 90}
_PUBLISH = 94


def start(
    store: Storage,
    actor: Actor,
    project: str,
    *,
    how: Accept,
    clinic: Clinic,
    seen: int | None = None,
    decided: int | None = None,
) -> JobView:
    """Queue a run over the uploads as they stand. Asked twice before it is over, it is one run.

    how: of columns that nobody has said anything about. clinic: currency, zone and country of what names
    none. seen, decided: the versions of the mapping and of the decisions that are to be run, where a person
    had them before them. Raises Forbidden, NothingReadable, StaleVersion.
    """
    authorise(actor, Action.START_RUN, project)
    with store.begin() as work:
        uploads = work.uploads.current(project)
        if not uploads:
            raise NothingReadable(
                place="this project", found="There are no files yet.", do="Bring in an export first."
            )
        latest = latest_version(work, project)
        if seen is not None and seen != latest:
            raise stale()
        decisions, said = work.decisions.version(project), work.choices.version(project)
        if decided is not None and decided != decisions:
            raise StaleVersion(place="decisions", found=words.STALE[0], do=words.STALE[1])
        pinned = latest and (seen is not None or of_people(work, project))
        payload = {
            "mapping": latest if pinned else None,
            "saw": latest,
            DECISIONS: decisions,
            READING: said,
            "uploads": [row.id for row in uploads],
            "accept": how.value,
            "clinic": asdict(clinic),
            "by": actor.name,
        }
        versions = f"{payload['mapping']}:{decisions}:{said}"
        key = f"run:{batch_name(uploads)}:{versions}:{ended(work, project, JobKind.RUN)}"
        return job_view(work.jobs.enqueue(project, JobKind.RUN.value, payload, key, by=actor.name))


def run(store: Storage, job: Job, report: Report, *, machines: Machines = ALONE) -> dict[str, Any]:
    """Do the job: read, suggest, accept, migrate, publish. Raises NothingReadable, LeaseLost, and what
    `machines` raises where they cannot be had.
    """
    asked = job.payload
    with store.read() as work:
        spoken = spoken_at(work, job.project, asked.get(READING, 0))
    inputs = Inputs(job.project, tuple(asked["uploads"]), spoken.choices, spoken.means)
    with machines.hands(inputs) as hands:
        return _run(store, job, report, spoken=spoken, hands=hands)


def _run(store: Storage, job: Job, report: Report, *, spoken: Spoken, hands: Hands) -> dict[str, Any]:
    asked, laps = job.payload, Laps()
    laps.begins(Stage.READ.value)
    uploads = pinned_uploads(store, job.project, asked["uploads"])
    with store.read() as work:
        decisions = work.decisions.at_version(job.project, asked.get(DECISIONS, 0))
    doing = _Doing(store, job, report, laps, Files(uploads, spoken.choices, spoken.means), decisions, hands)
    earlier = last_kept(store, job.project)
    done = _again(doing, earlier)
    taken = earlier.run if earlier and done else None
    version, by_rule, outcome, spared = done or _whole(doing, spoken)
    laps.begins(Stage.PUBLISH.value)
    rows = sum(table.records_in_file for table in outcome.sums)
    report(Going(stages.PUBLISH, _PUBLISH, PUBLISHING, rows=rows))
    versions = {DECISIONS: asked.get(DECISIONS, 0), READING: spoken.version}
    pins = {"uploads": dict.fromkeys(asked["uploads"], True), **versions}
    proven = not taken and refuse_another(store, job.project, outcome)
    with store.begin() as work:
        row = work.runs.publish(
            job.project,
            run=outcome.run,
            result=outcome.result,
            parts=outcome.parts,
            summary={**outcome.summary(), **pins, MADE_FROM: taken or ""},
            mapping_version=version,
            by=asked["by"],
            alike=taken,
        )
        if any(row.summary.get(name) != pin for name, pin in pins.items()):
            work.runs.tell_more(job.project, row.run, pins)
        if proven:
            said_whole(work, job.project, row, by=asked["by"])
    keep(store, job.project, outcome, doing.files, before=taken)
    came = {"run": row.run, "result": row.result, "closes": row.closes}
    spent = {TAKEN_OVER: spared, MADE_FROM: taken or "", TOOK: laps.milliseconds()}
    return {**came, "mapping": version, "by_rule": by_rule, **spent}


@dataclass(frozen=True)
class _Doing:
    """What a job does its run with."""

    store: Storage
    job: Job
    report: Report
    laps: Laps
    files: Files
    decisions: Decisions
    hands: Hands


_Done = tuple[int, bool, Outcome, int]
"""The version of the mapping, whether suggestions made it, what came, how many tables were taken over."""


def _again(doing: _Doing, earlier: StoredRun | None) -> _Done | None:
    """With what an earlier run of these files left; None where everything has to be done."""
    told = told_mapping(doing.store, doing.job)
    if told is None or not covered(earlier, told[1]):
        return None
    progress = Shaped(_shaping((), doing.report, doing.laps))
    outcome = taken_over(
        earlier, doing.files, told[1], decisions=doing.decisions, progress=progress, hands=doing.hands
    )
    return (told[0], False, outcome, len(outcome.tables) - progress.tables) if outcome else None


def _whole(doing: _Doing, spoken: Spoken) -> _Done:
    """Everything read, suggested and done."""
    uploads, hands, report = doing.files.uploads, doing.hands, doing.report
    read = spoken.read(uploads, progress=_reading(report), elsewhere=hands, packed=True)
    intake = replace(read, digests={upload.path: upload.sha256 for upload in uploads})
    _refuse_nothing(intake)
    rows = [read.table.height for read in intake.tables]
    doing.laps.begins(SUGGEST)
    report(Going(stages.SUGGEST, _READ, PUBLISHING, rows=sum(rows)))
    version, mapping, by_rule = settled_mapping(doing.store, doing.job, intake)
    told = _shaping(rows, report, doing.laps)
    outcome = migrate(intake, mapping, record=RECORD, progress=told, decisions=doing.decisions, hands=hands)
    return version, by_rule, outcome, 0


def accepted_last(work: Work, project: str) -> Accept:
    """How the newest run took columns that nobody had said anything about; with care where there is none."""
    asked = (job.payload for job in work.jobs.of(project) if job.kind == JobKind.RUN.value)
    return next((Accept(each["accept"]) for each in asked), Accept.SURE)


def _refuse_nothing(intake: Intake) -> None:
    if not intake.tables and not intake.files:
        raise NothingReadable(
            place="your files", found="Nothing in them could be read.", do="Look at what was found in each."
        )


def _reading(report: Report) -> Telling:
    """Reading as a part of a run."""

    def told(so: SoFar) -> None:
        report(replace(reading(so), done=_READ * so.done // max(so.total, 1), total=PUBLISHING))

    return told


def _shaping(rows: Sequence[int], report: Report, laps: Laps) -> Callable[[Stage, int, int], None]:
    """rows: of each table, in the order in which they are shaped; none where it is not known which are."""
    before = list(accumulate(rows, initial=0))

    def shaping(stage: Stage, done: int, total: int) -> None:
        laps.begins(stage.value)
        first, words = _STEPS.get(stage, _PUBLISH), stages.stage(stage.value, done, total)
        if stage is not Stage.SHAPE or not rows:
            report(Going(words, first, PUBLISHING, rows=before[-1]))
            return
        share = (_STEPS[Stage.LINK] - first) * before[done] // max(before[-1], 1)
        report(Going(words, first + share, PUBLISHING, rows=before[done], rows_total=before[-1]))

    return shaping
