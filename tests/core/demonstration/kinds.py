"""Each export of the invented group with the mapping that was settled for it, read once for all tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import polars as pl

from core.demonstration import SMALL, Demonstration, Size, demonstration, demonstration_mapping, intake_of
from core.demonstration.comparing import by_kind, differences
from core.demonstration.kinds import KINDS, kind_named
from core.demonstration.plants import Plant
from core.mapping.model import Mapping
from core.outcome import Outcome
from core.record import RECORD
from core.runs import migrate
from core.tables import Intake

NAMES = tuple(kind.name for kind in KINDS)
OTHERS = tuple(name for name in NAMES if name != "legacy")
FEW = replace(SMALL, appointments=120, procedures=200, notes=40)


@cache
def shown(name: str, *plants: Plant, seed: int = 7, size: Size = FEW) -> Demonstration:
    kind = kind_named(name)
    assert kind is not None
    return demonstration(kind, seed, size, plants)


@cache
def exported(name: str, *plants: Plant) -> dict[str, bytes]:
    made = shown(name, *plants)
    return made.kind.export(made.group)


@cache
def settled(name: str) -> Mapping:
    """From the export without plants: a plant is nothing that anybody settles a mapping for."""
    tables = [read.table for read in intake_of(exported(name)).tables]
    return demonstration_mapping(tables, shown(name).kind.book)


@cache
def ran(name: str, *plants: Plant) -> tuple[Outcome, Intake]:
    intake = intake_of(exported(name, *plants))
    return migrate(intake, settled(name), record=RECORD), intake


def unlike(made: Demonstration, outcome: Outcome, intake: Intake) -> dict[object, int]:
    """In what the run differs from the truth."""
    return dict(by_kind(differences(made.kind.truth(made.group), outcome, intake.tables)))


def part(outcome: Outcome, name: str) -> pl.DataFrame:
    """The parts of one name put together."""
    return pl.concat([p.frame for p in outcome.parts if p.name == name], how="align")


def reasons(outcome: Outcome) -> set[str]:
    """Every reason that the log gives for any record."""
    told: Iterable[str] = part(outcome, "log")["reasons"].unique()
    return {reason for line in told for reason in line.split(", ")}
