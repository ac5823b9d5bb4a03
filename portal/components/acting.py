"""Doing what was asked before the page is drawn anew: a note where it went well, the refusal where not."""

from __future__ import annotations

from collections.abc import Callable

from core.errors import ChartbridgeError
from portal import session


def done(act: Callable[[], object], note: str) -> bool:
    """For callbacks: an expected failure is kept and shown once by the page. Whether it was done."""
    try:
        act()
    except ChartbridgeError as error:
        session.leave_refusal(error.place, error.found, error.do)
        return False
    session.leave_note(note)
    return True
