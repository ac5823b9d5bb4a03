"""Sentences that people read about gates, waivers and signatures: kept apart from deciding."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

NO_SUCH_GATE = "There is no condition of this name."
NO_REASON = "A waiver needs a reason that others can read later."
NO_NAME = "A waiver needs the name of the person who gives it."
NOTHING_TO_WAIVE = "This condition is ready, so there is nothing to waive."
NO_SUCH_WAIVER = "This condition has no waiver that could be taken back."
NO_MOVE_REASON = "Moving the date needs a reason, which stays in its history."
NO_RUN = "There is no run yet that a document could speak of."
NO_SUCH_DOCUMENT = "There is no document of this name."
COMPLETE = "All four have signed; nothing is left to sign."
RUN_CHANGED = "The run changed, so this document no longer describes what would be imported."
EVIDENCE_CHANGED = "The figures of the conditions changed after this document was written."
WAIVERS_CHANGED = "The waivers changed after this document was written."


def date_moved(old: date | None, new: date | None) -> str:
    was = _day(old)
    return f"The go-live date moved from {was} to {_day(new)}; this document was written for {was}."


def _day(of: date | None) -> str:
    """ "12 Mar 2026", so that nobody can take the month for the day."""
    return f"{of.day} {_MONTHS[of.month - 1]} {of.year}" if of else "no date"


def may_not_waive(role: str, allowed: Iterable[str]) -> str:
    return f"Your role here is {role}; this condition can be waived by the {' or the '.join(allowed)}."


def blocked(questions: Iterable[str]) -> str:
    return "Not ready, and nobody answers for it: " + " ".join(questions)


def void(reason: str) -> str:
    return f"This document is void. {reason} Please write a new one."


def not_your_turn(missing: Iterable[str]) -> str:
    return f"Before this signature comes that of the {' and the '.join(missing)}."


def signed_already(role: str) -> str:
    return f"The {role} has signed this document already."


NOTHING_STATED = "A statement needs to say what it is about, and the name of the person who makes it."
FIGURES_MISSING = "A statement needs every figure of its part; a zero is a figure too."
BELOW_ZERO = "These figures count something, so none of them can be below zero."
MORE_THAN_ALL = "There cannot be more done than there is to do. Please look at the figures again."


def not_yours_to_state(role: str, whose: Iterable[str]) -> str:
    return f"Your role here is {role}; these figures are stated by the {' or the '.join(whose)}."
