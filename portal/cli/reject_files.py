"""Rejects as a workbook beside a reading, and such a workbook, filled in, as corrections."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from core.choices import Choices, Correction
from core.errors import WrongUsage
from core.tables import Intake, Upload
from portal.cli.beside import Beside
from portal.cli.gathering import Gathered
from portal.cli.saying import Voice
from portal.wording import findings as words
from reports.rejects import Problem, brought, sheets_of, workbook
from reports.rejects.wording import sentence

SAID_AT_MOST = 50
"""Rows that were not taken and are told one by one."""


def write(place: Path, intake: Intake, gathered: Gathered, beside: Beside) -> None:
    """Raises WrongUsage where something is there already or the file cannot be written."""
    uploads = [found.upload() for found in gathered.files]
    content = workbook(sheets_of(intake, uploads, means=beside.means()), words.sentence)
    try:
        with place.open("xb") as out:
            out.write(content)
    except OSError:
        raise WrongUsage(
            place=str(place),
            found="The file is there already, or cannot be written.",
            do="Name a new file with --rejects-to.",
        ) from None


def corrected(voice: Voice, intake: Intake, uploads: Sequence[Upload], beside: Beside) -> Choices:
    """What was said, with what the workbook says; what of it was not taken is told on standard error."""
    place = beside.corrected or Path()
    found = brought(_content(place), sheets_of(intake, uploads, means=beside.means()))
    told = [sentence(note) for note in found.notes if note.problem is not Problem.EMPTY]
    for line in told[:SAID_AT_MOST]:
        voice.note(line)
    if len(told) > SAID_AT_MOST:
        voice.note(f"... and {len(told) - SAID_AT_MOST:,} more like these.")
    choices = intake.choices
    for one in found.fixed:
        made = Correction(*one.place.parts, one.cells, by=f"the workbook {place.name}")
        choices = choices.with_correction(made)
    return choices


def _content(place: Path) -> bytes:
    try:
        return place.read_bytes()
    except OSError:
        raise WrongUsage(
            place=str(place),
            found="It could not be read.",
            do="Name the workbook that `chartbridge read --rejects-to FILE` wrote, filled in.",
        ) from None
