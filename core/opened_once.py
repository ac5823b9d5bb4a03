"""Stretches of packed rows for several who ask at a time, each piece opened once for neighbouring stretches.

Blocks of a part are smaller than its pieces or end in the midst of one. Two pieces are held and no more, so
that memory does not grow with the rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

import polars as pl

from core.packed import Packed, Piece

_HELD = 2


class OpenedOnce:
    """rows: of which the stretches are."""

    def __init__(self, rows: Packed) -> None:
        self._rows, self._lock = rows, Lock()
        self._held: dict[tuple[int, tuple[str, ...]], _Piece] = {}

    def rows(self, start: int, count: int) -> pl.DataFrame:
        """As `Packed.rows`."""
        found, at = [], 0
        for number, piece in enumerate(self._rows.pieces):
            first, end = max(start - at, 0), min(start + count - at, piece.height)
            if first < end:
                found.append(self.piece(number).slice(first, end - first))
            at += piece.height
        return pl.concat(found) if found else self._rows.rows(start, count)

    def piece(self, number: int, names: Sequence[str] | None = None) -> pl.DataFrame:
        """A whole piece, by its place. names: its columns, or all of the rows'."""
        columns = tuple(self._rows.columns if names is None else names)
        with self._lock:
            asked = self._held.pop((number, columns), None) or _Piece(self._rows.pieces[number], columns)
            self._held[number, columns] = asked
            while len(self._held) > _HELD:
                del self._held[next(iter(self._held))]
        return asked.frame()


class _Piece:
    """One that is opened by whoever asks first; the others wait for it."""

    def __init__(self, piece: Piece, columns: Sequence[str]) -> None:
        self._piece, self._columns, self._lock = piece, columns, Lock()
        self._opened: pl.DataFrame | None = None

    def frame(self) -> pl.DataFrame:
        with self._lock:
            if self._opened is None:
                self._opened = self._piece.frame(self._columns)
            return self._opened
