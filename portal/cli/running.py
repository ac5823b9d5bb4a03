"""The path of one run from the command line: receive, read, map, run, publish, export.

Nothing is published before it is whole, and what is read is what was stored (laws 3 and 4). The project
is found again by the digest of its files, so that the same files give the same project and run.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Any

import polars as pl

from core.choices import NO_CHOICES
from core.choices import file as choices_file
from core.decisions import file as decisions_file
from core.findings import Finding
from core.hands import Hands
from core.mapping import from_json, to_json
from core.mapping.model import Mapping
from core.outcome import Outcome
from core.parts import BILLED, Part
from core.progress import Going
from core.record import RECORD
from core.runs import Progress, Stage
from core.runs import migrate as run_engine
from core.tables import Intake
from core.transforms import TRANSFORM_NAMES
from portal.cli import wording
from portal.cli.gathering import Gathered
from portal.cli.machines import machines_of
from portal.cli.receiving import received
from portal.cli.request import Request
from portal.cli.saying import Voice
from portal.cli.watching import Watch, watched
from portal.opening import open_storage
from portal.permissions import Actor
from portal.services.machines import Inputs
from portal.services.made_whole import MADE_FROM, refuse_another, said_whole
from portal.services.read_alike import READING
from portal.services.run_rights import authorise_run
from portal.services.runs_again import Files, StoredRun, keep, last_kept, taken_over
from portal.settings import Settings
from reports.clear_export import Export, write_clear_export
from storage import AuditEvent, Saying, Storage
from storage.reading import read_uploads

STAGES = {
    Stage.READ: "Reading",
    Stage.SHAPE: "Shaping",
    Stage.LINK: "Linking records to each other",
    Stage.CHECK: "Checking",
    Stage.LOG: "Writing the log",
    Stage.RECONCILE: "Reconciling both sums",
    Stage.PUBLISH: "Sealing and publishing",
}


@dataclass(frozen=True)
class Done:
    """A published run. findings: all, of reading too. summary: that of summary.json. exported: files."""

    outcome: Outcome = field(repr=False)
    findings: tuple[Finding, ...] = field(repr=False)
    summary: dict[str, Any] = field(repr=False)
    exported: int


def run_sealed(voice: Voice, request: Request, gathered: Gathered, *, settings: Settings) -> Done:
    """Runs and publishes; raises ChartbridgeError where nothing can be read or the mapping does not fit.

    Raises Forbidden before anything is received where the person of the settings may not.
    """
    actor = Actor(settings.person, settings.role)
    authorise_run(actor, request.decisions, clear=request.out is not None)
    with closing(open_storage(settings)) as store:
        project = received(voice, store, gathered, by=settings.person)
        files, earlier = _files(store, project, request), last_kept(store, project)
        with machines_of(settings, store).hands(_inputs(store, project, request)) as hands:
            outcome = _again(voice, earlier, files, request, hands=hands)
            taken, findings = earlier.run if earlier and outcome else None, tuple[Finding, ...]()
            if outcome is None:
                outcome, findings = _whole(voice, store, project, request, hands=hands)
            with watched(voice) as watch:
                summary = _summary(request, gathered, outcome)
                summary[READING] = _said(store, project, request, by=settings.person)
                watch.told(Going(STAGES[Stage.PUBLISH]))
                _publish(store, project, outcome, summary=summary, by=settings.person, alike=taken)
                keep(store, project, outcome, files, before=taken)
        exported = _exported(store, project, request, outcome, summary=summary, by=settings.person)
    told = wording.once((*outcome.findings, *findings))
    return Done(outcome=outcome, findings=told, summary=summary, exported=exported)


def _files(store: Storage, project: str, request: Request) -> Files:
    with store.read() as work:
        uploads = work.uploads.batch(project)
    return Files(uploads, request.choices, replace(store.means, passwords=request.means.passwords))


def _again(
    voice: Voice, earlier: StoredRun | None, files: Files, request: Request, *, hands: Hands
) -> Outcome | None:
    """With what an earlier run of these files left; None where everything has to be done."""
    if request.mapping is None:
        return None
    mapping = from_json(request.mapping, RECORD, TRANSFORM_NAMES)
    with watched(voice) as watch:
        return taken_over(
            earlier, files, mapping, decisions=request.decisions, progress=_told(watch, ()), hands=hands
        )


def _whole(
    voice: Voice, store: Storage, project: str, request: Request, *, hands: Hands
) -> tuple[Outcome, tuple[Finding, ...]]:
    """Everything read and done; and what reading found."""
    intake = _read(voice, store, project, request, hands=hands)
    mapping = _mapping(request, intake)
    rows = [read.table.height for read in intake.tables]
    with watched(voice) as watch:
        outcome = run_engine(
            intake,
            mapping,
            record=RECORD,
            decisions=request.decisions,
            progress=_told(watch, rows),
            hands=hands,
        )
    return outcome, wording.all_findings(intake)


def _told(watch: Watch, rows: Sequence[int]) -> Progress:
    """Shaping is told by the rows of the tables that are done; of the other stages only the name is known.

    rows: of each table, none where it is not known which are shaped.
    """
    before = list(accumulate(rows, initial=0))

    def tell(stage: Stage, done: int, total: int) -> None:
        if stage is Stage.SHAPE and rows:
            named = f"{STAGES[stage]} ({done + 1} of {total})"
            watch.told(Going(named, rows=before[done], rows_total=before[-1]))
        else:
            watch.told(Going(STAGES[stage], rows=before[-1]))

    return tell


def _inputs(store: Storage, project: str, request: Request) -> Inputs:
    with store.read() as work:
        uploads = tuple(row.id for row in work.uploads.current(project))
    means = replace(store.means, passwords=request.means.passwords)
    return Inputs(project, uploads, request.choices, means)


def _read(voice: Voice, store: Storage, project: str, request: Request, *, hands: Hands) -> Intake:
    """What was stored, read back and taken apart. Raises NothingReadable where nothing is anything."""
    with store.read() as work:
        uploads = work.uploads.batch(project)
    means = replace(store.means, passwords=request.means.passwords, packed=True)
    with watched(voice) as watch:
        intake = read_uploads(
            uploads, choices=request.choices, progress=watch.read, means=means, elsewhere=hands
        )
    refused = wording.nothing_readable(intake)
    if refused is not None:
        raise refused
    return intake


def _said(store: Storage, project: str, request: Request, *, by: str) -> int:
    """The version of what was said of the files, kept so that they can be read again as they were."""
    passwords = request.means.passwords
    if request.choices == NO_CHOICES and not passwords:
        return 0
    told = choices_file.to_json(request.choices)
    with store.begin() as work:
        about = {"files": len(request.choices.files)}
        saying = Saying(told, by, {name: str(count) for name, count in about.items()}, passwords)
        return work.choices.say(project, saying, saw=work.choices.version(project))


def _mapping(request: Request, intake: Intake) -> Mapping:
    """The mapping that was given, else the suggestions as far as they are accepted."""
    if request.mapping is not None:
        return from_json(request.mapping, RECORD, TRANSFORM_NAMES)
    from portal.cli.accepting import accepted

    return accepted(request, [read.table for read in intake.tables])


def _summary(request: Request, gathered: Gathered, outcome: Outcome) -> dict[str, Any]:
    """The engine's summary, with what was given and not read."""
    category = request.category.value if request.category else None
    return {
        **outcome.summary(),
        "category": category,
        "left_out": wording.left_out_records(gathered.left_out),
    }


