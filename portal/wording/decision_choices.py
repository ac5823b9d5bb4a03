"""What can be chosen for each kind of group, what follows from it, and how what was said is told."""

from __future__ import annotations

from collections.abc import Mapping

from core.decisions import Choice, GroupKind
from portal.viewmodels.decisions import Correction, GroupLine, Said
from portal.wording.mapping import plain

SECTIONS = {
    GroupKind.TABLE: ("Whole tables", "Nobody has said yet what one row of these tables is."),
    GroupKind.REJECT: ("Lines that could not be read", "They could not be told apart into columns."),
    GroupKind.DUPLICATE: (
        "Numbers used twice",
        "An earlier record has the same number, and something else in it.",
    ),
    GroupKind.ORPHAN: ("Records without an owner", "Whom or what they belong to is not among your records."),
    GroupKind.INCOMPLETE: ("Records with something missing", "They lack what such a record has to have."),
    GroupKind.PERSON: (
        "Perhaps the same person",
        "These records agree in what usually tells one patient from another.",
    ),
    GroupKind.COLUMN: (
        "Columns without a field",
        "They hold values that have no place in the new record yet.",
    ),
    GroupKind.VALUE: ("Values that could not be read", "Their column has a field, and they do not fit it."),
}

QUICK_REASONS: Mapping[GroupKind, tuple[str, ...]] = {
    GroupKind.TABLE: ("We never used it", "Only kept by the old system", "Covered by another table"),
    GroupKind.REJECT: ("Broken in the export", "Not a record", "Nothing in it that we need"),
    GroupKind.DUPLICATE: ("Entered twice", "The earlier one is right", "Checked by hand"),
    GroupKind.ORPHAN: ("The patient was removed", "Left over from a test", "Checked by hand"),
    GroupKind.INCOMPLETE: ("Never finished", "Too old to matter", "Checked by hand"),
    GroupKind.PERSON: ("Checked at the desk", "Same birth date and address", "Family members"),
    GroupKind.COLUMN: ("We never used it", "Only kept by the old system", "Covered by another column"),
    GroupKind.VALUE: ("A slip of the keyboard", "That is what we meant by it", "Too old to matter"),
}

_RECORDS = {
    Choice.ARCHIVE: (
        "Keep in the archive",
        "These records stay out of the new record. They are kept whole in the archive and can be read there.",
    ),
    Choice.DECLINE: (
        "Leave behind for good",
        "They go nowhere, not even into the archive. The log says that you decided so.",
    ),
    Choice.MERGE: (
        "Merge into the earlier record",
        "The earlier record stays. What belonged to these belongs to it then, and the log keeps both.",
    ),
}
_CELLS = {
    Choice.ARCHIVE: (
        "Keep beside the record",
        "The values stay in the archive of their record, where they can be read.",
    ),
    Choice.DECLINE: (
        "Leave behind for good",
        "The values go nowhere, not even into the archive. The log says that you decided so.",
    ),
    Choice.NOTE: (
        "Attach as a note",
        "The words become a clinical note of the patient, called after the column and readable in the chart. "
        "Where a row names no patient, they stay in the archive.",
    ),
    Choice.REPLACE: ("Give it a meaning", "Wherever the word stands, the new record has what you choose."),
}
_CORRECT = (
    "Correct one of them",
    "It is read as if what you write had stood there. The others go on waiting.",
)
_PERSONS = {
    Choice.MERGE: (
        "Same person",
        "The records become one. What belongs to any of them stands under the number that stays.",
    ),
    Choice.SEPARATE: ("Not the same", "They stay apart, and you are not asked about them again."),
}
_OF_CELLS = (GroupKind.COLUMN, GroupKind.VALUE)


def choice(line: GroupLine, chosen: Choice) -> str:
    return _words(line, chosen)[0]


def follows(line: GroupLine, chosen: Choice) -> str:
    """What follows from a choice, in one sentence."""
    return _words(line, chosen)[1]


def _words(line: GroupLine, chosen: Choice) -> tuple[str, str]:
    if chosen is Choice.REPLACE and not line.codes:
        return _CORRECT
    return _choices(line.kind)[chosen]


def _choices(kind: GroupKind) -> Mapping[Choice, tuple[str, str]]:
    if kind is GroupKind.PERSON:
        return _PERSONS
    return _CELLS if kind in _OF_CELLS else _RECORDS


def said(line: GroupLine, told: Said) -> str:
    """ "Give it a meaning: active"."""
    words = choice(line, told.choice)
    if not told.to:
        return words
    if told.choice is Choice.MERGE:
        return f"{words}: number {told.to} stays"
    return f"{words}: {plain(told.to)}"


def correction(told: Correction) -> str:
    """ "“31/31/2023” is read as “31/01/2023”"."""
    if told.said.choice is not Choice.REPLACE:
        return f"\u201c{told.text}\u201d: {lowered(_CELLS[told.said.choice][0])}"
    return f"\u201c{told.text}\u201d is read as \u201c{told.said.to}\u201d"


def proposal(line: GroupLine, told: Said) -> str:
    return f"{told.by} ({told.role}) proposes: {lowered(said(line, told))}."


def lowered(text: str) -> str:
    """Inside a sentence."""
    return text[:1].lower() + text[1:]
