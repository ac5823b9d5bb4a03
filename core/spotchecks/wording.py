"""Sentences that people read about spot-checks: what a bound says, and why a step is refused."""

from __future__ import annotations

from math import ceil, floor

NO_SEED = "A starting number has up to 12 digits, so that anybody can draw the same charts again."
NO_SUCH_SIZE = "Choose 20, 59 or 149 charts: what each proves is known beforehand."
NOBODY = "There is no patient in this run whose chart could be drawn."
NO_DRAW = "Draw a sample first. Patients chosen by hand come beside it."
WHY_AGAIN = "Say in a few words why another sample is drawn. It is printed in the readiness document."
WHY_MILDER = "This answer is milder than one before it. Say in a few words why, then tap it again."
WHY_NOT_WRONG = (
    "Somebody said that this is the wrong patient. Say in the note why it is not, then tap it again."
)
THERE_ALREADY = "This patient's chart is among those to look at already."
NOT_DRAWN = "This chart is not among those to look at."
CONCERN_WANTS = "A concern needs a few words and somebody who sees to it."
NOBODYS_FILE = "This file is filed under nobody, so it cannot be with the wrong patient."
WRONG_PATIENT = "This file is filed under the wrong patient."
NO_SUCH_CONCERN = "There is no concern of this number."
SETTLED_ALREADY = "This concern is settled already."
NO_ANSWER = "To settle a concern, say in a few words how."


def proven(share: float) -> str:
    """What a bound says, never more than it does: rounded to the side of caution."""
    if share > 0.5:
        return f"up to {ceil(share * 100)} charts in 100 may be faulty"
    return f"fewer than 1 chart in {floor(1 / share)} is faulty"


def percent(share: float) -> str:
    """One decimal, rounded up."""
    return f"{ceil(share * 1000) / 10:.1f} %"
