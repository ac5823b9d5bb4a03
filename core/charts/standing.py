"""Whether an entry holds today: what was struck out, refuted or is over is never shown as active.

An imported prescription of a controlled drug is never active, whatever it says (contracts, section 6).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

Values = Mapping[str, object]


class Standing(StrEnum):
    """PLAIN: of what is neither active nor over, as a telephone number or a visit."""

    ACTIVE = "active"
    PAST = "past"
    HELD = "on hold"
    REFUTED = "refuted"
    STRUCK_OUT = "struck out"
    PLAIN = ""


_LASTING = {"allergy", "alert", "condition", "medication", "prescription", "device", "care_plan"}
_DENIED = {"refuted", "entered_in_error"}
_HELD = {"on_hold", "intended"}
_OVER = {"inactive", "resolved", "remission", "completed", "stopped"}


def standing_of(entity: str, values: Values) -> Standing:
    """By what the record itself says, the gravest first."""
    if values.get("voided") is True or "entered_in_error" in (values.get("status"), values.get("type")):
        return Standing.STRUCK_OUT
    if entity not in _LASTING:
        return Standing.PLAIN
    if values.get("verification") in _DENIED:
        return Standing.REFUTED
    if _is_over(values):
        return Standing.PAST
    controlled = entity == "prescription" and values.get("controlled") is True
    return Standing.HELD if controlled or values.get("status") in _HELD else Standing.ACTIVE


def _is_over(values: Values) -> bool:
    ended = values.get("end") is not None or values.get("abatement") is not None
    if values.get("status") in _HELD:
        return False
    if values.get("status") is not None:
        return values.get("status") in _OVER or (ended and values.get("status") != "active")
    return values.get("active") is False or ended
