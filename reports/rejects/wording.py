"""What a workbook of rejects says, and what is said of one that came back."""

from __future__ import annotations

from reports.rejects.problems import Note, Problem

HEADS = ("Row id", "Line in the file", "Why it could not be read", "As it stands")
NONE_LEFT = "There is no line that could not be read."

_SAID = {
    Problem.EMPTY: "nothing was filled in, so this line waits as before.",
    Problem.UNKNOWN: "its row id is not one of this project's lines. Leave the first column as it was.",
    Problem.CHANGED: "its file has changed since the workbook was made. Take a new workbook.",
    Problem.TWICE: "this line stands above already; only the first one counts.",
    Problem.TOO_WIDE: "more cells are filled in than the table has columns.",
    Problem.COLUMNS: "columns were added or removed. Take a new workbook and fill in its empty columns.",
    Problem.NO_IDS: "there is no column of row ids here, so nothing was taken from this sheet.",
}


def sentence(note: Note) -> str:
    """One sentence, with the sheet and the row; nothing of what stands in a cell."""
    where = f"Sheet {note.sheet}" if note.row is None else f"Sheet {note.sheet}, row {note.row:,}"
    return f"{where}: {_SAID[note.problem]}"
