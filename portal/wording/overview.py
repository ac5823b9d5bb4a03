"""Sentences of the Overview page."""

from __future__ import annotations

from portal.viewmodels.overview import Next
from portal.wording.figures import counted

TITLE = "Overview"
WHY = "What came out of your old system, and what became of every part of it."

NOTHING_HERE = "Nothing has been brought in yet"
START = (
    "Begin with an export from your old system: a few files, a whole folder or a ZIP. "
    "You can try one now and bring a newer one later."
)
READY = "Your files are in. The next step is a first run."
READY_MORE = (
    "A run reads every file, puts what it is sure about into the new clinic record, and tells you what it "
    "could not place. Your files are never changed, and you can run again as often as you like."
)

ACTIONS = {
    Next.UPLOAD: "Bring in files",
    Next.START_RUN: "Look at the files",
    Next.WATCH: "Watch the run",
    Next.LOOK_AT_WAITING: "Look at what waits",
    Next.REPORT: "See the migration log",
    Next.NOTHING: "See the migration log",
}

START_FIRST_RUN = "Start the first run"
SEE_FILES = "Look at the files first"

NOT_MAPPED = "What has no home yet"
NOT_MAPPED_WHY = (
    "No field of the new clinic record has been settled for these columns. Nothing in them is lost: archived "
    "values stay beside their record, waiting ones wait until somebody decides."
)
ALL_MAPPED = "Every column of your files has a field in the new clinic record."
MORE_COLUMNS = "Show {} more"

BY_TABLE = "Table by table"
BY_TABLE_WHY = "Each table adds up on its own. Choose a number to see the records behind it."
CHART_ALT = "For each table, the share of its records that were imported, flagged, merged, skipped or wait."
LAST_RUN = "Last run"


def left_for_you(next_step: Next, *, waiting_records: int, waiting_cells: int, new_uploads: int) -> str:
    """What is left for the person reading, in one sentence."""
    match next_step:
        case Next.UPLOAD:
            return "Left for you: bring in the first files."
        case Next.START_RUN:
            return "Left for you: start a run."
        case Next.WATCH:
            return "Nothing to do just now. A run is under way and needs no one beside it."
        case Next.REPORT:
            return "The last run does not add up. Please do not rely on it, and tell your project team."
        case Next.LOOK_AT_WAITING:
            return f"Left for you: {_waiting(waiting_records, waiting_cells)}.{_since(new_uploads)}"
        case Next.NOTHING:
            return f"Nothing is left for you today.{_since(new_uploads)}"


def _waiting(records: int, cells: int) -> str:
    """ "2 records and 1,709 values wait for a decision"; the values of waiting records are among them."""
    named = [counted(records, "record")] * bool(records) + [counted(cells, "value")] * bool(cells)
    one = len(named) == 1 and records + cells == 1
    return f"{' and '.join(named)} {'waits' if one else 'wait'} for a decision"


def _since(new_uploads: int) -> str:
    if not new_uploads:
        return ""
    return f" {counted(new_uploads, 'file has', 'files have')} come in since the last run."
