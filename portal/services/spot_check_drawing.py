"""Who can be drawn: the patients of a run with what stands in their charts, told by kinds of record alone.

Only ids and days of birth are opened, never what a chart says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

import polars as pl

from core.charts import SECTION_OF, Section
from core.parts import RESTRICTED
from core.record.model import Sensitivity
from core.spotchecks import Candidate, Stratum
from portal.services.log_entries import LOG
from storage import RunRow, Work

_OF_AGE = 18
_IDENTITY, _OPERATIONAL = Sensitivity.IDENTITY.value, Sensitivity.OPERATIONAL.value
_KINDS = {
    Stratum.ALLERGIES: ("allergy",),
    Stratum.MEDICATIONS: ("medication", "prescription"),
    Stratum.FILES: tuple(e for e, section in SECTION_OF.items() if section is Section.FILES),
    Stratum.MONEY: tuple(e for e, section in SECTION_OF.items() if section is Section.LEDGER),
}


def candidates(work: Work, project: str, run: RunRow) -> tuple[Candidate, ...]:
    """Everybody in the run whose record was not struck out."""
    there = {part.name for part in work.runs.parts(project, run.run)}
    if "entity/patient" not in there:
        return ()
    everybody = set(_patients(work, project, run.run))
    strata: dict[str, set[Stratum]] = {patient: set() for patient in everybody}
    for kind, entities in _KINDS.items():
        for entity in entities:
            if f"entity/{entity}" in there:
                for patient in everybody & _having(work, project, run, entity):
                    strata[patient].add(kind)
    for patient in everybody & _minors(work, project, run):
        strata[patient].add(Stratum.MINOR)
    for patient in everybody & _of_several(work, project, run):
        strata[patient].add(Stratum.SEVERAL_SOURCES)
    return tuple(Candidate(patient, frozenset(strata[patient])) for patient in sorted(everybody))


def newcomers(work: Work, project: str, run: str, drawn_of: str) -> int:
    """Patients of `run` who were not in the run that was drawn from: chance could not have drawn them, so
    no bound speaks for them.
    """
    if run == drawn_of:
        return 0
    there = any(part.name == "entity/patient" for part in work.runs.parts(project, run))
    return len({*_patients(work, project, run)} - {*_patients(work, project, drawn_of)}) if there else 0


def _patients(work: Work, project: str, run: str) -> Iterator[str]:
    for block in work.runs.blocks(project, run, "entity/patient", _OPERATIONAL):
        yield from block.filter(~pl.col("voided").fill_null(value=False))["id"]


def _having(work: Work, project: str, run: RunRow, entity: str) -> set[str]:
    """Those with a record of this kind that was not struck out."""
    found: set[str] = set()
    for block in work.runs.blocks(project, run.run, f"entity/{entity}", _OPERATIONAL):
        kept = block.filter(~pl.col("voided").fill_null(value=False)) if "voided" in block.columns else block
        found.update(kept["patient"].drop_nulls())
    return found


def _minors(work: Work, project: str, run: RunRow) -> set[str]:
    """Younger than 18 on the day of the run."""
    day = run.created_at.date()
    grown = date(day.year - _OF_AGE, day.month, min(day.day, 28))
    found: set[str] = set()
    for block in work.runs.blocks(project, run.run, "entity/patient", _IDENTITY):
        found.update(block.filter(pl.col("birth_date") > grown)["id"])
    return found


def _of_several(work: Work, project: str, run: RunRow) -> set[str]:
    """Those into whom another record was merged, and those with records of several old systems."""
    found: set[str] = set()
    systems: Counter[str] = Counter()
    for log in work.runs.blocks(project, run.run, LOG, RESTRICTED):
        found.update(log.filter(pl.col("disposition") == "merged")["targets"].drop_nulls())
    for block in work.runs.blocks(project, run.run, "entity/patient", _OPERATIONAL):
        systems.update(block.select("id", "source_system").unique()["id"])
    return found | {patient for patient, count in systems.items() if count > 1}


def patient_of_number(work: Work, project: str, run: RunRow, number: str) -> str | None:
    """The one patient with this chart number or number in the old system; None where there is none."""
    wanted = number.strip()
    found: set[str] = set()
    for block in work.runs.blocks(project, run.run, "entity/patient", _IDENTITY):
        own = pl.col("id").str.split(":").list.last() == wanted
        found.update(block.filter(own | (pl.col("chart_number") == wanted))["id"])
    return found.pop() if len(found) == 1 and wanted else None
