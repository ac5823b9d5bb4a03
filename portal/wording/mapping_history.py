"""Sentences of the part "Versions" of the Mapping page: what changed, undoing, and a mapping as a file."""

from __future__ import annotations

from portal.viewmodels.mapping_history import Offer, Start
from portal.wording.figures import counted

WHY = "Every change is a version with a name. Any of them can be undone, also when others came after it."
NOBODY = "Nobody has changed the mapping yet. From the first change on, each stands here and can be undone."
OPEN = "Open"
CLOSE = "Close"
VERSION = "Version {}"
PAGES = "Pages of versions"
DETAILS = "{} came or went along with this."
MORE = "And {}."
BECAUSE = "On the word of {}: {}"
ON_WORD = "On the word of {}"
WORDS_HIDDEN = "The words of your files are not shown to your role. Please ask {}."
UNDO = "Undo this step"
UNDO_WHY = "Why you undo it (may stay empty)"
UNDO_MORE = "What came after it stays as it is. The result is a new version with your name."
DONE = "Version {} is undone. The mapping is version {} now."
NO_UNDO = "This step cannot be undone alone."

FILE = "Take the mapping along"
TAKE_ALONG = "The newest version as a file: to keep it, to change it by hand or to run it elsewhere."
FILE_MORE = "You see what it would change before it counts."
NOT_YOURS = "Taking the mapping along and bringing one in is for {}."
BRING = "Bring in a mapping file"
BRINGING = "What this mapping would change"
TAKE = "Take this mapping"
TAKEN = "Taken as version {}."
SAME = "This mapping says the same as the one that stands. There is nothing to take."
LEFT_OUT = "What it says of these is left out, because they are not among your files:"
NOT_TAKEN = "Nothing is taken yet."

STARTS = "Start from what is usual"
STARTS_MORE = (
    "For each kind of old system there is a starting map, from the playbook for it. It helps where your "
    "tables are named as they usually are there. You see what it would change before it counts."
)
CATEGORY = "What you leave"
CHOOSE = "Choose one"
CATEGORIES = {
    Start.LEGACY: "A program on a server in the clinic",
    Start.CLOUD: "A program in the cloud",
    Start.PAPER: "Paper charts and lists",
    Start.STACK: "Several programs that are not connected",
}
REASONS = {start: f"Starting map: {name.lower()}." for start, name in CATEGORIES.items()}
FROM_FILE = "Taken from a mapping file."

Refusal = tuple[str, str]
NONE_FIT: Refusal = (
    "None of the tables in this mapping is among your files.",
    "Bring in the files that it is about first, or choose another mapping.",
)
NO_TEXT: Refusal = ("This file is not text.", "Choose a mapping file, such as mapping.json of a run.")
NOTHING_LEFT: Refusal = (
    "Nothing of this step is left to undo: later steps have changed all of it back.",
    "Open a later version instead.",
)


def undone(number: int, reason: str) -> str:
    """The reason of the version that undoing gives."""
    return f"Undid version {number}. {reason.strip()}".strip()


def built_upon(number: int, by: str, day: str) -> Refusal:
    return (
        f"Version {number} by {by} on {day} built on this step.",
        f"Undo version {number} first, or change the columns by hand.",
    )


def taken_by(person: str) -> str:
    """On whose word stands what a starting map says: a rule, and who chose it."""
    return f"rule: the starting map of the playbook, taken by {person}"


def no_table(table: str) -> str:
    return f"Table {table}"


def no_columns(table: str, columns: list[str]) -> str:
    return f"In {table}: {', '.join(columns[:8])}{' and more' if len(columns) > 8 else ''}"


def fits(offer: Offer) -> str:
    return f"It speaks of {counted(offer.fits, 'table')} among your files."


def changes(offer: Offer) -> str:
    number = sum(len(table.lines) for table in offer.tables)
    return f"{counted(number, 'change')} in {counted(len(offer.tables), 'table')}."
