"""Words about putting many unreadable lines right in a workbook."""

from __future__ import annotations

from portal.viewmodels.reject_book import CameBack
from portal.wording.figures import count, counted

TITLE = "Many lines at once"
WHY = (
    "Take all unreadable lines along as a workbook, fill in the empty cells of those that you know, and "
    "bring it back. Each line finds its place by its row id, and what you leave empty waits as before."
)
BRING = "Bring the workbook back"
READING = "Reading it"
TOO_LARGE = "This file is too large for a workbook of lines."
NOT_TAKEN = "These rows were not taken"
MORE = "and {} more"
CLOSE = "Close"
NONE = "Nothing new was taken from it"
SCREEN = {"bring": BRING, "reading": READING, "large": TOO_LARGE}
SHOWN = 20


def came_back(found: CameBack) -> str:
    """What came of it, in a sentence."""
    taken = f"{counted(found.lines, 'line is a record', 'lines are records')} now" if found.lines else NONE
    waiting = f", {count(found.waiting)} left empty" if found.waiting else ""
    return f"{taken}{waiting}."


def not_taken(found: CameBack) -> list[str]:
    shown = [*found.sentences[:SHOWN]]
    more = len(found.sentences) - len(shown)
    return [*shown, MORE.format(count(more))] if more else shown
