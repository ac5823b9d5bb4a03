"""The few words that readiness is told in, as ordered enums; a status is data, not an error."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Verdict(IntEnum):
    """What one gate says. The order is that of severity, so that the worst of several is their `max`."""

    PASS = 0
    """The condition holds."""
    WARN = 1
    """It does not hold fully; the document shows it, and signing goes on."""
    BLOCK = 2
    """It does not hold, or is not known yet; nothing is signed unless somebody waives it by name."""

    @property
    def word(self) -> str:
        return _WORDS[self]


_WORDS = {Verdict.PASS: "ready", Verdict.WARN: "look at it", Verdict.BLOCK: "not ready"}


class Area(StrEnum):
    """Whose judgement a gate needs; it decides who may waive it (contracts, section 5)."""

    CLINICAL = "clinical"
    FINANCIAL = "financial"
    GENERAL = "general"


class Signer(StrEnum):
    """Who signs the readiness document. The order of the members is the order of signing."""

    PRACTITIONER = "practitioner"
    ACCOUNTANT = "accountant"
    CHAMPION = "champion"
    OWNER = "owner"

    @property
    def before(self) -> tuple[Signer, ...]:
        """Those whose signatures come first."""
        order = tuple(Signer)
        return order[: order.index(self)]