def _publish(
    store: Storage,
    project: str,
    outcome: Outcome,
    *,
    summary: dict[str, Any],
    by: str,
    alike: str | None,
) -> None:
    """Saves the mapping, then makes the run visible in one step; the same run again changes nothing.

    alike: an earlier run, of which blocks are shared that are made of the same.
    """
    proven = not alike and refuse_another(store, project, outcome)
    with store.begin() as work:
        version = work.mappings.save(project, to_json(outcome.mapping), by)
    with store.begin() as work:
        row = work.runs.publish(
            project,
            run=outcome.run,
            result=outcome.result,
            parts=outcome.parts,
            summary={**summary, MADE_FROM: alike or ""},
            mapping_version=version,
            by=by,
            alike=alike,
        )
        if proven:
            said_whole(work, project, row, by=by)


def _exported(
    store: Storage, project: str, request: Request, outcome: Outcome, *, summary: dict[str, Any], by: str
) -> int:
    """Writes the clear files where they were asked for, with an audit event; how many."""
    if request.out is None:
        return 0
    with store.begin() as work:
        facts = {"run": outcome.run, "form": "clear files", "parts": len(outcome.parts)}
        work.audit.append(project, AuditEvent.RECORDS_EXPORTED, by, facts)
    export = Export(
        frames=frames(outcome.parts),
        mapping=to_json(outcome.mapping),
        decisions=decisions_file.to_json(outcome.decisions),
        choices=choices_file.to_json(outcome.choices),
        summary=summary,
    )
    return len(write_clear_export(request.out, export))


def frames(parts: Sequence[Part]) -> dict[str, pl.DataFrame]:
    """Part name -> its rows, the sensitivity classes of an entity side by side again.

    The classes of one name share their row order and the column `id`. What is a copy is left out.
    """
    whole: dict[str, pl.DataFrame] = {}
    for part in (each for each in parts if each.name != BILLED):
        known = whole.get(part.name)
        whole[part.name] = part.frame if known is None else _beside(known, part.frame)
    return whole


def _beside(left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    if not left["id"].equals(right["id"]):
        raise ValueError("two classes of one entity do not have the same records")
    return left.hstack(right.select(name for name in right.columns if name not in left.columns))
