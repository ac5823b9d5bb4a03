"""What a piece of packed rows says alike in all of them, told without opening it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from core.column_digests import physical
from core.kept_columns import Alike
from core.packed import Piece

Said = dict[str, str | int | None]
"""Column -> what it says in every row, as it lies in memory."""


def said_alike(piece: Piece, columns: Collection[str]) -> Said:
    """Of those of `columns` of which that is known."""
    if piece.further is not None:
        others = [name for name in columns if name not in piece.columns]
        return said_alike(replace(piece, further=None), columns) | said_alike(piece.further, others)
    held = ((name, piece.column(name)) for name in columns)
    return {name: physical(kept.said) for name, kept in held if isinstance(kept, Alike)}
