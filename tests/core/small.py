"""A clinic record and tables small enough to read, for tests of the engine apart from the real ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from core.mapping.model import Fate, Kept, Mapping, Route, Rule, Step, TableMapping
from core.packed import Packed
from core.record.model import ClinicRecord, Domain, Entity, Field, Kind, Sensitivity
from core.tables import LINE, RECORD, ReadTable, SourceTable

ID, CL, FI, OP = Sensitivity.IDENTITY, Sensitivity.CLINICAL, Sensitivity.FINANCIAL, Sensitivity.OPERATIONAL


def _field(name: str, kind: Kind, sensitivity: Sensitivity, **facts: object) -> Field:
    return Field(name, kind, sensitivity, f"The {name}.", "Basic", **facts)  # type: ignore[arg-type]


PATIENT = Entity(
    "patient",
    "people",
    "A person.",
    "Patient",
    (
        _field("last_name", Kind.TEXT, ID),
        _field("birth_date", Kind.DATE, ID),
        _field("sex", Kind.CODE, ID, domain=Domain((("female", ("f",)), ("male", ("m",))))),
        _field("balance", Kind.MONEY, FI),
        _field("languages", Kind.TEXT, OP, many=True),
    ),
)
VISIT = Entity(
    "visit",
    "care",
    "A visit.",
    "Encounter",
    (
        _field("patient", Kind.REFERENCE, ID, reference=("patient",), required=True),
        _field("start", Kind.DATETIME, OP),
        _field("note", Kind.NOTE, CL),
        _field("earlier", Kind.REFERENCE, OP, reference=("visit",)),
    ),
)
PHONE = Entity(
    "phone",
    "people",
    "A telephone.",
    "Patient.telecom",
    (
        _field("patient", Kind.REFERENCE, ID, reference=("patient",)),
        _field("number", Kind.TEXT, ID),
    ),
    satellite=True,
)
NOTE = Entity(
    "clinical_note",
    "clinical",
    "What was written about a patient.",
    "DocumentReference",
    (
        _field("patient", Kind.REFERENCE, ID, reference=("patient",), required=True),
        _field("title", Kind.TEXT, CL),
        _field("text", Kind.NOTE, CL, many=True),
    ),
)
SMALL = ClinicRecord((PATIENT, VISIT, PHONE, NOTE))

STEPS = {
    Kind.TEXT: ("text", {}),
    Kind.NOTE: ("text", {}),
    Kind.DATE: ("date", {"order": "mdy"}),
    Kind.DATETIME: ("datetime", {"order": "mdy", "zone": "UTC"}),
    Kind.MONEY: ("money", {"currency": "USD"}),
    Kind.CODE: ("value_map", {"map": {"f": "female", "m": "male"}}),
    Kind.REFERENCE: ("identifier", {}),
}


def source(name: str, columns: Sequence[str], rows: Sequence[Sequence[str | None]]) -> SourceTable:
    """A source table "<name>.csv" of text cells, records numbered from 1."""
    cells = {column: [row[i] for row in rows] for i, column in enumerate(columns)}
    frame = pl.DataFrame(
        {RECORD: range(1, len(rows) + 1), LINE: range(2, len(rows) + 2), **cells},
        schema={RECORD: pl.UInt32, LINE: pl.UInt32, **dict.fromkeys(columns, pl.String)},
    )
    return SourceTable(f"{name}.csv", name, tuple(columns), frame)


def read(table: SourceTable, counted: int | None = None) -> ReadTable:
    """As a reader hands it over, counted right unless said otherwise."""
    return ReadTable(table, (), table.frame.height if counted is None else counted, {}, {})


def in_windows(read: ReadTable) -> ReadTable:
    """Two rows at a time, so that what is lost between windows is lost here too."""
    return replace(read, table=replace(read.table, rows=Packed.of(read.table.frame, 2)))


def rule(column: str, entity: str, name: str) -> Rule:
    kind = SMALL.entity(entity).field(name).kind
    transform, options = STEPS[kind]
    return Rule((column,), entity, name, (Step(transform, options),), by="a test")


def mapped(
    table: SourceTable,
    entity: str,
    fields: dict[str, str],
    *,
    key: tuple[str, ...] = (),
    kept: dict[str, Fate] | None = None,
    unparsable: Fate = Fate.WAITING,
) -> TableMapping:
    """`fields` is column -> "field" of `entity` or "entity.field" of a satellite."""
    rules = []
    for column, target in fields.items():
        owner, _, name = target.rpartition(".")
        rules.append(rule(column, owner or entity, name))
    held = tuple(Kept(column, fate, "a test", "it was said") for column, fate in (kept or {}).items())
    return TableMapping(
        table.file, table.name, key, (Route(entity),), tuple(rules), held, unparsable, "a test"
    )


def mapping(*tables: TableMapping) -> Mapping:
    return Mapping(tables, system="main")
