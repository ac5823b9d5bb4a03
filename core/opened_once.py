"""Stretches of packed rows for several who ask at a time, each piece opened once for neighbouring stretches.

Blocks of a part are smaller than its pieces or end in the midst of one. Two pieces are held and no more, so
that memory does not grow with the rows.
"""

from __future__ import annotations

from threading import Lock

import polars as pl

from core.packed import Packed, Piece

_HELD = 2


class OpenedOnce:
    """rows: of which the stretches are."""

    def __init__(self, rows: Packed) -> None:
        self._rows, self._lock = rows, Lock()
        self._held: dict[int, _Piece] = {}

    def rows(self, start: int, count: int) -> pl.DataFrame:
        """As `Packed.rows`."""
        found, at = [], 0
        for number, piece in enumerate(self._rows.pieces):
            first, end = max(start - at, 0), min(start + count - at, piece.height)
            if first < end:
                found.append(self._piece(number).slice(first, end - first))
            at += piece.height
        return pl.concat(found) if found else self._rows.rows(start, count)

    def _piece(self, number: int) -> pl.DataFrame:
        with self._lock:
            asked = self._held.pop(number, None) or _Piece(self._rows.pieces[number], self._rows.columns)
            self._held[number] = asked
            while len(self._held) > _HELD:
                del self._held[next(iter(self._held))]
        return asked.frame()


class _Piece:
    """One that is opened by whoever asks first; the others wait for it."""

    def __init__(self, piece: Piece, columns: list[str]) -> None:
        self._piece, self._columns, self._lock = piece, columns, Lock()
        self._opened: pl.DataFrame | None = None

    def frame(self) -> pl.DataFrame:
        with self._lock:
            if self._opened is None:
                self._opened = self._piece.frame(self._columns)
            return self._opened
