"""The truth beside the example: every record, every entry of the log and every file, as it ought to be.

Built from the group's own objects, never by running the engine or reading the export, so that either can be
held against it. Fields are in the types of the clinic record: amounts as minor units beside a currency, dates
and instants as such, codes of our sets, references by source key.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

import polars as pl

from core.demonstration.expected import expectations
from core.demonstration.expected.files import files
from core.demonstration.expected.model import Expected, Made, Source
from core.demonstration.group import Group, Pair
from core.record import RECORD
from core.record.model import Entity
from core.shape.entities import field_type

KEY = "key"
ENTRIES: dict[str, pl.DataType] = {
    "file": pl.String(),
    "table": pl.String(),
    "record": pl.UInt32(),
    "key": pl.String(),
    "disposition": pl.String(),
    "reasons": pl.List(pl.String),
}
FILES = {"path": pl.String, "verdict": pl.String, "patient": pl.String}


@dataclass(frozen=True)
class Truth:
    """records: entity -> KEY and every field. entries: ENTRIES, one for each source row. files: FILES."""

    records: Mapping[str, pl.DataFrame] = field(repr=False)
    entries: pl.DataFrame = field(repr=False)
    files: pl.DataFrame = field(repr=False)
    pairs: tuple[Pair, ...]


def truth_of(group: Group) -> Truth:
    """That of the on-premise export."""
    return truth_from(expectations(group), files(group), group.pairs)


def truth_from(
    rows: Mapping[Source, Sequence[Expected]],
    stored: Iterable[tuple[str, str, str | None]],
    pairs: tuple[Pair, ...],
) -> Truth:
    """The truth of any export. stored: (path, verdict, the patient's number or None) of every stored file."""
    made: dict[str, list[Made]] = defaultdict(list)
    entries = []
    for (file, table), expected in rows.items():
        for place, row in enumerate(expected, start=1):
            entries.append((file, table, place, row.key, row.disposition, sorted(row.reasons)))
            for record in row.records:
                made[record.entity].append(record)
    return Truth(
        records={entity: _frame(RECORD.entity(entity), records) for entity, records in made.items()},
        entries=pl.DataFrame(entries, schema=ENTRIES, orient="row"),
        files=pl.DataFrame([*stored], schema=FILES, orient="row"),
        pairs=pairs,
    )


def _frame(entity: Entity, records: list[Made]) -> pl.DataFrame:
    """KEY and every field of the entity; what is empty in the example is empty in the record."""
    columns = {f.name: [_value(each.fields.get(f.name)) for each in records] for f in entity.fields}
    types: dict[str, pl.DataType] = {KEY: pl.String(), **{f.name: field_type(f) for f in entity.fields}}
    return pl.DataFrame({KEY: [each.key for each in records], **columns}, schema=types)


def _value(value: object) -> object:
    return None if value == "" else value


def truth_files(truth: Truth) -> dict[str, bytes]:
    """The truth as files, by path: Parquet tables, and the pairs of numbers that are one person's."""
    pairs = [{"first": p.first, "second": p.second, "by": p.by} for p in truth.pairs]
    return {
        **{f"records/{entity}.parquet": _parquet(frame) for entity, frame in truth.records.items()},
        "entries.parquet": _parquet(truth.entries),
        "files.parquet": _parquet(truth.files),
        "same_person.json": (json.dumps(pairs, indent=1) + "\n").encode(),
    }


def _parquet(frame: pl.DataFrame) -> bytes:
    written = BytesIO()
    frame.write_parquet(written)
    return written.getvalue()
