"""A run, from what was read to what is published; it reads as a page (design, section 5).

read -> map -> shape -> link -> check -> log -> reconcile -> outcome. A pure function (law 3): the same
intake and mapping give the same `run` and `result`. Nothing here stores anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from core import ENGINE_VERSION
from core.catalogue import SEVERITIES
from core.checks import checked
from core.choices import file as choices_file
from core.conservation import Published, conserved
from core.decisions import NO_DECISIONS, Decisions
from core.decisions import file as decisions_file
from core.decisions.fitting import refuse_decisions_unfitting
from core.decisions.settling import settled
from core.digests import combined, facts_digest, frame_digest
from core.findings import Finding, Severity
from core.hands import OWN_HANDS, Hands, ToShape
from core.identity.aliases import Aliases
from core.imaging import ImageHeader, image_findings
from core.mapping import digest
from core.mapping.fitting import refuse_unfitting
from core.mapping.lookups import with_lookups
from core.mapping.model import Fate, TableMapping
from core.mapping.model import Mapping as ColumnMapping
from core.migration_log import log_of, whole_log
from core.outcome import Outcome
from core.packed import Packed, Piece
from core.parts import (
    Part,
    billed_parts,
    decision_parts,
    entity_parts,
    file_parts,
    put_together,
    table_parts,
)
from core.record.model import ClinicRecord
from core.shape.attaching import note_entities
from core.shape.compiling import Worked
from core.shape.deciding import with_persons_merged, with_waiting_decided
from core.shape.entities import entity_frames, of_table
from core.shape.fates import kept_cells
from core.shape.groups import groups_of
from core.shape.linking import linked, standing_ids, with_duplicates_settled
from core.shape.notes import with_notes
from core.shape.noticed import (
    assumptions,
    cell_findings,
    counted_findings,
    repaired_rows,
    unanswered_references,
)
from core.side_by_side import side_by_side
from core.tables import Intake, ReadTable


class Stage(StrEnum):
    """What a run is doing, in order, for whoever watches it."""

    READ = "read"
    SHAPE = "shape"
    LINK = "link"
    CHECK = "check"
    LOG = "log"
    RECONCILE = "reconcile"
    PUBLISH = "publish"


Progress = Callable[[Stage, int, int], None]
"""Called with (stage, done, total) as a run goes on."""


def silent(_stage: Stage, _done: int, _total: int) -> None:
    """For runs that nobody watches."""


def run_id(intake: Intake, mapping: ColumnMapping, decisions: Decisions = NO_DECISIONS) -> str:
    """Digest of (upload digests, mapping, decisions, engine version), and of choices and bounds, if any."""
    choices = intake.choices
    said = (("choices", choices_file.digest(choices)),) if choices.files or choices.corrections else ()
    repaired = (("repairs", choices.repairs.digest()),) if choices.repairs.accepted else ()
    bounded = (("bounds", intake.bounds),) if intake.bounds else ()
    return combined(
        (
            ("uploads", facts_digest(intake.digests)),
            ("mapping", digest(mapping)),
            ("decisions", decisions_file.digest(decisions)),
            ("engine", ENGINE_VERSION),
            *repaired,
            *said,
            *bounded,
        )
    )


def migrate(
    intake: Intake,
    mapping: ColumnMapping,
    *,
    record: ClinicRecord,
    decisions: Decisions = NO_DECISIONS,
    progress: Progress = silent,
    hands: Hands = OWN_HANDS,
) -> Outcome:
    """One run over everything that was read. hands: who does the work that others can do as well.

    Raises MappingInvalid where the mapping does not fit it, and DecisionsInvalid where a decision does not.
    """
    sources = [read.table for read in intake.tables]
    refuse_unfitting(mapping, sources, record)
    followed = with_lookups(settled(mapping, decisions, sources), sources)
    refuse_decisions_unfitting(mapping, decisions, sources, record)
    made = _made(intake, mapping, followed, record, decisions, progress=progress, hands=hands)
    progress(Stage.RECONCILE, 0, 1)
    sums = conserved(intake.tables, followed, put_together(made.parts, intake.tables), record, decisions)
    return Outcome(
        run=run_id(intake, mapping, decisions),
        result=combined((f"{part.name}/{part.sensitivity}", frame_digest(part.frame)) for part in made.parts),
        mapping=mapping,
        parts=made.parts,
        sums=sums,
        findings=made.findings,
        files=made.files,
        decisions=decisions,
        choices=intake.choices,
    )


@dataclass(frozen=True)
class _Made:
    """What is to be published; of the rows as they were shaped nothing else stays in memory."""

    parts: tuple[Part, ...]
    findings: tuple[Finding, ...]
    files: Mapping[str, int]


def _made(
    intake: Intake,
    mapping: ColumnMapping,
    followed: ColumnMapping,
    record: ClinicRecord,
    decisions: Decisions,
    *,
    progress: Progress,
    hands: Hands,
) -> _Made:
    """mapping: as people saved it. followed: with what was decided and looked up."""
    shaped = _shaped(intake.tables, followed, decisions, progress=progress, hands=hands)
    tables, aliases = _linked(shaped, mapping, record, progress)
    del shaped
    given = entity_frames(tables, record, system=mapping.system, currency=mapping.currency)
    records = with_notes(given, tables, record, system=mapping.system)
    progress(Stage.CHECK, 0, 1)
    noticed = _noticed(intake.tables, tables, records, record)
    progress(Stage.LOG, 0, 1)
    cells = side_by_side(lambda table: kept_cells(table, (Fate.ARCHIVED, Fate.WAITING)), tables)
    kept = dict(zip((table.source.key for table in tables), cells, strict=True))
    published = Published(
        records=records,
        archive={key: cells[Fate.ARCHIVED] for key, cells in kept.items()},
        waiting={key: cells[Fate.WAITING] for key, cells in kept.items()},
        log=_log(intake.tables, tables, noticed, records, system=mapping.system),
        findings=noticed,
    )
    headers = hands.headers(intake.files)
    files, counts = file_parts(intake, headers, records, aliases)
    groups = groups_of(intake.tables, tables, mapping, record, decisions)
    chosen = decision_parts(groups, decisions)
    cut = (*entity_parts(records, record), *billed_parts(records))
    return _Made(
        (*cut, *table_parts(published, intake.tables), *chosen, *files),
        (*intake.findings, *_about_files(intake, headers), *_about_tables(intake, tables, record)),
        counts,
    )


def _linked(
    shaped: Sequence[Worked], mapping: ColumnMapping, record: ClinicRecord, progress: Progress
) -> tuple[list[Worked], Aliases]:
    """The tables with their records tied to each other, and who stands for whom."""
    progress(Stage.LINK, 0, 1)
    apart, aliases = with_persons_merged(with_duplicates_settled(shaped), system=mapping.system)
    tied = linked(apart, record, system=mapping.system, aliases=aliases)
    return with_waiting_decided(tied, record, standing_ids(tied), system=mapping.system), aliases


def _shaped(
    reads: Sequence[ReadTable],
    mapping: ColumnMapping,
    decisions: Decisions,
    *,
    progress: Progress,
    hands: Hands,
) -> list[Worked]:
    wanted = [ToShape(read.table, mapping.table(read.table.key) or unmapped(read)) for read in reads]
    shaped = []
    if wanted:
        progress(Stage.SHAPE, 0, len(wanted))
    for each, frame in zip(wanted, hands.shaped(wanted), strict=True):
        shaped.append(Worked(each.source, each.mapping, frame, decisions))
        if len(shaped) < len(wanted):
            progress(Stage.SHAPE, len(shaped), len(wanted))
    return shaped


def unmapped(read: ReadTable) -> TableMapping:
    """Of a table that nobody has said anything about: every record waits."""
    return TableMapping(read.table.file, read.table.name, key=(), routes=(), rules=(), kept=())


def _noticed(
    reads: Sequence[ReadTable],
    tables: Sequence[Worked],
    records: Mapping[str, pl.DataFrame],
    record: ClinicRecord,
) -> pl.DataFrame:
    repaired = (repaired_rows(read) for read in reads)
    packed = {name: Packed(frame.schema, (Piece(frame.height, frame),)) for name, frame in records.items()}
    return pl.concat([*repaired, *(cell_findings(t, SEVERITIES) for t in tables), checked(packed, record)])


def _log(
    reads: Sequence[ReadTable],
    tables: Sequence[Worked],
    noticed: pl.DataFrame,
    records: Mapping[str, pl.DataFrame],
    *,
    system: str,
) -> pl.DataFrame:
    flagging = noticed.filter(pl.col("severity") != Severity.INFO.value)

    def log(read: ReadTable, table: Worked) -> pl.DataFrame:
        file, name = read.table.key
        about = flagging.filter((pl.col("file") == file) & (pl.col("table") == name))
        own = {
            entity: of_table(records[entity], read.table.key)
            for entity in dict.fromkeys((*table.entities(), *note_entities(table)))
            if entity in records
        }
        return log_of(read, table, about, own, system=system)

    return whole_log(list(side_by_side(lambda both: log(*both), zip(reads, tables, strict=True))))


def _about_files(intake: Intake, headers: Sequence[ImageHeader]) -> list[Finding]:
    return [finding for file in intake.files for finding in file.findings] + list(image_findings(headers))


def _about_tables(intake: Intake, tables: Sequence[Worked], record: ClinicRecord) -> list[Finding]:
    given = frozenset(route.entity for table in tables for route in table.mapping.routes)
    found = [finding for read in intake.tables for finding in read.findings]
    for table in tables:
        found += assumptions(table, record)
        found += counted_findings(table, SEVERITIES)
        found += unanswered_references(table, record, given)
    return found
