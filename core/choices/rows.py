"""How a reject is named in a workbook of rows to correct, so that what comes back lands on the same bytes."""

from __future__ import annotations

import re

ROW_ID = "Row id"
BESIDE = (ROW_ID, "Line", "Why", "As it stands")
"""The first columns of each sheet; those of the table follow."""
_ID = re.compile(r"([0-9a-f]{64}):(\d{1,15}):(\d{1,15}):([0-9a-f]{64})")

Place = tuple[str, int, int, str]


def row_id(upload: str, start: int, end: int, raw: str) -> str:
    """upload, raw: SHA-256 of the file and of the row's text."""
    return f"{upload}:{start}:{end}:{raw}"


def place_of(told: str) -> Place | None:
    """The inverse of `row_id`; None for what is none."""
    found = _ID.fullmatch(told.strip())
    return None if found is None else (found[1], int(found[2]), int(found[3]), found[4])
