"""What staying costs: hours that go into typing twice, hunting and reconciling, and what they are paid.

Every assumption is an input that its reader sees and changes. The arithmetic, all in whole numbers:

    typing a month      = visits a day x seconds a visit x days open a month
    hunting a month     = minutes a day and person x 60 x people x days open a month
    reconciling a month = hours a month x 3600
    money               = seconds x wage an hour / 3600, half a minor unit rounded up (law 6)
    a year              = twelve months
    low and high        = the likely seconds less and more the stated spread in per cent, rounded down

It is a sum and no sales pitch: it says nothing about what the new system would cost or spare.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.money import Money, minor_digits

_HOUR, _MINUTE, _YEAR = 3600, 60, 12


class Effort(StrEnum):
    TYPING = "typing"
    HUNTING = "hunting"
    RECONCILING = "reconciling"


@dataclass(frozen=True)
class Assumptions:
    """wage: of an hour, all charges included, in minor units of `currency`. spread: per cent either way."""

    visits: int = 30
    typing: int = 60
    people: int = 5
    hunting: int = 10
    reconciling: int = 8
    days: int = 21
    wage: int = 2_500
    currency: str = "USD"
    spread: int = 30


@dataclass(frozen=True)
class Cost:
    """seconds: a month, (low, likely, high)."""

    seconds: tuple[int, int, int]
    wage: Money

    @property
    def hours(self) -> tuple[int, int, int]:
        """Whole hours a month, rounded down."""
        low, likely, high = (each // _HOUR for each in self.seconds)
        return low, likely, high

    @property
    def month(self) -> tuple[Money, Money, Money]:
        return self._paid(1)

    @property
    def year(self) -> tuple[Money, Money, Money]:
        return self._paid(_YEAR)

    def _paid(self, months: int) -> tuple[Money, Money, Money]:
        low, likely, high = (_paid(each * months, self.wage) for each in self.seconds)
        return low, likely, high


def _paid(seconds: int, wage: Money) -> Money:
    return Money((2 * seconds * wage.minor_units + _HOUR) // (2 * _HOUR), wage.currency)


def parts_of(said: Assumptions) -> dict[Effort, Cost]:
    """Each kind of effort by itself."""
    likely = {
        Effort.TYPING: said.visits * said.typing * said.days,
        Effort.HUNTING: said.hunting * _MINUTE * said.people * said.days,
        Effort.RECONCILING: said.reconciling * _HOUR,
    }
    wage = Money(said.wage, said.currency)
    return {effort: Cost(_ranged(seconds, said.spread), wage) for effort, seconds in likely.items()}


def cost_of(said: Assumptions) -> Cost:
    """All of it together: the sum of its parts, low with low and high with high."""
    found = [cost.seconds for cost in parts_of(said).values()]
    low, likely, high = (sum(each) for each in zip(*found, strict=True))
    return Cost((low, likely, high), Money(said.wage, said.currency))


def _ranged(seconds: int, spread: int) -> tuple[int, int, int]:
    return seconds * (100 - spread) // 100, seconds, seconds * (100 + spread) // 100


WAGES: dict[str, int] = {"USD": 25, "CAD": 28, "GBP": 16, "EUR": 22, "AUD": 36}
"""Whole units an hour to begin from, all charges included: a guess to be replaced by the clinic's own."""


def starting(currency: str) -> Assumptions:
    """Assumptions to begin from in `currency`; 25 an hour where nothing better is known."""
    wage = WAGES.get(currency, 25) * 10 ** minor_digits(currency)
    return Assumptions(wage=wage, currency=currency)
