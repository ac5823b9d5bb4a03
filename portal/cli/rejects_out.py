"""Rows that could not be read, written as a workbook in which a person says what stands in them."""

from __future__ import annotations

from pathlib import Path

from core.choices.model import raw_digest
from core.choices.rows import row_id
from core.errors import WrongUsage
from core.tables import Intake, ReadTable, Reject
from portal.wording import findings as words
from reports.rejects_workbook import RejectRow, RejectSheet, workbook


def write_rejects(place: Path, intake: Intake) -> None:
    """Of files that came by themselves, as choices name them. Raises WrongUsage where it cannot be."""
    sheets = [
        _sheet(read, intake.digests[read.table.file])
        for read in intake.tables
        if read.rejects and read.table.file in intake.digests
    ]
    try:
        with place.open("xb") as out:
            out.write(workbook(sheets))
    except OSError:
        raise WrongUsage(
            place=str(place),
            found="The file is there already, or cannot be written.",
            do="Name a new file with --rejects-out.",
        ) from None


def _sheet(read: ReadTable, sha: str) -> RejectSheet:
    rows = [
        RejectRow(row_id(sha, one.start, one.end, raw_digest(one.raw)), one.line, _why(one), one.raw)
        for one in read.rejects
        if one.start is not None and one.end is not None
    ]
    return RejectSheet(read.table.name, read.table.columns, rows)


def _why(one: Reject) -> str:
    return words.sentence(one.reason)
