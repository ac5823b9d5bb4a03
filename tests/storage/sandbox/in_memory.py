"""A platform by hand: what the contract asks for and nothing else, in a dictionary."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import polars as pl

from storage.errors import LoadOvertaken
from storage.sandbox.target import Batch, Load, Piece, Standing, State
from storage.unit import absent


@dataclass
class _Held:
    state: State
    batches: list[Batch] = field(default_factory=list)


class InMemory:
    """held: outlives the object, as a platform outlives whoever loads it."""

    def __init__(self, held: dict[Standing, _Held], *, silent: bool = True) -> None:
        self._held = held
        self.silent = silent

    def state(self) -> tuple[State, ...]:
        return tuple(each.state for each in self._held.values())

    def begin(self, load: Load) -> int | None:
        visible, under_way = self._held.get(Standing.VISIBLE), self._held.get(Standing.UNDER_WAY)
        if visible and visible.state.key == load.key:
            return None
        if under_way and under_way.state.key == load.key:
            return under_way.state.committed
        state = State(Standing.UNDER_WAY, load.key, 0, load.batches, load.rows, load.patients)
        self._held[Standing.UNDER_WAY] = _Held(state)
        return 0

    def put(self, load: Load, batch: Batch) -> None:
        own = self._own(load, batch.number)
        _ = [piece.cells["operational"].height for piece in batch.pieces]
        own.batches.append(batch)
        own.state = replace(own.state, committed=batch.number + 1)

    def finish(self, load: Load) -> None:
        own = self._own(load, load.batches)
        own.state = replace(own.state, standing=Standing.VISIBLE)
        self._held.clear()
        self._held[Standing.VISIBLE] = own

    def drop(self) -> bool:
        there = bool(self._held)
        self._held.clear()
        return there

    def opened(self, entity: str, sensitivity: str) -> pl.DataFrame:
        if Standing.VISIBLE not in self._held:
            raise absent("sandbox")
        pieces = [p for b in self._held[Standing.VISIBLE].batches for p in b.pieces if p.entity == entity]
        return pl.concat([_numbered(piece, sensitivity) for piece in pieces]).sort("#").drop("#")

    def _own(self, load: Load, committed: int) -> _Held:
        own = self._held.get(Standing.UNDER_WAY)
        if own is None or (own.state.key, own.state.committed) != (load.key, committed):
            raise LoadOvertaken(place="sandbox", found="Another load began.", do="Load again.")
        return own


def _numbered(piece: Piece, sensitivity: str) -> pl.DataFrame:
    return piece.cells[sensitivity].with_columns(piece.numbers.alias("#"))
