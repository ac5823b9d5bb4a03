"""Records of the newest run for the practice copy, as far as a person's role opens them (law 7).

Only the parts of an exercise are opened, and of each its first range of rows: a practice day needs a few
patients, not all of them. What comes of them is one small case; the frames are let go.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from zoneinfo import ZoneInfo

import polars as pl

from core.parts import whole_entity
from core.practice import MADE_UP, Case, Exercise, Records, chosen
from core.record.model import Sensitivity
from portal.permissions import Action
from portal.services.run_files import RunFiles, files_of
from storage import Storage, Work

_WHO = (Sensitivity.IDENTITY, Sensitivity.OPERATIONAL)
_HOW = (Sensitivity.OPERATIONAL,)
_CLINICAL = (Sensitivity.CLINICAL, Sensitivity.OPERATIONAL)
_MONEY = (Sensitivity.FINANCIAL, Sensitivity.OPERATIONAL)

PARTS: dict[Exercise, dict[str, tuple[Sensitivity, ...]]] = {
    Exercise.BOOKING: {"patient": _WHO, "operatory": _HOW, "appointment": _HOW},
    Exercise.ALLERGIES: {"patient": _WHO, "allergy": _CLINICAL},
    Exercise.IMAGE: {"patient": _WHO, "image": _CLINICAL},
    Exercise.PAYMENT: {"patient": _WHO, "ledger_entry": _MONEY, "payment": _MONEY},
}
"""Exercise -> what it is made of. No clinical text is opened for a booking or a payment."""

OPENS: dict[Exercise, Action] = {
    Exercise.BOOKING: Action.SEE_APPOINTMENTS,
    Exercise.ALLERGIES: Action.SEE_CHART,
    Exercise.IMAGE: Action.SEE_CHART,
    Exercise.PAYMENT: Action.SEE_MONEY,
}
"""What one has to be allowed in order to practise it on the clinic's own records."""

_MADE_UP_ZONE = ZoneInfo("UTC")


@lru_cache(maxsize=32)
def case_for(
    store: Storage, project: str, run: str, exercise: Exercise, *, seed: str, zone: ZoneInfo
) -> Case:
    """The same at every call. Of made-up people where `run` is "" or holds too little."""
    if run:
        with store.read() as work:
            entities = {
                name: _opened(work, project, run, name, classes) for name, classes in PARTS[exercise].items()
            }
        there = {name: frame for name, frame in entities.items() if frame is not None}
        if "image" in there:
            there["image"] = _shown_first(there["image"], files_of(store, project, run))
        found = chosen(exercise, Records(run, there), seed=seed, zone=zone)
        if found is not None:
            return found
    made_up = chosen(exercise, MADE_UP, seed=seed, zone=_MADE_UP_ZONE)
    if made_up is None:
        raise LookupError(f"the made-up records hold nothing for {exercise}")
    return made_up


def _shown_first(images: pl.DataFrame, files: RunFiles) -> pl.DataFrame:
    """Those whose file arrived as that patient's, so that there is a picture; all where there is none."""
    kept = images.filter(
        pl.Series([_arrived(row, files) for row in images.iter_rows(named=True)], dtype=pl.Boolean)
    )
    return kept if kept.height else images


def _arrived(row: Mapping[str, object], files: RunFiles) -> bool:
    file = files.named(str(row.get("file_name") or ""))
    return file is not None and number_of(str(row.get("patient") or "")) == file.patient


def number_of(patient: str) -> str:
    """The number in the old system that the id of a patient ends with, "" where it is no id."""
    return "".join(patient.split(":", 2)[2:])


def _opened(
    work: Work, project: str, run: str, entity: str, classes: tuple[Sensitivity, ...]
) -> pl.DataFrame | None:
    """The first rows of an entity, its parts of these classes side by side; None where the run has none."""
    name = f"entity/{entity}"
    there = {part.sensitivity for part in work.runs.parts(project, run) if part.name == name}
    wanted = [each.value for each in classes if each.value in there]
    if not wanted:
        return None
    return whole_entity([next(work.runs.blocks(project, run, name, each)) for each in wanted])
