"""What became of the cells of a column, in one line each."""

from __future__ import annotations

from portal.viewmodels.mapping import Outcomes
from portal.wording.figures import count, counted


def blanks(told: Outcomes, *, required: bool, field: str) -> str:
    """What happens to empty cells: a new record is empty at first, so there is nothing to overwrite."""
    parts = []
    if told.empty:
        cells = counted(told.empty, "empty cell")
        stay = "stays" if told.empty == 1 else "stay"
        waits = f", and no record can stand without {field}, so that it waits" if required else ""
        parts.append(f"{cells} {stay} empty in the new record{waits}.")
    if told.absent:
        says = "cell says" if told.absent == 1 else "cells say"
        parts.append(
            f"{count(told.absent)} {says} in a word that there is nothing, such as NULL or N/A; "
            f"{'it becomes' if told.absent == 1 else 'they become'} empty too."
        )
    return " ".join(parts)


def outcomes(told: Outcomes, *, unread: str) -> str:
    """ "1,961 read, 12 say that there is nothing, 31 cannot be read: ..., 4 are empty." """
    parts = [f"{count(told.read)} read"]
    if told.absent:
        parts.append(f"{count(told.absent)} say that there is nothing")
    if told.unread:
        parts.append(f"{count(told.unread)} cannot be read and wait{unread}")
    if told.empty:
        parts.append(f"{count(told.empty)} empty")
    return ", ".join(parts) + "."
