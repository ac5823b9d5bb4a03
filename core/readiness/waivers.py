"""Waivers: a named person answers for a gate that is not ready. A waiver explains; it never hides.

Who may: the owner any gate, a practitioner the clinical ones, an accountant the financial ones
(contracts, section 5). A waiver holds for the figure that the person saw: when it gets worse, the gate
stands in the way again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from core.readiness.gates import GateResult
from core.readiness.levels import Area, Verdict

_BY_AREA = {
    Area.GENERAL: ("owner",),
    Area.CLINICAL: ("owner", "practitioner"),
    Area.FINANCIAL: ("owner", "accountant"),
}


@dataclass(frozen=True)
class Waiver:
    """One gate waived. value: the figure that the person saw, None where it was not known.

    role: as in contracts, section 5. at: when, as handed in; an aware datetime.
    """

    gate: str
    name: str
    role: str
    reason: str
    at: datetime
    value: int | None

    def covers(self, result: GateResult) -> bool:
        """Whether it still speaks for `result`: the same gate, and no worse than what was waived."""
        if result.gate.name != self.gate:
            return False
        if self.value is None or result.value is None:
            return self.value == result.value
        return result.value <= self.value


def who_may_waive(area: Area) -> tuple[str, ...]:
    """Roles that may waive a gate of this area, the owner first."""
    return _BY_AREA[area]


def standing_blocks(results: Iterable[GateResult], waivers: Iterable[Waiver]) -> tuple[GateResult, ...]:
    """Blocking gates that no waiver speaks for: as long as there is one, nothing is signed."""
    given = tuple(waivers)
    return tuple(
        result
        for result in results
        if result.verdict is Verdict.BLOCK and not any(waiver.covers(result) for waiver in given)
    )
