"""What a run publishes, cut by who may open it: one frame for each name and sensitivity class.

An entity's classes share their row order and the column `id`, so that a person who may see money opens
that part and no other. Cells without a field, rejects and originals are of the most restrictive class.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from core.conservation import Published
from core.decisions import Decisions
from core.decisions.file import as_record
from core.decisions.found import PART as GROUPS
from core.decisions.found import FoundGroup, to_frame
from core.identity.aliases import Aliases
from core.imaging import ImageHeader, match, tags_of
from core.made_table import MadeTable
from core.opened_once import OpenedOnce
from core.packed import Packed
from core.record.model import CURRENCY, ClinicRecord, Entity, Sensitivity
from core.shape.entities import ID, PROVENANCE
from core.tables import Intake, ReadTable

RESTRICTED = "restricted"
FILES, TAGS = "files", "tags"
"""The files that were received, and what the images among them say about themselves."""
DECISIONS = "decisions"
BILLED = "billed/procedure"
"""What bills say of a procedure too, once more in the financial class: whoever adds up money opens no chart.

A copy, which leaves in no export and counts in no sum.
"""
_SAID_BY_BILLS = ("code", "status", "start")


@dataclass(frozen=True)
class Part:
    """name: "entity/patient", "archive/<file>/<table>", "waiting/...", "rejects/...", "log" ...

    sensitivity: identity, clinical, financial, operational or restricted: the key that seals it.
    """

    name: str
    sensitivity: str
    rows: Packed | pl.DataFrame = field(repr=False)

    @cached_property
    def packed(self) -> Packed:
        """Packed once, however many ask."""
        return self.rows if isinstance(self.rows, Packed) else Packed.of(self.rows)

    @property
    def frame(self) -> pl.DataFrame:
        """All of it, unpacked anew at each call."""
        return self.rows.whole() if isinstance(self.rows, Packed) else self.rows

    @property
    def height(self) -> int:
        return self.rows.height

    def blocks(self, rows: int, /) -> Iterator[Block]:
        """Ranges of so many rows, the last of fewer; one without rows where there are none."""
        packed = self.packed
        opened = OpenedOnce(packed)
        starts = range(0, max(packed.height, 1), rows)
        return (Block(packed, start, min(rows, packed.height - start), opened) for start in starts)


@dataclass(frozen=True)
class Block:
    """Some rows of a part. start: 0-based."""

    part: Packed = field(repr=False)
    start: int
    height: int
    opened: OpenedOnce = field(repr=False, compare=False)

    @property
    def made_of(self) -> str:
        """Hex, the same for none that would be other rows; "" where it is not known."""
        return self.part.identity(self.start, self.height)

    def frame(self) -> pl.DataFrame:
        return self.opened.rows(self.start, self.height)


def entity_parts(records: Mapping[str, Packed], record: ClinicRecord) -> list[Part]:
    """Every entity with records, cut by class. Provenance goes with the operational part, which all have."""
    return [part for name, rows in records.items() for part in _of_entity(record.entity(name), rows)]


def classes_of(entity: Entity, columns: Sequence[str]) -> dict[str, list[str]]:
    """Class -> the columns of an entity's records that are of it."""
    found = {}
    for sensitivity in Sensitivity:
        names = [f.name for f in entity.fields if f.sensitivity is sensitivity]
        if sensitivity is Sensitivity.OPERATIONAL:
            names += PROVENANCE
        if sensitivity is Sensitivity.FINANCIAL and CURRENCY in columns and not entity.has(CURRENCY):
            names.append(CURRENCY)
        if names:
            found[sensitivity.value] = [ID, *names]
    return found


def _of_entity(entity: Entity, rows: Packed) -> list[Part]:
    held = classes_of(entity, rows.columns)
    return [Part(f"entity/{entity.name}", each, rows.select(names)) for each, names in held.items()]


def billed_parts(records: Mapping[str, Packed]) -> list[Part]:
    """Code, status and day of every procedure, in the order of its records."""
    procedures = records.get("procedure")
    if procedures is None:
        return []
    told = [name for name in _SAID_BY_BILLS if name in procedures.columns]
    return [Part(BILLED, Sensitivity.FINANCIAL.value, procedures.select((ID, *told)))]


