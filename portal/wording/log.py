"""Sentences of the Migration log page."""

from __future__ import annotations

from core.mapping.model import Fate
from portal.viewmodels.log import CellFate, Order
from portal.viewmodels.mapping import Home
from portal.wording.figures import count, counted
from portal.wording.mapping import home

TITLE = "Migration log"
WHY = "One entry for every record of your old system: what became of it, why, and on whose word."

SEARCH = "Search"
SEARCH_HINT = "An id, a file, a reason, a record number"
PATIENT = "Patient number"
PATIENT_HELP = "As the old system numbers its patients. You get every record about this one patient."
TABLE = "Table"
DISPOSITION = "What became of it"
REASON = "Reason"
ORDER = "Order"
ANY_TABLE = "All tables"
ANY_DISPOSITION = "Everything"
ANY_REASON = "Any reason"
ORDERS = {Order.URGENT: "Needs a look first", Order.FILE: "As in the files"}

EMPTY = "The log begins with the first run"
EMPTY_MORE = "Once a run has finished, every record of your files has its entry here."
TO_OVERVIEW = "Go to the overview"
NO_MATCH = "No entry matches"
NO_MATCH_MORE = "Try fewer words, or choose Everything again."

OPEN = "Open"
ENTRY = "One record, old and new"
OLD = "In your old system"
NEW = "In the new clinic record"
WHY_SO = "Why"
ON_WHOSE_WORD = "On whose word"
PROOF = (
    "A proof shows anybody, without this portal, that exactly this entry stands in the log whose root your "
    "readiness document names. It shows nothing of any other entry."
)
TARGETS = "Where it is now"
NO_TARGETS = "It has no place in the new record yet."
HIDDEN = "hidden for your role"
BLANK = "blank"
TO_CHART = "Open the chart"
NAMES_THE_RECORD = "It is the number of this record."
READ_AS_NOTHING = "It was read as saying nothing."
WAITS = "Waits for a decision."
KEPT = "Kept in the archive of the record."
LEFT = "Left behind."
ATTACHED = "Attached to the chart as a note."
ROW_NOT_SHOWN = "The row itself is not shown to your role. Please ask {}."
ROW_OF_REJECT = "This line could not be read as a record, so it waits as it stands in the file."
ROW_NOT_FOUND = "The row could not be found again in the file. Please tell your project team."
NO_REASON = "Nothing unusual was noticed."


def became(cell: CellFate) -> str:
    """What became of one cell, and on whose word where it is in no field."""
    if cell.fate == Fate.WAITING:
        return WAITS
    if cell.fate != Fate.MAPPED:
        return " ".join((KEPT if cell.fate == Fate.ARCHIVED else LEFT, *_on_the_word_of(cell)))
    homes = ", ".join(home(Home(*each)) for each in cell.homes)
    told = (f"{homes}." if homes else "", cell.key and NAMES_THE_RECORD, cell.absent and READ_AS_NOTHING)
    note = (ATTACHED, *_on_the_word_of(cell)) if cell.noted else ()
    return " ".join(each for each in (*told, *note) if each)


def _on_the_word_of(cell: CellFate) -> list[str]:
    by = [f"On the word of {cell.by}."] if cell.by else []
    return [*by, cell.reason] if cell.reason else by


def showing(matching: int, total: int) -> str:
    if matching == total:
        return counted(total, "entry", "entries")
    return f"{count(matching)} of {counted(total, 'entry', 'entries')}"


A_GROUP = "A group whose name is not printed here"


def table_number(number: int) -> str:
    """A table whose own name is not printed, by its place among all tables."""
    return f"Table {number} (its name is not printed here)"


def one_record(record: int) -> str:
    return f"Only record {count(record)} of this table is shown. Choose another table to see more."


def place(file: str, table: str, record: int | None, line: int) -> str:
    """ "patients.csv, record 12" or, for a reject, "patients.csv, line 14"."""
    where = file if table in ("", _stem(file)) else f"{file} / {table}"
    return f"{where}, record {count(record)}" if record else f"{where}, line {count(line)}"


def _stem(file: str) -> str:
    return file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
