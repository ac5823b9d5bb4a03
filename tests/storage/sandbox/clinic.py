"""A few records of an invented practice, cut by class as a run publishes them, by every way to a patient."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import partial
from hashlib import sha256

import polars as pl

from storage.keys import KeyRing, make_keys, open_keys
from storage.sandbox.records import Published, RunRecords, arranged
from tests.storage.conftest import MASTER

PROJECT = "f3b1c2d4-0000-4000-8000-000000000001"
CANARIES = ("Canarymansson", "Secretsdottir", "1980-03-12", "Tooth 14", "PN-7")
_SYSTEM = "main"


def ring(project: str = PROJECT) -> KeyRing:
    return open_keys(project, make_keys(project, MASTER), master=MASTER)


def records(
    *, run: str = "run", patients: int = 7, size: int = 6, project: str = PROJECT, name: str = "Secretsdottir"
) -> RunRecords:
    """name: last name of the first patient, so that two runs differ in one cell."""
    key = sha256(f"{run} {name}".encode()).hexdigest()
    made = in_blocks(frames(patients, name), max(5, patients // 9))
    return arranged(made, project=project, run=run, key=key, size=size)


def in_blocks(made: Mapping[str, Mapping[str, pl.DataFrame]], rows: int = 5) -> Published:
    """Frames as a run has them: in ranges of rows, which cut patients apart."""
    return {
        entity: {each: partial(frame.iter_slices, rows) for each, frame in classes.items()}
        for entity, classes in made.items()
    }


def frames(patients: int, name: str = "Secretsdottir") -> dict[str, dict[str, pl.DataFrame]]:
    numbers = list(range(1, patients + 1))
    visits = [n for n in numbers for _ in range(n % 3 + 1)]
    visits = visits[1::2] + visits[::2]
    return {
        "provider": {"operational": _own("provider", [1, 2], short_name=["AB", None])},
        "patient": {
            "identity": _of(
                "patient",
                numbers,
                last_name=[name, *["Canarymansson"] * (patients - 1)],
                first_name=["Ann", *[f"B{n}" for n in numbers[1:]]],
                birth_date=[date(1980, 3, 12), *[None] * (patients - 1)],
            ),
            "clinical": _of("patient", numbers, medical_alert=[None, *["Tooth 14"] * (patients - 1)]),
            "operational": _own("patient", numbers, voided=[n % 2 == 0 for n in numbers]),
        },
        "coverage": {
            "operational": _own("coverage", numbers, patient=[_id("patient", n) for n in numbers]),
        },
        "benefit": {
            "operational": _own("benefit", numbers, coverage=[_id("coverage", n) for n in numbers]),
        },
        "appointment": {
            "operational": _own(
                "appointment",
                list(range(len(visits))),
                patient=[_id("patient", n) for n in visits],
                status=["scheduled" if n % 2 else None for n in visits],
                start=[datetime(2026, 3, 1, n % 24, tzinfo=UTC) for n in visits],
            ),
            "clinical": _of("appointment", list(range(len(visits))), note=[None] * len(visits)),
        },
    }


def _id(entity: str, number: int) -> str:
    return f"{entity}:{_SYSTEM}:PN-{number}"


def _of(entity: str, numbers: list[int], **columns: list[object]) -> pl.DataFrame:
    return pl.DataFrame({"id": [_id(entity, n) for n in numbers], **columns})


def _own(entity: str, numbers: list[int], **columns: list[object]) -> pl.DataFrame:
    whence = {
        "source_system": [_SYSTEM] * len(numbers),
        "source_record": pl.Series(range(1, len(numbers) + 1), dtype=pl.UInt32),
        "source_id": [f"PN-{n}" for n in numbers],
    }
    return _of(entity, numbers, **columns).with_columns(**{n: pl.Series(v) for n, v in whence.items()})


def published(patients: int = 7, name: str = "Secretsdottir") -> Mapping[tuple[str, str], pl.DataFrame]:
    """(entity, class) -> its columns that hold anything, in the order of the run."""
    found = {}
    for entity, classes in frames(patients, name).items():
        for each, frame in classes.items():
            kept = [c for c in frame.columns if c != "id" or each == "operational"]
            filled = [c for c in kept if frame[c].null_count() < frame.height]
            if filled:
                found[entity, each] = frame.select(filled)
    return found
