"""From what is known to what the readiness document says: content only, nothing about paper or keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar

import polars as pl

from core.conservation import CellSums, TableSums
from core.money import Money
from core.parts import RESTRICTED
from core.readiness import Move, Part, Signer, Statement, Waiver
from core.readiness.statements import PART_OF, standing
from portal.services.learners import taught
from portal.services.measured_parts import still_stated
from portal.services.sample_line import changed_answers, sample_of
from portal.services.scope_figures import lines_of_document
from portal.services.standing_decisions import decision_lines
from portal.wording import go_live as words
from portal.wording.mapping import kind
from reports.readiness import (
    Brought,
    ReadinessDocument,
    ScopeLine,
    SpotCheck,
    TableLine,
    TieOut,
    Training,
    left_behind_in,
    names_a_patient,
    table_lines,
)
from storage import Readiness, RunRow, Work

_FATES = ("imported", "flagged", "merged", "skipped", "waiting")


def composed(
    work: Work,
    state: Readiness,
    run: RunRow,
    *,
    name: str,
    project: str,
    signers: Mapping[Signer, str],
    at: datetime,
    patients: Collection[str],
) -> ReadinessDocument:
    """The content for what stands. name: the document's. project: as people call it. at: in a zone.

    A reason in the date's history that names somebody who has become a patient since is left out, visibly.
    The audit trail is anchored, and its head goes into the document.
    """
    said = standing(still_stated(work, state.project, state.statements))
    lines = lines_of(run.summary)
    anchor = work.audit.anchor(state.project)
    return ReadinessDocument(
        id=name,
        clinic=project,
        project=words.MOVING,
        written=at,
        snapshot=replace(state.journey.snapshot, waivers=_in_zone(state.journey.waivers, at)),
        left_behind=left_behind_in(lines),
        brought=_brought(work, state.project, run),
        scope=lines_of_document(work, state.project)
        or tuple(
            ScopeLine(each.subject, bool(each.figure("moves")), each.note, each.by)
            for each in _of(said, Part.SCOPE)
        ),
        decisions=decision_lines(work, state.project, at.tzinfo or UTC),
        tables=lines,
        tie_outs=tie_outs(said, state.ours),
        spot_checks=tuple(
            SpotCheck(
                each.subject,
                each.figure("asked"),
                each.figure("compared"),
                each.figure("raised"),
                each.figure("settled"),
                each.by,
            )
            for each in _of(said, Part.CHARTS)
        ),
        training=_training(work, state, said),
        moves=_tellable(_in_zone(state.journey.moves, at), patients),
        audit_head=anchor.hash.hex() if anchor else "",
        signers=tuple((role, signers[role]) for role in Signer),
        stated=stated_by(said),
        sample=sample_of(work, state.project, run, at.tzinfo or UTC, patients=patients),
        changed=changed_answers(
            work.spot_checks.of(state.project).checking, at.tzinfo or UTC, patients=patients
        ),
    )


def _tellable(moves: Iterable[Move], patients: Collection[str]) -> tuple[Move, ...]:
    return tuple(
        replace(each, reason=words.WITHHELD) if names_a_patient(each.reason, patients) else each
        for each in moves
    )


Timed = TypeVar("Timed", Move, Waiver)


def _in_zone(given: Iterable[Timed], at: datetime) -> tuple[Timed, ...]:
    """The same instants, told in the zone of `at`."""
    return tuple(replace(each, at=each.at.astimezone(at.tzinfo)) for each in given)


def _training(work: Work, state: Readiness, said: Iterable[Statement]) -> tuple[Training, ...]:
    """As the portal counted it, else as stated."""
    if rows := taught(work, state.project):
        return tuple(Training(row.title, row.people, row.finished, "") for row in rows)
    return tuple(
        Training(each.subject, each.figure("people"), each.figure("finished"), each.by)
        for each in _of(said, Part.TRAINING)
    )


def stated_by(said: Iterable[Statement]) -> tuple[tuple[str, str], ...]:
    """Gate -> the names of those on whose word its figure stands, for gates that have any."""
    given = tuple(said)
    names = {
        gate: " and ".join(dict.fromkeys(each.by for each in given if each.part is part))
        for gate, part in PART_OF.items()
    }
    return tuple((gate, by) for gate, by in names.items() if by)


def tie_outs(said: Iterable[Statement], ours: Mapping[str, int]) -> tuple[TieOut, ...]:
    """Control totals that the run has a figure for. An explanation stands only beside the difference that it
    was given for.
    """
    return tuple(
        TieOut(
            each.subject,
            Money(each.figure("theirs"), each.currency),
            Money(ours[each.subject], each.currency),
            _explained(each, ours[each.subject]),
            each.by,
        )
        for each in _of(said, Part.TOTALS)
        if each.subject in ours
    )


def _explained(said: Statement, ours: int) -> str:
    if said.figure("theirs") == ours:
        return ""
    return said.note if said.explains(ours) else words.UNEXPLAINED


def _of(said: Iterable[Statement], part: Part) -> tuple[Statement, ...]:
    return tuple(each for each in said if each.part is part)


def lines_of(summary: Mapping[str, Any]) -> tuple[TableLine, ...]:
    """Both sums of every table. A run whose summary lacks the cells of its tables has to be run again."""
    cells = {(each["file"], each["table"]): each for each in summary["table_cells"]}
    return table_lines(_sums(table, cells[table["file"], table["table"]]) for table in summary["tables"])


def _sums(table: Mapping[str, Any], cells: Mapping[str, Any]) -> TableSums:
    counted = CellSums(**{name: cells[name] for name in vars(CellSums())})
    return TableSums(
        file=table["file"],
        table=table["table"],
        records_in_file=table["records_in_file"],
        dispositions={fate: table[fate] for fate in _FATES},
        columns={"": counted},
        amiss=(),
    )


def _brought(work: Work, project: str, run: RunRow) -> tuple[Brought, ...]:
    """Records by kind, most first, with those of them that carry a flag."""
    counts = {
        part.name.removeprefix("entity/"): part.rows
        for part in work.runs.parts(project, run.run)
        if part.name.startswith("entity/")
    }
    flagged = _flagged(work, project, run)
    ordered = sorted(counts, key=lambda name: (-counts[name], name))
    return tuple(Brought(kind(name), counts[name], flagged[name]) for name in ordered)


def _flagged(work: Work, project: str, run: RunRow) -> Counter[str]:
    """Kind of record -> how many came from a source record with a flag."""
    found: Counter[str] = Counter()
    for log in work.runs.blocks(project, run.run, "log", RESTRICTED):
        targets = log.filter(pl.col("disposition") == "flagged")["targets"]
        found.update(each.split(":", 1)[0] for told in targets for each in told.split(", ") if each)
    return found
