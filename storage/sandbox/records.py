"""A published run as batches of whole patients, in the same order whenever it is asked (law 3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from core.record import RECORD
from core.sandbox import PATIENT, Cut, cut, patients_of
from core.shape.entities import ID
from storage.opening import Work
from storage.sandbox.target import Batch, Layout, Load, Piece

NUMBER, WHOSE = "#number", "#patient"
BATCH = 50_000
"""Rows after which a batch is full: a load that is killed loses less than a second of work."""
_ENTITY = "entity/"
OWNED = "operational"
"""The class of whence a record came, which every record has, and of all that it refers to."""
FORMAT = 1
"""Of what lies in the sandbox. Another one is another load."""

Published = dict[str, dict[str, pl.DataFrame]]
Frames = Mapping[str, Mapping[str, pl.DataFrame]]
"""Entity -> class -> its frame; the rows of all classes stand in one order."""


@dataclass(frozen=True)
class RunRecords:
    """Everything of a run that is loaded. frames: ordered by batch, with number and patient.

    ends: entity -> for each batch, the row after its last.
    """

    load: Load
    frames: Frames = field(repr=False)
    ends: Mapping[str, list[int]] = field(repr=False)

    def batches(self, first: int) -> Iterator[Batch]:
        """From the batch `first` on."""
        for number in range(first, self.load.batches):
            pieces = (self._piece(entity, number) for entity in self.frames)
            yield Batch(number, tuple(piece for piece in pieces if len(piece.numbers)))

    def rows_before(self, batch: int) -> int:
        return sum(ends[batch - 1] for ends in self.ends.values()) if batch else 0

    def _piece(self, entity: str, number: int) -> Piece:
        ends = self.ends[entity]
        start = ends[number - 1] if number else 0
        cut = {each: frame.slice(start, ends[number] - start) for each, frame in self.frames[entity].items()}
        own = cut[OWNED]
        cells = {each: cut[each].select(names) for each, names in self.load.layout[entity].items()}
        return Piece(entity, own[NUMBER], own[WHOSE], cells)


def records_of(work: Work, project: str, run: str, *, size: int = BATCH) -> RunRecords:
    """Opens every record of a run. Raises NotStored, and ClassClosed unless `work` opens every class."""
    row = work.runs.get(project, run)
    ring = work.unit_of_keys().ring(project)
    key = ring.index("sandbox.load", f"{FORMAT}:{row.run}:{row.result}:{size}").hex()
    return arranged(_frames(work, project, run), project=project, run=row.run, key=key, size=size)


def arranged(frames: Published, *, project: str, run: str, key: str, size: int) -> RunRecords:
    """Frames as they were published, cut into batches. Empties `frames`: no run is held twice."""
    load, whose, made = _planned(frames, project=project, run=run, key=key, size=size)
    ends = {entity: _ends(made.batch[entity], made.batches) for entity in frames}
    ordered = {
        entity: _ordered(frames.pop(entity), whose[entity], made.batch[entity]) for entity in [*frames]
    }
    return RunRecords(load, ordered, ends)


def _planned(
    frames: Frames, *, project: str, run: str, key: str, size: int
) -> tuple[Load, Mapping[str, pl.Series], Cut]:
    owned = {entity: classes[OWNED] for entity, classes in frames.items()}
    whose = patients_of(owned, RECORD)
    patients = owned[PATIENT].height if PATIENT in owned else 0
    made = cut(whose, patients=patients, size=size)
    rows = sum(frame.height for frame in owned.values())
    return Load(project, run, key, _layout(frames), rows, patients, made.batches), whose, made


def _frames(work: Work, project: str, run: str) -> Published:
    found: Published = {}
    for part in work.runs.parts(project, run):
        if part.name.startswith(_ENTITY):
            frame = work.runs.open_part(project, run, part.name, part.sensitivity)
            found.setdefault(part.name.removeprefix(_ENTITY), {})[part.sensitivity] = frame
    return found


def _layout(frames: Frames) -> Layout:
    """The id goes with the class that all have; columns and classes without a value are left away."""
    found = {}
    for entity, classes in frames.items():
        used = {each: _used(frame, keeps_id=each == OWNED) for each, frame in classes.items()}
        found[entity] = {each: names for each, names in used.items() if names}
    return found


def _used(frame: pl.DataFrame, *, keeps_id: bool) -> tuple[str, ...]:
    filled = (name for name in frame.columns if frame[name].null_count() < frame.height)
    return tuple(name for name in filled if keeps_id or name != ID)


def _ordered(
    classes: Mapping[str, pl.DataFrame], whose: pl.Series, batch: pl.Series
) -> dict[str, pl.DataFrame]:
    order = np.argsort(batch.to_numpy(), kind="stable")
    numbered = {NUMBER: pl.Series(range(len(batch)), dtype=pl.Int64), WHOSE: whose}
    own = classes[OWNED].with_columns(**numbered)
    return {each: frame[order] for each, frame in {**classes, OWNED: own}.items()}


def _ends(batch: pl.Series, batches: int) -> list[int]:
    counts = batch.value_counts()
    rows = dict(zip(counts["batch"].to_list(), counts["count"].to_list(), strict=True))
    ends, before = [], 0
    for number in range(batches):
        before += rows.get(number, 0)
        ends.append(before)
    return ends
