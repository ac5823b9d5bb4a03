"""What staying costs is exact, ranged, and only ever what its assumptions say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.money import Money
from core.scope.staying import Assumptions, Effort, cost_of, parts_of, starting

SAID = Assumptions(
    visits=30, typing=60, people=5, hunting=10, reconciling=8, days=20, wage=2_500, currency="USD", spread=50
)
numbers = st.integers(0, 500)
assumptions = st.builds(
    Assumptions,
    visits=numbers,
    typing=numbers,
    people=numbers,
    hunting=numbers,
    reconciling=numbers,
    days=numbers,
    wage=st.integers(0, 100_000),
    spread=st.integers(0, 100),
)


def test_each_effort_is_its_own_product() -> None:
    assert {effort: cost.seconds[1] // 60 for effort, cost in parts_of(SAID).items()} == {
        Effort.TYPING: 600, Effort.HUNTING: 1000, Effort.RECONCILING: 480,
    }  # fmt: skip


def test_money_is_hours_times_wage_to_the_cent() -> None:
    cost = cost_of(SAID)
    assert cost.hours == (17, 34, 52)
    assert cost.month == (Money(43_333, "USD"), Money(86_667, "USD"), Money(130_000, "USD"))
    assert cost.year[1] == Money(1_040_000, "USD")


def test_a_wage_begins_in_the_units_of_its_currency() -> None:
    assert (starting("JPY").wage, starting("KWD").wage, starting("GBP").wage) == (25, 25_000, 1_600)


@given(assumptions)
def test_low_is_never_above_likely_and_likely_never_above_high(said: Assumptions) -> None:
    cost = cost_of(said)
    assert list(cost.seconds) == sorted(cost.seconds)
    assert [m.minor_units for m in cost.year] == sorted(m.minor_units for m in cost.year)


@given(assumptions)
def test_nothing_typed_hunted_or_reconciled_costs_nothing(said: Assumptions) -> None:
    idle = Assumptions(0, 0, said.people, 0, 0, said.days, said.wage, said.currency, said.spread)
    assert cost_of(idle).month == (Money(0, "USD"),) * 3
