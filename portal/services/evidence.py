"""The figures that the gates are asked about: of the newest run where the portal knows them, else as stated.

Taken when a person asks for them or for a document, never by themselves (ADR 11). What cannot be known is
None, which no gate takes for good (law 2).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from core.decisions.found import PART as GROUPS
from core.decisions.found import from_frame
from core.parts import RESTRICTED
from core.readiness import Evidence, Statement
from core.readiness.statements import stated_figures
from core.record import RECORD
from portal.opened_classes import Beyond, beyond
from portal.services.control_totals import ours_of
from portal.services.decision_groups import GroupNow, groups_now, journal_of
from portal.services.file_reading import images_in, read_ledger
from portal.services.file_standing import unmatched
from portal.services.learners import measured as measured_training
from portal.services.looking import MEMBER
from portal.services.made_whole import taken_over_in
from portal.services.measured_parts import still_stated
from portal.services.overview import newest_run
from portal.services.scope_figures import scope_unapproved
from portal.services.spot_check_state import figures_beside, stands_in
from storage import RunRow, Work
from storage.errors import BlobMissing, NotStored, SealBroken

_UNLOGGED = ("record_without_entry", "record_entered_twice", "count_differs")
_ORPHAN = "orphan_record"
_MONEY = ("money", "coverage")
"""Areas of the clinic record whose records are about money."""


@dataclass(frozen=True)
class Taken:
    """ours: control total -> what the run has, in minor units."""

    evidence: Evidence
    ours: Mapping[str, int]


def taken(work: Work, project: str, statements: Iterable[Statement]) -> Taken:
    """Everything that is known now. Opens parts of the run and proves its originals: not for every rerun."""
    said, run = still_stated(work, project, statements), newest_run(work, project)
    own = {**scope_unapproved(work, project), **measured_training(work, project)}
    if run is None:
        return Taken(_evidence({}, {**stated_figures(said, {}), **own}), {})
    ours = ours_of(beyond(work, Beyond.TOTALS), project, run.run, said)
    charts = stands_in(work, project, run)
    stated = stated_figures(said, ours)
    counted = figures_beside(charts, work.spot_checks.of(project).checking, stated)
    figures = {**stated, **counted, **own}
    return Taken(_evidence(_of_run(work, project, run), figures), ours)


def _evidence(measured: Mapping[str, Any], stated: Mapping[str, int | None]) -> Evidence:
    whole: dict[str, Any] = {**measured, **stated}
    return Evidence(**whole)


def _of_run(work: Work, project: str, run: RunRow) -> dict[str, Any]:
    summary = run.summary
    return {
        "run": run.run,
        "result": run.result,
        "log_root": summary.get("log_root") or "",
        "tables_open": tables_open(summary),
        "records_waiting": sum(table["waiting"] for table in summary["tables"]),
        "cells_waiting": summary["cells"]["waiting"],
        "records_without_log": sum(a["count"] for a in summary["amiss"] if a["kind"] in _UNLOGGED),
        "taken_over": taken_over_in(run),
        **_orphans(work, project, run),
        **_images(work, project, run),
        **_groups(work, project, run),
    }


def tables_open(summary: Mapping[str, Any]) -> int:
    """Tables of which a sum does not close; at least one where the run says that it does not."""
    amiss = {(each["file"], each["table"]) for each in summary["amiss"]}
    for table in summary["tables"]:
        parts = ("imported", "flagged", "merged", "skipped", "waiting")
        if table["records_in_file"] != sum(table[part] for part in parts):
            amiss.add((table["file"], table["table"]))
    return len(amiss) or int(not summary["closes"])


def _orphans(work: Work, project: str, run: RunRow) -> dict[str, int]:
    """Records that wait for somebody who is not there: money by the kind of their table, else of a chart."""
    money = _tables_of_money(work, project, run)
    found = {"orphan_payments": 0, "orphan_clinical": 0}
    for log in work.runs.blocks(project, run.run, "log", RESTRICTED):
        orphans = log.filter(
            (pl.col("disposition") == "waiting") & pl.col("reasons").str.contains(_ORPHAN, literal=True)
        )
        for file, table, count in orphans.group_by("file", "table").len().rows():
            kind = "orphan_payments" if (file, table) in money else "orphan_clinical"
            found[kind] += count
    return found


def _tables_of_money(work: Work, project: str, run: RunRow) -> set[tuple[str, str]]:
    if run.mapping_version is None:
        return set()
    tables = json.loads(work.mappings.get(project, run.mapping_version).text)["tables"]
    kinds = {(table["file"], table["table"]): _first_kind(table) for table in tables}
    return {table for table, kind in kinds.items() if kind and RECORD.entity(kind).area in _MONEY}


def _first_kind(table: Mapping[str, Any]) -> str:
    routes = table.get("routes") or ()
    return str(routes[0]["entity"]) if routes else ""


def _images(work: Work, project: str, run: RunRow) -> dict[str, int]:
    images = images_in(work, project, run.run)
    checking = work.spot_checks.of(project).checking
    return {
        "images": images.height,
        "images_unmatched": unmatched(images, read_ledger(work, project, run.run), checking),
        "images_changed": _changed(work, project, run, images),
    }


def _changed(work: Work, project: str, run: RunRow, images: pl.DataFrame) -> int:
    """Images whose original is not there any more as it came: each is opened and its digest proven."""
    proven = _proven(work, project, run, {path.split(MEMBER)[0] for path in images["path"]})
    return sum(not _stands(proven, path, digest) for path, digest in images.select("path", "sha256").rows())


def _stands(proven: Mapping[str, str], path: str, digest: str) -> bool:
    """A member of an archive stands as the archive does; a file of its own by its own digest."""
    upload = path.split(MEMBER)[0]
    return upload in proven and (upload != path or proven[upload] == digest)


def _proven(work: Work, project: str, run: RunRow, paths: set[str]) -> dict[str, str]:
    """Path -> digest of the run's uploads among `paths` that open and are what was received."""
    found = {}
    for upload in run.summary.get("uploads", {}):
        try:
            row = work.uploads.get(project, upload)
            if row.path in paths:
                for _ in beyond(work, Beyond.ORIGINALS).uploads.open_stream(row):
                    pass
                found[row.path] = row.sha256
        except (BlobMissing, NotStored, SealBroken):
            continue
    return found


def _groups(work: Work, project: str, run: RunRow) -> dict[str, int | None]:
    """Groups that nobody has decided, by whose decision they are; unknown for a run that names none."""
    if not any(part.name == GROUPS for part in work.runs.parts(project, run.run)):
        return dict.fromkeys(("clinical_groups_open", "financial_groups_open", "other_groups_open"))
    groups = from_frame(work.runs.open_part(project, run.run, GROUPS, RESTRICTED))
    return groups_open(groups_now({each.group.id: each for each in groups}, journal_of(work, project, run)))


def groups_open(groups: Iterable[GroupNow]) -> dict[str, int | None]:
    """Those that the Decisions page calls open: also where a decision was taken back since the run."""
    left = [each.found.sensitivity for each in groups if each.open]
    clinical, financial = left.count("clinical"), left.count("financial")
    return {
        "clinical_groups_open": clinical,
        "financial_groups_open": financial,
        "other_groups_open": len(left) - clinical - financial,
    }
