"""From published frames to charts: the records of the patients asked for, in the order that they are read.

A frame may lack the parts that a person may not open; its records are then told by what is there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

import polars as pl

from core.charts.model import Chart, Entry, Section, SourceRow
from core.charts.sections import PATIENT, SECTION_OF, WARNINGS
from core.charts.standing import Standing, standing_of
from core.record import RECORD
from core.record.model import CURRENCY, Kind
from core.shape.entities import ID

_WHEN = (
    *("start", "date", "taken_at", "written_at", "examined_at", "study_date", "performed_at", "given_at"),
    *("signed_at", "onset", "recorded", "due", "due_on", "service_date", "entered_at", "completed_on"),
)
"""Fields that say when an entry is about, the first that is filled."""


def charts_of(
    frames: Mapping[str, pl.DataFrame], patients: Collection[str], *, names: Mapping[str, str]
) -> dict[str, Chart]:
    """Patient -> chart, for those of `patients` who are among the records.

    frames: entity -> its records, with `id`, `patient` (but of the patient itself) and whence they came.
    names: id of a provider, room, insurer ... -> what it is called.
    """
    found: dict[str, dict[Section, list[Entry]]] = {}
    for entity in RECORD.entities:
        if entity.name not in frames or entity.name not in SECTION_OF:
            continue
        owner = ID if entity.name == PATIENT else PATIENT
        of_them = frames[entity.name].filter(pl.col(owner).is_in(list(patients)))
        for row in of_them.iter_rows(named=True):
            for section, entry in _entries(entity.name, row, names):
                found.setdefault(row[owner], {}).setdefault(section, []).append(entry)
    there = {patient: sections for patient, sections in found.items() if _is_there(sections)}
    return {patient: _chart(patient, sections) for patient, sections in there.items()}


def _is_there(sections: Mapping[Section, Iterable[Entry]]) -> bool:
    return any(entry.entity == PATIENT for entries in sections.values() for entry in entries)


def _chart(patient: str, sections: Mapping[Section, list[Entry]]) -> Chart:
    ordered = ((section, tuple(_ordered(sections[section]))) for section in Section if section in sections)
    return Chart(patient, tuple(ordered))


def _ordered(entries: list[Entry]) -> list[Entry]:
    """What is active first, what was struck out last; within that the newest first, by kind where undated."""
    newest = sorted(entries, key=when, reverse=True)
    return sorted(newest, key=lambda entry: list(Standing).index(entry.standing) if entry.standing else 0)


def when(entry: Entry) -> str:
    """The time that an entry is about, as sortable text; "" where it says none."""
    told = (entry.value(name) for name in _WHEN)
    first = next((each for each in told if each is not None), "")
    return first.isoformat() if isinstance(first, date | datetime) else str(first)


def _entries(entity: str, row: Mapping[str, object], names: Mapping[str, str]) -> list[tuple[Section, Entry]]:
    values = _values(entity, row, names)
    section, standing = SECTION_OF[entity], standing_of(entity, dict(values))
    whence = _source(row)
    if entity != PATIENT:
        return [(section, Entry(entity, str(row[ID]), values, standing, whence))]
    warnings = tuple(each for each in values if each[0] in WARNINGS)
    rest = tuple(each for each in values if each[0] not in WARNINGS)
    parts = [(section, Entry(entity, str(row[ID]), rest, standing, whence))]
    if warnings:
        parts.append((Section.ALERTS, Entry(entity, str(row[ID]), warnings, Standing.PLAIN, whence)))
    return parts


def _values(
    entity: str, row: Mapping[str, object], names: Mapping[str, str]
) -> tuple[tuple[str, object], ...]:
    fields = RECORD.entity(entity).fields
    filled = ((field, row.get(field.name)) for field in fields if field.name != PATIENT)
    told = [
        (field.name, names.get(str(value), value) if field.kind is Kind.REFERENCE else _plain(value))
        for field, value in filled
        if value is not None
    ]
    known = {name for name, _ in told}
    if row.get(CURRENCY) is not None and CURRENCY not in known and any(f.kind is Kind.MONEY for f in fields):
        told.append((CURRENCY, row[CURRENCY]))
    return tuple(told)


def _plain(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _source(row: Mapping[str, object]) -> SourceRow | None:
    if row.get("source_record") is None:
        return None
    return SourceRow(str(row["source_file"]), str(row["source_table"]), int(str(row["source_record"])))
