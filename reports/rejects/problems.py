"""What can be wrong with a row of a workbook that came back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Problem(StrEnum):
    """EMPTY is no fault; of the others nothing is taken."""

    EMPTY = "empty"
    UNKNOWN = "unknown"
    CHANGED = "changed"
    TWICE = "twice"
    TOO_WIDE = "too wide"
    COLUMNS = "columns"
    NO_IDS = "no ids"


@dataclass(frozen=True)
class Note:
    """row: as the spreadsheet numbers it; None for a whole sheet."""

    problem: Problem
    sheet: str
    row: int | None = None
