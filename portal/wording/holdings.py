"""Sentences about what a column holds."""

from __future__ import annotations

from portal.viewmodels.holdings import Held, Lie, Points
from portal.wording.figures import count, counted

TITLE = "What this column holds"
NOTHING = "Nothing: every cell of it is empty."
FORMATS = "How it is written (9 is a digit, a is letters)"
SPREAD = "Where its values lie"
FORMATS_ALT = "The ways in which this column is written, each with the number of cells written so"
SPREAD_ALT = "How many cells lie in each part of the range of this column"
OTHERS = "others"
NAMES = {
    True: "No two records share a value, so it can tell the records apart.",
    False: "Nearly every record has a value of its own, but a few share one or have none.",
}
_SURE, _LIKELY = 0.95, 0.75


def kind(held: Held) -> str:
    """ "Date: 579 of 581 filled cells." With few cells to go by it is said to be likely or possible only."""
    if not held.filled:
        return NOTHING
    doubt = "" if held.sure >= _SURE else "Probably " if held.sure >= _LIKELY else "Perhaps "
    said = f"{doubt}{held.kind}"
    cells = count(held.filled)
    part = f"all {cells}" if held.fits == held.filled else f"{count(held.fits)} of {cells}"
    few = "" if held.sure >= _LIKELY else " That is little to go by."
    return f"{said[0].upper()}{said[1:]}: {part} filled cells.{few}"


def points(found: Points) -> str:
    """ "All of its values are found in PatNum of patients, so it seems to name one there." """
    share = "All" if found.share == 1 else f"{found.share:.1%}"
    return f"{share} of its values are found in {found.key} of {found.table}, so it seems to name one there."


def rare(held: Held) -> str:
    """Where nearly all cells are written in one way."""
    cells = counted(sum(cells for _, cells in held.rare), "cell")
    forms = ", ".join(f"{form} ({count(cells)})" for form, cells in held.rare)
    return f"Look at these first: {cells} written unlike nearly all others, {forms}."


def lie(found: Lie) -> str:
    """Of numbers or days."""
    return f"From {found.low} to {found.high}, half of them up to {found.middle}."


def far(found: Lie) -> str:
    """What lies far from the rest."""
    shown = ", ".join(text for text, _ in found.far)
    return f"Look at these first: {counted(found.below + found.above, 'cell')} far from all others, {shown}."
