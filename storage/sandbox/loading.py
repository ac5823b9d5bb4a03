"""The load itself, the same for every target: begin, put what is missing, make it visible."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from storage.errors import TargetSpeaks
from storage.sandbox.records import RunRecords
from storage.sandbox.target import Target

Told = Callable[[int, int], None]
"""Called with (rows there, rows in all) after each batch; may raise to stop the load where it is."""


@dataclass(frozen=True)
class Loaded:
    """rows, patients: in the sandbox. changed: whether this load made it so, or it was there."""

    rows: int
    patients: int
    changed: bool


def load(target: Target, records: RunRecords, told: Told) -> Loaded:
    """Makes the run visible in `target`. Raises TargetSpeaks, LoadOvertaken, an outage.

    Stopped anywhere and asked again, it goes on after the last batch that is there.
    """
    wanted = records.load
    if not target.silent:
        raise _speaks()
    first = target.begin(wanted)
    if first is None:
        return Loaded(wanted.rows, wanted.patients, changed=False)
    rows = records.rows_before(first)
    told(rows, wanted.rows)
    for batch in records.batches(first):
        target.put(wanted, batch)
        rows += batch.rows
        told(rows, wanted.rows)
    target.finish(wanted)
    return Loaded(wanted.rows, wanted.patients, changed=True)


def _speaks() -> TargetSpeaks:
    return TargetSpeaks(
        place="sandbox",
        found="This platform could send reminders, claims or statements.",
        do="Turn all of them off there, then load it again.",
    )
