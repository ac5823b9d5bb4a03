"""Sentences of the page about how files are read: what was found, what is left, and what a change does."""

from __future__ import annotations

from collections.abc import Sequence

from core.choices.allowed import lines_of
from core.tables import Share
from portal.viewmodels.reading import (
    NONE,
    AcceptRepairs,
    ChoiceView,
    Correct,
    CorrectMany,
    FileLine,
    GiveLayout,
    GivePassword,
    Option,
    Override,
    ReadingChange,
    ReadingPage,
    Topic,
)
from portal.wording.figures import count, counted

TITLE = "Check what was read"
WHY = (
    "See how each file was taken apart into lines and columns, and put right what went wrong. "
    "Your files themselves are never changed."
)
READING = "Looking at your files"
EMPTY = "No file has been read yet"
EMPTY_MORE = "Bring in an export from your old system first. How each file was read then stands here."
UNDER_WAY = "Your files are being read"
UNDER_WAY_MORE = "You may wait here or come back later. What was found in each file then stands on this page."
BRING_IN = "Bring in files"
TO_MAPPING = "Go on to Mapping"
NEXT_FILE = "Next file: {}"
READ_ONLY = "You can look at how files were read. Changing it is for {}."
NO_ROWS = "The lines themselves are not shown to your role. You see what was found and how many there are."
UNDO = "Undo the last change"
UNDONE = "The last change was taken back."

FILES = "Files"
FINE = "{} with nothing to look at"
OPEN = "Open"
LOCKED = "needs its password"
CLOSED = "cannot be opened yet"
SAID = "read as somebody said"
NOTHING = "nothing to look at"
NO_TABLE = "No table was found in this file, so there is nothing to set here."
TABLE = "Table in this file"

HOW = "How it was read"
HOW_WHY = (
    "Change what is wrong. The first lines below are then read anew at once. "
    "Nothing is kept before you say so."
)
HOW_SEEN = "What was found, and why."
TAKEN_FOR = "Taken for"
AS_FOUND = "{}, as found"
FOUND = "Found: {}"
REMEMBERED = "Used here because {by} said so of an earlier file that looks the same."
REMEMBERED_NOBODY = "Used here because it was said of an earlier file that looks the same."
SAID_BY = "{by} said so, {at}."
SAID_BY_NOBODY = "Somebody said so."
NOTHING_AT_ALL = {Topic.HEADER: "no line: there are none", Topic.QUOTE: "nothing"}
ON_LINE = "Line {}"
ON_LINES = "Lines {} to {}"

TRYING = "You are trying this out. {what}"
TRYING_MORE = "Below you see what would come of it: {}. Nothing has been kept yet."
KEEP = "Keep this"
LEAVE = "Leave it as it was"
KEPT = "Kept. The next file that looks the same will be read so, too."
LEFT = "It is read as it was found."

FIRST = "The first lines"
FIRST_WHY = "On the left as they stand in the file, beside it what they were read as."
FIRST_READ = "As they were read."
LINE = "Line"
RAW = "As it stands"
ABSENT = "no cell"
BLANK = "blank"
BEYOND = "beyond the last column"

COLUMNS = "What each column holds"
KIND = "Holds"
SURE = "How sure"
COLUMN = "Column"

SHARES: dict[Share, str] = {
    Share.RECORD: "records",
    Share.REJECT: "unreadable lines",
    Share.HEADER: "column names",
    Share.REPEATED_HEADER: "column names again",
    Share.PREAMBLE: "words above the table",
    Share.FOOTER: "words below the table",
    Share.BLANK: "blank lines",
}
IS: dict[Share, str] = {
    Share.RECORD: "record",
    Share.REJECT: "unreadable",
    Share.HEADER: "column names",
    Share.REPEATED_HEADER: "column names again",
    Share.PREAMBLE: "above the table",
    Share.FOOTER: "below the table",
    Share.BLANK: "blank",
}
ACCOUNT = "Does it add up?"
ACCOUNT_WHY = "The lines were counted a second time in another way, and every part of the file has its place."
COUNTED = "counted a second time"
RECORDS = "read as records"
REJECTS = "unreadable"
UNEVEN = "The second count is off by {}. This table stays open until somebody has looked at it."
EVERY_PART = "All {} of the file have their place."
SHARES_ALT = "How the file is shared out between records, unreadable lines, column names and the rest"

TOPICS = {
    Topic.FORMAT: "What it is",
    Topic.ENCODING: "Letters are written in",
    Topic.DELIMITER: "Columns are split by",
    Topic.QUOTE: "Values are wrapped in",
    Topic.ESCAPE: "A mark inside a value is written",
    Topic.HEADER: "Column names stand on",
}

