"""Sentences about damaged and unreadable lines: what happened, what is proposed, and how sure it is."""

from __future__ import annotations

from portal.viewmodels.reading import RepairGroup, RepairView
from portal.wording.figures import count, counted

TITLE = "Damaged lines"
WHY = (
    "These lines do not fit their table. For each there is a repair to look at. Nothing is repaired before "
    "you accept it, the line as it stood is kept, and you can take each one back."
)
KINDS = {
    "missing_delimiter": (
        "Two values run together",
        "The mark between two columns is missing, so what follows slipped to the left.",
    ),
    "surplus_delimiter": (
        "An empty cell too many",
        "There is a mark between columns where none belongs, so what follows slipped to the right.",
    ),
    "bare_delimiter": (
        "A value was cut in two",
        "A value holds the mark that splits columns, so it was cut where it should not be.",
    ),
    "other_dialect": (
        "Written with another mark",
        "The columns of these lines are split by another mark than in the rest of the file.",
    ),
    "open_quote": (
        "A quotation mark never closes",
        "A quotation mark is opened and not closed, so it is unclear where the value ends.",
    ),
    "several_damages": ("Damaged in several ways", "More than one thing went wrong in these lines."),
    "damaged_header": ("The column names", "The line with the column names does not fit the lines below it."),
}
UNKNOWN = ("Another damage", "These lines do not fit their table.")

UNSEEN = "Accepting a repair is for those who may see the lines of a file."
ACCEPT_ALL = "Accept all {} repairs of this kind"
ACCEPT_ONLY = "Accept this repair"
ACCEPT_FILE = "Accept all {} repairs in this file"
ACCEPT = "Accept"
BACK = "Take back"
BACK_ALL = "Take all of them back"
ACCEPTED = "Repaired"
LINE = "Line {}"
AS_STANDS = "As it stands in the file"
WAS = "Read as it stands"
NOW = "Repaired"
COLUMN = "Column"
BEYOND = "beyond the last column"
SAME = "{} as before"
MORE = "The first {shown} of {all} are shown. Accepting all of this kind accepts the others, too."

REJECTS = "Unreadable lines"
REJECTS_WHY = (
    "These lines could not be read, so none of them is a record yet. Each of them waits and is counted."
)
REJECTS_DONE = "These lines could not be read. Each was put right by somebody and is a record now."
REJECTS_HIDDEN = "{} of this file could not be read."
REJECTS_MORE = "The first {shown} of {all} are shown."
HAS_REPAIR = "There is a repair for this line above. If it is right, accept it there."
WORKBOOK_WHY = (
    "Many lines are easier in a workbook: take them along, fill in the blank cells beside each line, and "
    "bring the workbook back. Leave its row ids as they are."
)
BRING = "Bring the filled in workbook back"
TOO_LARGE = "This workbook is larger than 5 MB. Bring the one that was taken along from here."
PUT_RIGHT = "Put it right"
CLOSE = "Close"
RIGHT_BY = "Put right by {}"
RIGHT = "Put right"
FORM_WHY = "One field for each column. Compare with the line above, correct what is wrong, then save."
SAVE = "Save as a record"

SURE = ((0.99, "very sure"), (0.95, "quite sure"), (0.85, "rather sure"))
"""From which confidence on a repair is called so."""


def kind(group: RepairGroup) -> tuple[str, str]:
    """What happened, and what that means."""
    return KINDS.get(group.kind, UNKNOWN)


def size(group: RepairGroup) -> str:
    if group.applied == group.count:
        return f"{counted(group.count, 'line')} repaired"
    done = f", {count(group.applied)} repaired" if group.applied else ""
    return f"{counted(group.count, 'line')}{done}"


def sure(confidence: float) -> str:
    """How sure a repair is, in a word and in per cent; never rounded up to certainty."""
    word = next((word for least, word in SURE if confidence >= least), "not very sure")
    return f"{word} ({min(99, int(confidence * 100))} %)"


def accept_all(number: int) -> str:
    return ACCEPT_ONLY if number == 1 else ACCEPT_ALL.format(count(number))


def head(view: RepairView) -> str:
    return f"{LINE.format(count(view.line))}, {sure(view.confidence)}"
