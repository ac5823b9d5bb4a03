"""A run, from what was read to what is published; it reads as a page (design, section 5).

read -> map -> shape -> link -> check -> log -> reconcile -> outcome. A pure function (law 3): the same
intake and mapping give the same `run` and `result`. Nothing here stores anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from core import ENGINE_VERSION
from core.checks import checked
from core.choices import file as choices_file
from core.conservation import Published, conserved
from core.decisions import NO_DECISIONS, Decisions
from core.decisions import file as decisions_file
from core.decisions.fitting import refuse_decisions_unfitting
from core.decisions.settling import settled
from core.digests import combined, facts_digest
from core.findings import Finding, Severity
from core.hands import OWN_HANDS, Hands, ToShape
from core.identity.aliases import Aliases
from core.imaging import ImageHeader, image_findings
from core.making import MadeTable, Ways, made_of, people_of, records_of
from core.mapping import digest
from core.mapping.fitting import refuse_unfitting
from core.mapping.lookups import with_lookups
from core.mapping.model import Fate, TableMapping
from core.mapping.model import Mapping as ColumnMapping
from core.migration_log import LOG_SCHEMA, Flags
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
from core.range_digests import Hashed, ranges_digest
from core.record.model import ClinicRecord
from core.shape.deciding import with_persons_merged, with_waiting_decided
from core.shape.groups import in_order, of_people
from core.shape.laid import Laid
from core.shape.linking import linked, standing_ids, with_duplicates_settled
from core.shape.noticed import repaired_rows
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
    hashed: Hashed = {}
    digests = [ranges_digest(part.packed, {}, hashed) for part in made.parts]
    return Outcome(
        run=run_id(intake, mapping, decisions),
        result=combined(
            (f"{part.name}/{part.sensitivity}", digests[n][0]) for n, part in enumerate(made.parts)
        ),
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
    laid = _laid(intake.tables, followed, decisions, progress=progress, hands=hands)
    given = frozenset(entity for table in laid for entity in table.entities)
    laid, aliases = _linked(laid, mapping, record, given, progress=progress)
    progress(Stage.CHECK, 0, 1)
    tables = made_of(laid, Ways(record, mapping, given, aliases))
    records = records_of(tables, record)
    noticed = _noticed(intake.tables, tables, records, record)
    progress(Stage.LOG, 0, 1)
    published = Published(
        records=records,
        archive={table.key: table.kept(Fate.ARCHIVED) for table in tables},
        waiting={table.key: table.kept(Fate.WAITING) for table in tables},
        log=_log(tables, noticed),
        findings=noticed,
    )
    headers = hands.headers(intake.files)
    files, counts = file_parts(intake, headers, records, aliases)
    groups = [found for table in tables for found in table.groups()]
    chosen = decision_parts(in_order([*groups, *of_people(people_of(tables))], decisions), decisions)
    cut = (*entity_parts(records, record), *billed_parts(records))
    return _Made(
        (*cut, *table_parts(published, intake.tables), *chosen, *files),
        (*intake.findings, *_about_files(intake, headers), *_about_tables(intake, tables)),
        counts,
    )


def _linked(
    tables: Sequence[Laid],
    mapping: ColumnMapping,
    record: ClinicRecord,
    given: AbstractSet[str],
    *,
    progress: Progress,
) -> tuple[list[Laid], Aliases]:
    """The tables with their records tied to each other, and who stands for whom."""
    progress(Stage.LINK, 0, 1)
    narrow = [table.narrow(record, given) for table in tables]
    apart, aliases = with_persons_merged(with_duplicates_settled(narrow), system=mapping.system)
    del narrow
    tied = linked(apart, record, aliases=aliases)
    del apart
    decided = with_waiting_decided(tied, record, standing_ids(tied), system=mapping.system)
    both = zip(tables, decided, strict=True)
    return [table.with_links(after, record, given).with_words() for table, after in both], aliases


def _laid(
    reads: Sequence[ReadTable],
    mapping: ColumnMapping,
    decisions: Decisions,
    *,
    progress: Progress,
    hands: Hands,
) -> list[Laid]:
    """Every table shaped, window by window."""
    mappings = [mapping.table(read.table.key) or unmapped(read) for read in reads]
    if reads:
        progress(Stage.SHAPE, 0, len(reads))
    wanted = (
        ToShape(window, own, number)
        for read, own in zip(reads, mappings, strict=True)
        for number, window in enumerate(read.table.windows())
    )
    shaped = hands.shaped(wanted)
    laid = []
    for read, own in zip(reads, mappings, strict=True):
        pieces = tuple(Piece.of(next(shaped)) for _ in read.table.windows())
        laid.append(Laid(read, own, decisions, pieces))
        if len(laid) < len(reads):
            progress(Stage.SHAPE, len(laid), len(reads))
    return laid


def unmapped(read: ReadTable) -> TableMapping:
    """Of a table that nobody has said anything about: every record waits."""
    return TableMapping(read.table.file, read.table.name, key=(), routes=(), rules=(), kept=())


def _noticed(
    reads: Sequence[ReadTable],
    tables: Sequence[MadeTable],
    records: Mapping[str, Packed],
    record: ClinicRecord,
) -> pl.DataFrame:
    repaired = (repaired_rows(read) for read in reads)
    asked = checked(records, record)
    return pl.concat([*repaired, *(table.findings() for table in tables), asked])


def _log(tables: Sequence[MadeTable], noticed: pl.DataFrame) -> Packed:
    """The entries of each table in order, then its rejects."""
    flags = [_flags(table, noticed) for table in tables]
    windows = (
        (about, piece) for about, table in zip(flags, tables, strict=True) for piece in table.entries()
    )
    told = side_by_side(lambda each: each[0].told(each[1]), windows)
    pieces: list[Piece] = []
    for about, table in zip(flags, tables, strict=True):
        pieces += [next(told) for _ in table.entries()]
        pieces.append(Piece.of(about.rejects()))
    return Packed(pl.Schema(LOG_SCHEMA), tuple(piece for piece in pieces if piece.height))


def _flags(table: MadeTable, noticed: pl.DataFrame) -> Flags:
    (file, name), laid = table.key, table.laid
    about = (pl.col("file") == file) & (pl.col("table") == name)
    flagging = noticed.filter(about & (pl.col("severity") != Severity.INFO.value))
    return Flags(laid.read, laid.mapping, laid.decisions, flagging)


def _about_files(intake: Intake, headers: Sequence[ImageHeader]) -> list[Finding]:
    return [finding for file in intake.files for finding in file.findings] + list(image_findings(headers))


def _about_tables(intake: Intake, tables: Sequence[MadeTable]) -> list[Finding]:
    found = [finding for read in intake.tables for finding in read.findings]
    return found + [finding for table in tables for finding in table.about()]
