"""What is offered for a group with one tap: its button, why it is offered, and what it does in figures."""

from __future__ import annotations

from core.decisions import Choice, GroupKind
from core.decisions.suggesting import Suggested, Why
from portal.viewmodels.decisions import GroupLine
from portal.wording.decision_choices import choice, lowered, said
from portal.wording.figures import counted
from portal.wording.mapping import plain

SUGGESTED = "Suggested:"
UNDO = "Undo"
JUST = "Decided just now:"
COUNTS = "It counts from the next run on, and you can undo it until everybody has signed."

WHY = {
    Why.NO_HOME: "Nothing in the new clinic record is called anything like this column.",
    Why.TABLE_UNCLEAR: "Neither its name nor its columns say what one row of it is.",
    Why.NO_RECORD: "They cannot be told apart into columns, and nothing in them is guessed.",
    Why.NUMBER_TAKEN: (
        "The earlier record has the number, and what refers to it belongs to that one. Kept whole, these can "
        "still be read."
    ),
    Why.NO_OWNER: "Whom or what they belong to is not among your records, so no chart could show them.",
    Why.LACKING: "The new record cannot hold them without what they lack.",
    Why.SPELT: "It is the same as “{word}” but for signs and spaces.",
    Why.SLIP: "It is spelt almost like “{word}”.",
    Why.NO_CODE: "None of the meanings that the field knows comes near it.",
    Why.UNREADABLE: "They cannot be read as what the field holds, and nothing is guessed.",
}


def button(line: GroupLine, told: Suggested) -> str:
    """ "Keep in the archive", "Read it as cancelled"."""
    return f"Read it as {plain(told.to)}" if told.choice is Choice.REPLACE else choice(line, told.choice)


def why(told: Suggested) -> str:
    return WHY[told.why].format(word=told.word)


def reason(told: Suggested) -> str:
    """What is recorded with the decision of whoever takes it."""
    return f"As suggested: {lowered(why(told))}"


def does(line: GroupLine, told: Suggested) -> str:
    """What it does, in figures: records, values, and the money behind them where that is theirs to see."""
    return f"{_does(line, told)}{_money(line, told)}."


def _does(line: GroupLine, told: Suggested) -> str:
    if told.choice is Choice.REPLACE:
        return f"{_counted(line, 'is read', 'are read')} so"
    if told.choice is Choice.NOTE:
        return f"{_counted(line, 'becomes a note', 'become notes')} in the chart, readable there"
    if line.cells:
        return f"{_counted(line, 'stays', 'stay')} in the archive of {_its(line)}, in no field"
    verbs = ("stays", "stay")
    return f"{_counted(line, *verbs)} out of the new record, whole in the archive"


def _its(line: GroupLine) -> str:
    return "its record" if line.count == 1 else "their records"


def _counted(line: GroupLine, one: str, many: str) -> str:
    name = "line" if line.kind is GroupKind.REJECT else "value" if line.cells else "record"
    return f"{counted(line.count, name)} {one if line.count == 1 else many}"


def _money(line: GroupLine, told: Suggested) -> str:
    if not line.money:
        return ""
    sums = " and ".join(line.money)
    if line.cells or told.choice is not Choice.ARCHIVE:
        return f"; {sums} stand behind {'it' if line.count == 1 else 'them'}"
    return f", and {sums} with {'it' if line.count == 1 else 'them'}"


def just(title: str, line: GroupLine) -> str:
    """ "Batch in patients: keep beside the record."."""
    return f"{title}: {lowered(said(line, line.made))}." if line.made else title
