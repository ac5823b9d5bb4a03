"""The text that commercial terms start from: a frame to fill in, never an offer and never legal advice."""

from __future__ import annotations

_SECTIONS = (
    (
        "What is delivered",
        "The parts that this scope says move are brought into the new system, checked by the people named "
        "here, and handed over in open formats on the last day.",
    ),
    (
        "What it costs",
        "A fixed price for the scope as approved: (amount and currency). What an amendment adds is priced "
        "before the owner approves it.",
    ),
    (
        "When it is paid",
        "(share) on approval, (share) once the first run is shown, the rest after the team has worked a week "
        "in both systems.",
    ),
    (
        "What ends it",
        "Either side may stop at the end of a phase. Your files, the records made of them and the log are "
        "yours at any time.",
    ),
    (
        "What is not promised",
        "No fixed day for going live, no move without any interruption, and no record that the old system "
        "does not hold.",
    ),
)

STANDARD = "\n\n".join(f"{title}\n{text}" for title, text in _SECTIONS)
"""Brackets are to be filled in."""


def blanks(text: str) -> int:
    """How many brackets of the standard text are still to be filled in."""
    return text.count("(amount and currency)") + text.count("(share)")
