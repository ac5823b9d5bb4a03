"""What became of a workbook of unreadable lines that somebody brought back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CameBack:
    """version: of what people said of the files, after it. lines: that are records now. waiting: left empty.

    sentences: one for each row that was not taken, by sheet and row; none of them quotes a cell.
    """

    version: int
    lines: int
    waiting: int
    sentences: tuple[str, ...]
