"""A run's records of money, opened once and kept in memory: never by a page, and without a word that somebody
wrote about a patient (law 7).

Of a procedure only what bills say too is opened, which runs publish apart; of a ledger neither its note nor
its description, in which treatments stand.
"""

from __future__ import annotations

import polars as pl

from core import finances
from core.parts import BILLED, whole_entity
from core.record.model import Sensitivity
from portal.opened_classes import Beyond, beyond
from storage import Work

_CLASSES = (Sensitivity.FINANCIAL.value, Sensitivity.OPERATIONAL.value)
_MONEY = ("ledger_entry", "invoice_line", "payment", "refund", "adjustment", "write_off", "procedure")
_PROCEDURE, _BILLED = "procedure", ("id", "code", "status", "start")
_WORDS = ("note", "description", "reason", "modifier")
UTC = "UTC"
"""Of clinics that name no time zone."""
_MOST = 2
_KEPT: dict[tuple[str, str], pl.DataFrame] = {}
"""(project, run) -> its entries; in memory only."""


def entries_in(work: Work, project: str, run: str) -> pl.DataFrame:
    """`finances.ENTRIES` of a run. A run never changes, so its records are read once a process."""
    key = (project, run)
    if key not in _KEPT:
        while len(_KEPT) >= _MOST:
            _KEPT.pop(next(iter(_KEPT)), None)
        _KEPT[key] = _read(work, project, run)
    return _KEPT[key]


def forget() -> None:
    """Lets go of all that is kept."""
    _KEPT.clear()


def has_money(work: Work, project: str, run: str) -> bool:
    """Whether a run has records of money at all, told without opening any."""
    there = {part.name for part in work.runs.parts(project, run)}
    return any(f"entity/{name}" in there for name in _MONEY)


def zones_in(work: Work, project: str, run: str) -> dict[str, str]:
    clinics = frame_of(work, project, run, "clinic", (Sensitivity.OPERATIONAL.value,))
    if clinics is None or "zone" not in clinics.columns:
        return {}
    return dict(clinics.select("id", "zone").drop_nulls().rows())


def frame_of(
    work: Work, project: str, run: str, entity: str, classes: tuple[str, ...] = _CLASSES
) -> pl.DataFrame | None:
    """The parts of one entity that `classes` name, side by side; None where the run has none such."""
    there = {(part.name, part.sensitivity) for part in work.runs.parts(project, run)}
    wanted = [(f"entity/{entity}", each) for each in classes if (f"entity/{entity}", each) in there]
    if not wanted:
        return None
    return whole_entity([_opened(work, project, run, *place) for place in wanted])


def _read(work: Work, project: str, run: str) -> pl.DataFrame:
    records = {name: frame for name in _MONEY if (frame := _whole(work, project, run, name)) is not None}
    return finances.entries_of(records, zones_in(work, project, run), zone=UTC)


def _whole(work: Work, project: str, run: str, entity: str) -> pl.DataFrame | None:
    frame = frame_of(work, project, run, entity)
    if frame is None or entity != _PROCEDURE:
        return frame
    billed = _billed(work, project, run)
    return frame if billed is None else whole_entity([frame, billed])


def _billed(work: Work, project: str, run: str) -> pl.DataFrame | None:
    """What bills say of each procedure: a part of its own or, of runs from before there was one, cut from
    the clinical part, by a named exception.
    """
    if any(part.name == BILLED for part in work.runs.parts(project, run)):
        return work.runs.open_part(project, run, BILLED, Sensitivity.FINANCIAL.value)
    coded = beyond(work, Beyond.PROCEDURE_CODES)
    clinical = frame_of(coded, project, run, _PROCEDURE, (Sensitivity.CLINICAL.value,))
    if clinical is None:
        return None
    return clinical.select(name for name in _BILLED if name in clinical.columns)


def _opened(work: Work, project: str, run: str, name: str, sensitivity: str) -> pl.DataFrame:
    frame = work.runs.open_part(project, run, name, sensitivity)
    return frame.drop(each for each in _WORDS if each in frame.columns)
