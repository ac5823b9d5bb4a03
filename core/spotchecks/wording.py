"""Sentences that people read where a step of spot-checking is refused."""

from __future__ import annotations

NO_SEED = "A seed is a number of up to 12 digits, so that anybody can draw the same charts again."
NO_SUCH_SIZE = "Choose 20, 59 or 149 charts: what each proves is known beforehand."
NOBODY = "There is no patient in this run whose chart could be drawn."
NO_DRAW = "Draw the charts first. Patients chosen by hand come beside them."
THERE_ALREADY = "This patient's chart is among those to look at already."
NOT_DRAWN = "This chart is not among those to look at."
CONCERN_WANTS = "A concern needs a few words and somebody who sees to it."
NO_SUCH_CONCERN = "There is no concern of this number."
SETTLED_ALREADY = "This concern is settled already."
NO_ANSWER = "To settle a concern, say in a few words how."
