"""Rows that somebody corrected in a workbook, merged by their row ids: each becomes a correction of a reject.

A row whose cells were all left blank is not corrected. Nothing is guessed: a row id that was changed is told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from core.choices import Correction
from core.choices.rows import BESIDE, ROW_ID, place_of
from core.errors import ChoicesInvalid
from core.sources.intake import read_uploads
from core.tables import SourceTable, Upload


def corrections_in(path: str, content: bytes, *, by: str = "", at: str = "") -> tuple[Correction, ...]:
    """In the order of the workbook. Raises ChoicesInvalid where it holds none or a row id was changed."""
    upload = Upload(path, hashlib.sha256(content).hexdigest(), len(content), lambda: content)
    tables = [read.table for read in read_uploads([upload]).tables]
    ours = [table for table in tables if table.columns[:1] == (ROW_ID,)]
    if not ours:
        raise ChoicesInvalid(
            place=path,
            found="It is no workbook of rows to correct.",
            do="Give back the workbook that was taken along, with its first column as it was.",
        )
    return tuple(one for table in ours for one in _of_table(table, path, by, at))


def _of_table(table: SourceTable, path: str, by: str, at: str) -> Iterator[Correction]:
    for row in table.frame.select(table.columns).iter_rows():
        cells = tuple(cell or "" for cell in row[len(BESIDE) :])
        if not any(cell.strip() for cell in cells):
            continue
        place = place_of(row[0] or "")
        if place is None:
            raise ChoicesInvalid(
                place=path,
                found="A row has no row id any more, or another one.",
                do="Leave the first column as it was, or take the workbook along once more.",
            )
        yield Correction(*place, cells, by, at)
