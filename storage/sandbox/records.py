"""A published run as batches of whole patients, in the same order whenever it is asked (law 3).

It is read twice and never held: once for whose each record is, once to be packed by what is loaded together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

import polars as pl

from core.packed import Packed
from core.record import RECORD
from core.sandbox import PATIENT, cut, leading, patients_of
from core.shape.entities import ID
from core.side_by_side import side_by_side
from storage.opening import Work
from storage.sandbox.ahead import ahead
from storage.sandbox.kept import WINDOW, Kept, Places, Taken
from storage.sandbox.target import Batch, Layout, Load, Piece

BATCH = 50_000
"""Rows after which a batch is full: a load that is killed loses less than a second of work."""
_ENTITY = "entity/"
OWNED = "operational"
"""The class of whence a record came, which every record has, and of all that it refers to."""
FORMAT = 2
"""Of what lies in the sandbox. Another one is another load."""

Blocks = Callable[[], Iterator[pl.DataFrame]]
"""A part of a run in its row ranges, one at least, as often as it is asked."""
Published = Mapping[str, Mapping[str, Blocks]]
"""Entity -> class -> its part; the rows of all classes stand in one order."""


@dataclass(frozen=True)
class RunRecords:
    """Everything of a run that is loaded. kept: of each entity."""

    load: Load
    kept: Mapping[str, Kept] = field(repr=False)

    def batches(self, first: int) -> Iterator[Batch]:
        """From the batch `first` on. The next window is put together while the one before is loaded."""
        windows = range(first // WINDOW, -(-self.load.batches // WINDOW))
        for made in ahead((self._window(number) for number in windows), 1):
            yield from (batch for batch in made if batch.number >= first)

    def rows_before(self, batch: int) -> int:
        return sum(int(kept.places.ends[batch - 1]) for kept in self.kept.values()) if batch else 0

    def published(self, entity: str, sensitivity: str) -> pl.DataFrame:
        """The columns of one class as the run has them, in its order."""
        return self.kept[entity].whole(sensitivity)

    def _window(self, number: int) -> list[Batch]:
        frames = {entity: kept.window(number) for entity, kept in self.kept.items()}
        first, end = number * WINDOW, min((number + 1) * WINDOW, self.load.batches)
        return [Batch(each, tuple(self._pieces(each, first, frames))) for each in range(first, end)]

    def _pieces(self, batch: int, first: int, frames: Mapping[str, Frames]) -> Iterator[Piece]:
        for entity, kept in self.kept.items():
            start, end = kept.places.span(batch, batch + 1)
            before, _ = kept.places.span(first, first + 1)
            if end > start:
                cells = {
                    each: frame.slice(start - before, end - start) for each, frame in frames[entity].items()
                }
                numbers = pl.Series(kept.places.order[start:end])
                yield Piece(entity, numbers, kept.places.whose.slice(start, end - start), cells)


Frames = Mapping[str, pl.DataFrame]


def records_of(work: Work, project: str, run: str, *, size: int = BATCH) -> RunRecords:
    """Reads every record of a run. Raises NotStored, and ClassClosed unless `work` opens every class."""
    row = work.runs.get(project, run)
    ring = work.unit_of_keys().ring(project)
    key = ring.index("sandbox.load", f"{FORMAT}:{row.run}:{row.result}:{size}").hex()
    return arranged(_published(work, project, run), project=project, run=row.run, key=key, size=size)


def arranged(published: Published, *, project: str, run: str, key: str, size: int) -> RunRecords:
    """The parts of a run, cut into batches."""
    whose = patients_of({entity: _leading(entity, of[OWNED]) for entity, of in published.items()}, RECORD)
    patients = len(whose.get(PATIENT, ()))
    made = cut(whose, patients=patients, size=size)
    places = {entity: Places.of(whose[entity], made.batch[entity], made.batches) for entity in published}
    kept = {entity: _kept(published[entity], places[entity]) for entity in published}
    rows = sum(len(each) for each in whose.values())
    return RunRecords(Load(project, run, key, _layout(kept), rows, patients, made.batches), kept)


def _published(work: Work, project: str, run: str) -> Published:
    found: dict[str, dict[str, Blocks]] = {}
    for part in work.runs.parts(project, run):
        if part.name.startswith(_ENTITY):
            blocks = partial(work.runs.blocks, project, run, part.name, part.sensitivity)
            found.setdefault(part.name.removeprefix(_ENTITY), {})[part.sensitivity] = blocks
    return found


def _leading(entity: str, blocks: Blocks) -> Packed:
    """Of every record what says whose it is, and no more."""
    frames = (block.select(leading(block.columns, RECORD, entity)) for block in blocks())
    first = next(frames)
    return Packed.gathered(chain((first,), frames), first.schema)


def _kept(classes: Mapping[str, Blocks], places: Places) -> Kept:
    """The id goes with the class that all have; columns and classes without a value are left away."""
    taken = {each: _taken(blocks, places, keeps_id=each == OWNED) for each, blocks in classes.items()}
    return Kept(places, {each: of for each, of in taken.items() if of.types})


def _taken(blocks: Blocks, places: Places, *, keeps_id: bool) -> Taken:
    names: dict[str, None] = {}
    types: dict[str, pl.DataType] = {}

    def filled() -> Iterator[tuple[pl.DataFrame, int]]:
        start = 0
        for block in blocks():
            wanted = [name for name in block.columns if keeps_id or name != ID]
            found = [name for name in wanted if _holds(block[name])]
            names.update(dict.fromkeys(wanted))
            types.update((name, block.schema[name]) for name in found)
            yield block.select(found or block.columns[:1]), start
            start += block.height

    windows = [*side_by_side(lambda at: places.apart(*at), filled())]
    return Taken({name: types[name] for name in names if name in types}, windows)


def _holds(column: pl.Series) -> bool:
    return column.null_count() < len(column)


def _layout(kept: Mapping[str, Kept]) -> Layout:
    return {
        entity: {each: tuple(taken.types) for each, taken in of.classes.items()}
        for entity, of in kept.items()
    }
