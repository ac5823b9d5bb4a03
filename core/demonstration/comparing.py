"""The engine held against the truth: every record and field, every entry of the log, every file.

Differences are data, by kind, so that a test can say of each kind how many there may be and why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from core.demonstration.truth import KEY, Truth
from core.outcome import Outcome
from core.parts import Part, put_together
from core.record import RECORD
from core.record.model import Entity, Kind
from core.tables import ReadTable


class Differs(StrEnum):
    """What can differ."""

    MISSING = "missing record"
    EXTRA = "extra record"
    FIELD = "field differs"
    DISPOSITION = "disposition differs"
    REASONS = "reasons differ"
    FILE = "file differs"


@dataclass(frozen=True, order=True)
class Difference:
    """kind, where it is (entity.field, or file and table), whose, and both values as text."""

    kind: Differs
    where: str
    key: str
    expected: str = ""
    found: str = ""


def differences(truth: Truth, outcome: Outcome, tables: Sequence[ReadTable]) -> list[Difference]:
    """Everything in which the run differs from the truth, in order."""
    published = put_together(outcome.parts, tables)
    system = outcome.mapping.system
    found = []
    for name in sorted({*truth.records, *published.records}):
        entity = RECORD.entity(name)
        expected = truth.records.get(name)
        made = published.records.get(name)
        found += _records(entity, expected, None if made is None else _keyed(entity, made.whole(), system))
    return [*found, *_entries(truth.entries, published.log.whole()), *_files(truth.files, outcome.parts)]


def by_kind(found: Sequence[Difference]) -> dict[tuple[Differs, str], int]:
    """How many there are of each kind and place."""
    return dict(sorted(Counter((each.kind, each.where) for each in found).items()))


def _keyed(entity: Entity, frame: pl.DataFrame, system: str) -> pl.DataFrame:
    """KEY and the fields, references as "entity:key": target ids without the name of the system."""
    fields = [
        pl.col(f.name).str.replace(f":{system}:", ":", literal=True)
        if f.kind is Kind.REFERENCE
        else pl.col(f.name)
        for f in entity.fields
    ]
    return frame.select(pl.col("id").str.strip_prefix(f"{entity.name}:{system}:").alias(KEY), *fields)


def _records(entity: Entity, expected: pl.DataFrame | None, made: pl.DataFrame | None) -> list[Difference]:
    if expected is None or made is None:
        alone = made if expected is None else expected
        kind = Differs.EXTRA if expected is None else Differs.MISSING
        return [] if alone is None else [Difference(kind, entity.name, key) for key in alone[KEY]]
    missing = expected.join(made, on=KEY, how="anti")[KEY]
    extra = made.join(expected, on=KEY, how="anti")[KEY]
    both = expected.join(made, on=KEY, how="inner", suffix=" made")
    return [
        *(Difference(Differs.MISSING, entity.name, key) for key in missing),
        *(Difference(Differs.EXTRA, entity.name, key) for key in extra),
        *(each for field in entity.fields for each in _field(entity, field.name, both)),
    ]


def _field(entity: Entity, name: str, both: pl.DataFrame) -> list[Difference]:
    ours = pl.col(f"{name} made")
    differing = both.filter(~pl.col(name).eq_missing(ours)).select(KEY, pl.col(name), ours)
    return [
        Difference(Differs.FIELD, f"{entity.name}.{name}", key, str(expected), str(made))
        for key, expected, made in differing.rows()
    ]


def _entries(expected: pl.DataFrame, log: pl.DataFrame) -> list[Difference]:
    """Every source row's entry: its number, what became of it, and why."""
    place = ["file", "table", "record"]
    made = log.select(
        *place, "source_id", pl.col("disposition").alias("made"), pl.col("reasons").alias("why")
    )
    both = expected.join(made, on=place, how="full", coalesce=True)
    where = pl.concat_str("file", pl.lit(" "), "table")
    differing = both.with_columns(
        where.alias("where"),
        pl.col("reasons").list.join(", "),
        pl.col("why").str.split(", ").list.sort().list.join(", "),
    )
    unlike = differing.filter(~pl.col("disposition").eq_missing(pl.col("made")))
    numbered = differing.filter(pl.col("source_id").is_not_null() & (pl.col("key") != pl.col("source_id")))
    reasons = differing.filter(
        pl.col("disposition").eq_missing(pl.col("made")) & ~pl.col("reasons").eq_missing(pl.col("why"))
    )
    return [
        *_of_entries(Differs.DISPOSITION, unlike, "disposition", "made"),
        *_of_entries(Differs.DISPOSITION, numbered, "key", "source_id"),
        *_of_entries(Differs.REASONS, reasons, "reasons", "why"),
    ]


def _of_entries(kind: Differs, rows: pl.DataFrame, expected: str, made: str) -> list[Difference]:
    return [
        Difference(kind, where, f"row {record}", str(wanted), str(found))
        for where, record, wanted, found in rows.select("where", "record", expected, made).rows()
    ]


def _files(expected: pl.DataFrame, parts: Sequence[Part]) -> list[Difference]:
    made: Mapping[str, tuple[str, str | None]] = {
        path: (verdict, patient)
        for part in parts
        if part.name == "files"
        for path, verdict, patient in part.frame.select("path", "verdict", "patient").rows()
    }
    wanted = {path: (verdict, patient) for path, verdict, patient in expected.rows()}
    return [
        Difference(Differs.FILE, "files", path, str(wanted.get(path)), str(made.get(path)))
        for path in sorted({*wanted, *made})
        if wanted.get(path) != made.get(path)
    ]
