"""The handover: everything, or the finances, leaves as open files in clear, and the trail says so (law 8).

Written from the newest run straight from the sealed store, a piece at a time. The manifest is written with
its event in one transaction: without the event there is no manifest, and so no handover.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import ClassVar

from core.decisions import NO_DECISIONS, Decisions
from core.decisions.file import from_record
from core.errors import ChartbridgeError
from core.mapping import from_json
from core.mapping.model import Mapping as ColumnMapping
from core.parts import DECISIONS, RESTRICTED
from core.record import RECORD
from core.transforms import TRANSFORM_NAMES
from portal.permissions import Action, Actor, authorise
from portal.services.handover_beside import beside, documents, trust
from portal.services.log_root import newest_with_root
from portal.services.overview import newest_run
from portal.services.read_alike import spoken_for
from portal.viewmodels.handover import Made
from reports.handover import (
    EVERYTHING,
    FINANCES,
    About,
    Beside,
    Content,
    Original,
    Scope,
    Tally,
    files,
    finish,
    refuse_unusable,
    write_folder,
)
from storage import AuditEvent, RunRow, Storage, UploadRow, Work


class NothingToHandOver(ChartbridgeError):
    """A project that has no finished run yet."""

    kind: ClassVar[str] = "nothing_to_hand_over"


def make(
    store: Storage,
    actor: Actor,
    project: str,
    out: Path,
    *,
    finances: bool = False,
) -> Made:
    """Writes the handover of the newest run into `out`, in clear.

    finances: take only those. Raises Forbidden, WrongUsage where `out` holds anything, NothingToHandOver.
    """
    authorise(actor, Action.HANDOVER_FINANCES if finances else Action.HANDOVER, project)
    refuse_unusable(out)
    newest_with_root(store, project, by=actor.name)
    tally = Tally()
    with store.read() as work:
        run = _run(work, project)
        content = _content(work, project, run, scope=FINANCES if finances else EVERYTHING)
        counts = _counts(work, project, run, content)
        write_folder(out, tally.over(files(content)))
    about = _about(run, content, counts, actor, made_at=store.clock().astimezone(UTC).isoformat())
    manifest = tally.manifest(about)
    made = Made(content.scope.name, len(tally), counts, hashlib.sha256(manifest).hexdigest(), run.run)
    with store.begin() as work:
        work.audit.append(project, AuditEvent.HANDOVER_MADE, actor.name, _facts(made))
        finish(out, manifest)
    return made


def _facts(made: Made) -> dict[str, object]:
    return {
        "run": made.run,
        "scope": made.scope,
        "files": made.files,
        "records": dict(made.records),
        "manifest": made.manifest,
    }


def _run(work: Work, project: str) -> RunRow:
    run = newest_run(work, project)
    if run is None:
        raise NothingToHandOver(
            place="this project",
            found="No run has finished yet.",
            do="Start one and wait until it is done.",
        )
    return run


def _content(work: Work, project: str, run: RunRow, *, scope: Scope) -> Content:
    current = {row.id for row in work.uploads.current(project)}
    found = beside(work, project) if scope.unclassed else Beside()
    papers = documents(work, project, everything=scope.unclassed)
    return Content(
        record=RECORD,
        scope=scope,
        parts=tuple((part.name, part.sensitivity) for part in work.runs.parts(project, run.run)),
        blocks=partial(work.runs.blocks, project, run.run),
        mapping=_mapping(work, project, run.mapping_version),
        summary=run.summary,
        originals=tuple(_original(work, row, counts=row.id in current) for row in work.uploads.of(project)),
        decisions=_followed(work, project, run),
        choices=spoken_for(work, project, run.summary).choices,
        documents=papers,
        trust=trust(work, found, papers),
        beside=found,
    )


def _followed(work: Work, project: str, run: RunRow) -> Decisions:
    """The decisions that the run followed, as it published them itself."""
    if not any(part.name == DECISIONS for part in work.runs.parts(project, run.run)):
        return NO_DECISIONS
    said = work.runs.open_part(project, run.run, DECISIONS, RESTRICTED)["said"]
    return Decisions.of(from_record(json.loads(record)) for record in said)


def _mapping(work: Work, project: str, version: int | None) -> ColumnMapping | None:
    if version is None:
        return None
    return from_json(work.mappings.get(project, version).text, RECORD, TRANSFORM_NAMES)


def _original(work: Work, row: UploadRow, *, counts: bool) -> Original:
    def content() -> Iterator[bytes]:
        return work.uploads.open_stream(row)

    received = row.received_at.astimezone(UTC).isoformat()
    return Original(row.path, row.sha256, row.size, received, row.by, counts, content)


def _counts(work: Work, project: str, run: RunRow, content: Content) -> dict[str, int]:
    """Records by entity."""
    rows = {part.name: part.rows for part in work.runs.parts(project, run.run)}
    return {entity.name: rows[f"entity/{entity.name}"] for entity in content.entities()}


def _about(run: RunRow, content: Content, counts: Mapping[str, int], actor: Actor, *, made_at: str) -> About:
    return About(
        run=run.run,
        result=run.result,
        log_root=run.summary.get("log_root"),
        scope=content.scope,
        counts=counts,
        made_at=made_at,
        made_by=actor.name,
    )
