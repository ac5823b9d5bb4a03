"""What a chart says about allergies as a whole: four states, and a denial is never an allergy.

A refuted allergy is not an active one, and a chart without a word about it is blank and not "none known"
(contracts, section 6).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from core.charts.model import Entry
from core.charts.standing import Standing


class Allergies(StrEnum):
    PRESENT = "present"
    NONE_KNOWN = "none_known"
    NOT_ASKED = "not_asked"
    BLANK = "blank"


def state_of(entries: Iterable[Entry]) -> Allergies:
    """An active allergy goes before every denial; of statements, what warns most goes first."""
    given = tuple(entries)
    if any(each.entity == "allergy" and each.standing is Standing.ACTIVE for each in given):
        return Allergies.PRESENT
    said = {each.value("statement") for each in given if _stands(each)}
    return next((state for state in Allergies if state in said), Allergies.BLANK)


def contradicts(entries: Iterable[Entry]) -> bool:
    """Whether allergies stand beside a statement that there are none, or "present" beside no allergy."""
    given = tuple(entries)
    active = any(each.entity == "allergy" and each.standing is Standing.ACTIVE for each in given)
    said = {each.value("statement") for each in given if _stands(each)}
    return (active and Allergies.NONE_KNOWN in said) or (not active and Allergies.PRESENT in said)


def _stands(entry: Entry) -> bool:
    return entry.entity == "allergy_statement" and entry.standing is not Standing.STRUCK_OUT