LOCK_FIELD = "Its password"
LOCK_TITLE = "This file is locked with a password"
LOCK_WHY = (
    "Nothing in it could be read. Type the password of the file: it is kept sealed with this project, shown "
    "to nobody, and used for this file alone. You can take it back at any time."
)
LOCK_ASK = "Nothing in it could be read. Giving its password is for {}."
UNLOCK = "Open the file with it"
UNLOCKED = "A password was given for this file. It is kept sealed and shown to nobody."
UNLOCK_BACK = "Take the password back"
UNLOCK_KEPT = "The password opens the file. It is kept sealed."
UNLOCK_GONE = "The password was taken back."

LAYOUT = "Where the columns begin"
LAYOUT_WHY = (
    "Columns of this file have a fixed width. If a cut goes through a word, say where each column begins."
)
LAYOUT_SAY = "Its columns have a fixed width"
LAYOUT_SAY_WHY = (
    "If the values of each column stand below each other and no sign splits them, "
    "say where each column begins."
)
LAYOUT_NAME = "Name"
LAYOUT_START = "Begins at"
LAYOUT_WIDTH = "Characters wide"
LAYOUT_SKIP = "Lines above the first record"
LAYOUT_SAVE = "Cut the columns like this"
LAYOUT_BACK = "Cut them as found"
LAYOUT_KEPT = "The columns are cut as you said."
LAYOUT_RULER = "A ruler over the first lines"
LAYOUT_HELP = "Characters are counted from 1. Empty lines in the table are left out."

_CHANGED: dict[type, tuple[str, str]] = {
    GivePassword: (UNLOCK_KEPT, UNLOCK_GONE),
    Correct: ("The line is a record now.", "The line is unreadable again."),
    CorrectMany: ("The lines that were filled in are records now.", ""),
    GiveLayout: (LAYOUT_KEPT, "The columns are cut as found."),
}


def left(view: ReadingPage) -> str:
    """What is left for the person reading, in one sentence."""
    if not view.files:
        return ""
    waits = [part for part in (_damaged(view), _unreadable(view), _locked(view)) if part]
    if not waits:
        return "Nothing is left for you here."
    return f"{'Left for you' if view.may_change else 'Still open'}: {', '.join(waits)}."


def _damaged(view: ReadingPage) -> str:
    number = sum(line.open_repairs for line in view.files)
    return f"{counted(number, 'damaged line')} with a repair to look at" if number else ""


def _unreadable(view: ReadingPage) -> str:
    number = sum(line.rejects for line in view.files)
    return counted(number, "unreadable line") if number else ""


def _locked(view: ReadingPage) -> str:
    number = sum(line.locked for line in view.files)
    return f"{counted(number, 'file needs its', 'files need their')} password" if number else ""


def waits(line: FileLine) -> str:
    """What waits in one file."""
    parts = [LOCKED] if line.locked else []
    if line.open_repairs:
        parts.append(counted(line.open_repairs, "damaged line"))
    if line.rejects:
        parts.append(counted(line.rejects, "unreadable line"))
    return ", ".join(parts) or (SAID if line.said else NOTHING)


def about(line: FileLine) -> str:
    """What a file was taken for, with the number of its tables where it has several."""
    if line.locked:
        return CLOSED
    return f"{line.label}, {counted(line.tables, 'table')}" if line.tables > 1 else line.label


def option(options: Sequence[Option], value: str, topic: Topic) -> str:
    """A value of a topic as people read it."""
    known = {each.value: each.label for each in options}
    if value in known:
        return known[value]
    first, last = lines_of(value)
    if topic is Topic.HEADER and first:
        told = count(first), count(last)
        return ON_LINE.format(told[0]) if first == last else ON_LINES.format(*told)
    if value == NONE:
        return NOTHING_AT_ALL.get(topic, value)
    return value


def trying(choice: ChoiceView, value: str | None) -> str:
    """The choice that is being tried, in words."""
    shown = option(choice.options, choice.found if value is None else value, choice.topic)
    return f"{TOPICS[choice.topic]}: {shown}."


def result(records: int, rejects: int, columns: int) -> str:
    """What a reading comes to."""
    unread = f" and {counted(rejects, 'unreadable line')}" if rejects else ""
    return f"{counted(records, 'record')}{unread} in {counted(columns, 'column')}"


def changed(change: ReadingChange) -> str:
    """What to say once a change was kept."""
    if isinstance(change, AcceptRepairs):
        return _repaired(change)
    kept, gone = _CHANGED.get(type(change), (KEPT, LEFT))
    empty = (
        (isinstance(change, Override) and change.value is None)
        or (isinstance(change, GivePassword) and not change.password)
        or (isinstance(change, Correct) and change.cells is None)
        or (isinstance(change, GiveLayout) and not change.columns)
    )
    return gone if empty else kept


def _repaired(change: AcceptRepairs) -> str:
    one = change.id is not None
    if change.accept:
        return "The line is repaired." if one else "The lines are repaired."
    return "The line stands as it was." if one else "The lines stand as they were."
