"""From what the tables of a run gave to what is published: checks, log, parts, both sums, digests.

The same for tables that were made now and for those that are known from an earlier run; of the latter only
what is asked for is opened.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from core import ENGINE_VERSION
from core.choices import file as choices_file
from core.conservation import Ids, Published
from core.decisions import NO_DECISIONS, Decisions
from core.decisions import file as decisions_file
from core.digests import combined, facts_digest
from core.findings import Finding
from core.identity.aliases import Aliases
from core.imaging import ImageHeader, image_findings
from core.known import NOTHING, Known, checked_anew, ids_of
from core.made_table import MadeTable, people_of, records_of
from core.mapping import digest
from core.mapping.model import Fate
from core.mapping.model import Mapping as ColumnMapping
from core.migration_log import LOG_SCHEMA
from core.outcome import Outcome
from core.packed import Packed
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
from core.shape.groups import in_order, of_people
from core.shape.noticed import repaired_rows
from core.stages import Progress, Stage
from core.summing import Proof, sums_of
from core.tables import Intake
from core.whole_log import logs_of


@dataclass(frozen=True)
class Followed:
    """What a run follows. mapping: as people saved it. followed: with what was decided and looked up.

    aliases: of records that go on as others. linked: core.made_of.Ground.linked.
    """

    mapping: ColumnMapping
    followed: ColumnMapping
    decisions: Decisions
    record: ClinicRecord
    aliases: Aliases = field(default_factory=dict)
    linked: str = ""


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


def finished(
    intake: Intake,
    tables: Sequence[MadeTable],
    how: Followed,
    *,
    headers: Sequence[ImageHeader],
    progress: Progress,
    known: Known = NOTHING,
) -> Outcome:
    """What is published. headers: of the image files of the intake. known: what holds of an earlier run.

    Raises CannotReuse where a table that is known from there became another.
    """
    record, decisions = how.record, how.decisions
    records = records_of(tables, record)
    checks, asked = checked_anew(records, record, known)
    noticed = _noticed(tables, checks)
    progress(Stage.LOG, 0, 1)
    logs = logs_of(tables, noticed, known)
    published = Published(
        records=records,
        archive={table.key: table.kept[Fate.ARCHIVED] for table in tables},
        waiting={table.key: table.kept[Fate.WAITING] for table in tables},
        log=Packed.joined([rows for _, rows in logs]) if logs else Packed(pl.Schema(LOG_SCHEMA), ()),
        findings=noticed,
    )
    files, counts = file_parts(intake, headers, records, how.aliases)
    parts = (*_of_records(records, record), *table_parts(published, tables), *_decided(tables, how), *files)
    progress(Stage.RECONCILE, 0, 1)
    unique = frozenset(name for name, rows in records.items() if ids_of(rows) in known.unique)
    ids = Ids(records, unique)
    sealed = put_together(parts, [table.read for table in tables])
    proof = Proof(how.followed, sealed, record, decisions, ids)
    sums = sums_of(tables, proof, known, again=[key not in known.logs for key, _ in logs])
    hashed: Hashed = {}
    digests = [ranges_digest(part.packed, known.digests, hashed) for part in parts]
    named = (f"{part.name}/{part.sensitivity}" for part in parts)
    alone = {ids_of(rows) for name, rows in records.items() if not ids.twice[name]}
    return Outcome(
        run=run_id(intake, how.mapping, decisions),
        result=combined(zip(named, (each for each, _ in digests), strict=True)),
        mapping=how.mapping,
        parts=parts,
        sums=tuple(sums),
        findings=(*intake.findings, *_about_files(intake, headers), *_about_tables(tables)),
        files=counts,
        decisions=decisions,
        choices=intake.choices,
        tables=tuple(replace(table, entries=None) for table in tables),
        known=Known(
            checks=asked,
            logs=dict(logs),
            sums={(each.file, each.table): each for each in sums},
            digests={key: one for _, ranges in digests for key, one in ranges.items()},
            unique=frozenset(alone - {""}),
        ),
        about_files=intake.findings,
        linked=how.linked,
    )


def _noticed(tables: Sequence[MadeTable], checks: pl.DataFrame) -> pl.DataFrame:
    repaired = (repaired_rows(table.read) for table in tables)
    return pl.concat([*repaired, *(table.findings for table in tables), checks])


def _of_records(records: Mapping[str, Packed], record: ClinicRecord) -> list[Part]:
    return [*entity_parts(records, record), *billed_parts(records)]


def _decided(tables: Sequence[MadeTable], how: Followed) -> list[Part]:
    groups = [found for table in tables for found in table.groups]
    every = in_order([*groups, *of_people(people_of(tables))], how.decisions)
    return decision_parts(every, how.decisions)


def _about_files(intake: Intake, headers: Sequence[ImageHeader]) -> list[Finding]:
    return [finding for file in intake.files for finding in file.findings] + list(image_findings(headers))


def _about_tables(tables: Sequence[MadeTable]) -> list[Finding]:
    found = [finding for table in tables for finding in table.read.findings]
    return found + [finding for table in tables for finding in table.about]