def table_parts(published: Published, tables: Sequence[MadeTable]) -> list[Part]:
    """The log, the findings, and for each source table what was kept of it."""
    parts = [Part("log", RESTRICTED, published.log), Part("findings", RESTRICTED, published.findings)]
    for kind, kept in (("archive", published.archive), ("waiting", published.waiting)):
        for (file, table), rows in kept.items():
            if not rows.is_empty():
                parts.append(Part(f"{kind}/{file}/{table}", RESTRICTED, rows))
    for made in tables:
        file, table = made.key
        parts += [Part(f"{kind}/{file}/{table}", RESTRICTED, rows) for kind, rows in made.beside.items()]
    return parts


def decision_parts(groups: Sequence[FoundGroup], decisions: Decisions) -> list[Part]:
    """The groups of what did not map, and the decisions that were followed; values among them are sealed."""
    rows = [(n, json.dumps(as_record(made), ensure_ascii=False)) for n, made in enumerate(decisions)]
    said = pl.DataFrame(rows, schema={"decision": pl.UInt32, "said": pl.String}, orient="row")
    return [
        Part(GROUPS, RESTRICTED, to_frame(groups)),
        *([Part(DECISIONS, RESTRICTED, said)] if rows else []),
    ]


def put_together(parts: Sequence[Part], reads: Sequence[ReadTable]) -> Published:
    """The inverse of the cutting: what the proof of conservation looks at is what will be sealed."""
    named: dict[str, list[Packed]] = {}
    for part in parts:
        named.setdefault(part.name, []).append(part.packed)
    (findings,) = (part.frame for part in parts if part.name == "findings")
    entities = [name for name in named if name.startswith("entity/")]
    return Published(
        records={name.removeprefix("entity/"): Packed.beside(named[name]) for name in entities},
        archive=_by_table("archive", named, reads),
        waiting=_by_table("waiting", named, reads),
        log=named["log"][0],
        findings=findings,
    )


def whole_entity(frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """The parts of one entity side by side; their rows stand in one order."""
    apart = [frame.drop(ID) for frame in frames]
    return pl.concat([frames[0].select(ID), *apart], how="horizontal")


def _by_table(
    kind: str, named: Mapping[str, Sequence[Packed]], reads: Sequence[ReadTable]
) -> dict[tuple[str, str], Packed]:
    keys = [read.table.key for read in reads]
    return {
        key: named[f"{kind}/{key[0]}/{key[1]}"][0] for key in keys if f"{kind}/{key[0]}/{key[1]}" in named
    }


def file_parts(
    intake: Intake, headers: Sequence[ImageHeader], records: Mapping[str, Packed], aliases: Aliases
) -> tuple[list[Part], dict[str, int]]:
    """The list of images and documents, matched to patients by id, and how many there are by verdict."""
    patients = records["patient"].column("source_id") if intake.files and "patient" in records else ()
    also = {own: alias.into for own, alias in aliases.get("patient", {}).items()}
    matched = match(intake.files, headers, patients=set(patients), links=file_links(records), also=also)
    counts = dict(sorted(matched.group_by("verdict").len().rows()))
    parts = [Part(FILES, RESTRICTED, matched)] if matched.height else []
    if headers:
        parts.append(Part(TAGS, RESTRICTED, tags_of(headers)))
    return parts, {"total": matched.height, **counts}


def file_links(records: Mapping[str, Packed]) -> frozenset[tuple[str, str]]:
    """(file name, source id of the patient), from every record that names a file and was not struck out.

    Two that name one file for two patients are both there: neither wins by its place.
    """
    named = (_links_of(rows) for rows in records.values() if {"file_name", "patient"} <= {*rows.columns})
    return frozenset((name, patient.split(":", 2)[2]) for rows in named for name, patient in rows)


def _links_of(rows: Packed) -> list[tuple[str, str]]:
    frame = rows.whole([name for name in ("file_name", "patient", "voided") if name in rows.columns])
    if "voided" in frame.columns:
        frame = frame.filter(~pl.col("voided").fill_null(value=False))
    return frame.select("file_name", "patient").drop_nulls().rows()
