from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.finances import Asked, Report, aged, behind, newest_day, ours
from tests.core.finances.reference import Row, slow_ages
from tests.core.finances.rows import AS_OF, frame, rows


@given(rows())
def test_ages_are_those_of_a_plain_slow_reading_in_decimal(given: list[Row]) -> None:
    slow = slow_ages(given, AS_OF)
    fast = {(each.clinic, each.currency): each for each in aged(frame(given), AS_OF)}
    for key, wanted in slow.items():
        found = fast.get(key)
        if found is None:
            assert not any(wanted.ages) and not wanted.credits and not wanted.unapplied
            continue
        assert [Decimal(each) for each in found.ages] == wanted.ages
        assert (found.credits, found.unapplied) == (wanted.credits, wanted.unapplied)
    assert set(fast) <= set(slow)


@given(rows())
def test_ages_less_credits_and_unapplied_income_sum_to_the_balance(given: list[Row]) -> None:
    entries = frame(given)
    for each in aged(entries, AS_OF):
        balance = Asked(Report.BALANCE, each.currency, each.clinic, period=AS_OF.isoformat())
        assert each.balance == ours(entries, balance)


@given(rows(), st.randoms())
def test_the_order_of_the_rows_does_not_matter(given: list[Row], chance) -> None:
    turned = list(given)
    chance.shuffle(turned)
    assert aged(frame(turned), AS_OF) == aged(frame(given), AS_OF)


@given(rows())
def test_two_currencies_never_mix(given: list[Row]) -> None:
    alone = [row for row in given if row.currency == "CAD"]
    both = [each for each in aged(frame(given), AS_OF) if each.currency == "CAD"]
    assert both == list(aged(frame(alone), AS_OF))


@given(rows(), st.sampled_from([report for report in Report if report.of_a_day]))
def test_what_is_behind_an_age_or_a_credit_sums_to_it(given: list[Row], report: Report) -> None:
    entries = frame(given)
    for each in aged(entries, AS_OF):
        asked = Asked(report, each.currency, each.clinic, period=AS_OF.isoformat())
        wanted = {
            **{
                Report(f"age_{name}"): units
                for name, units in zip(("0_30", "31_60", "61_90", "over_90"), each.ages, strict=True)
            },
            Report.CREDITS: each.credits,
            Report.UNAPPLIED: each.unapplied,
            Report.BALANCE: each.balance,
        }[report]
        assert sum(behind(entries, asked)["amount"]) == wanted


def row(id: str, kind: str, day: date, amount: int, procedure: str | None = None) -> Row:
    return Row(id, "p1", "c1", "USD", kind, day, amount, procedure)


def test_a_payment_settles_the_treatment_that_it_names_before_an_older_debt() -> None:
    old, young = date(2025, 1, 1), date(2026, 6, 20)
    charges = [row("a", "charge", old, 100, "t1"), row("b", "charge", young, 100, "t2")]
    (named,) = aged(frame([*charges, row("c", "payment", young, -100, "t2")]), AS_OF)
    assert named.ages == (0, 0, 0, 100)
    (loose,) = aged(frame([*charges, row("c", "payment", young, -100)]), AS_OF)
    assert loose.ages == (100, 0, 0, 0)


def test_ninety_days_are_not_over_ninety() -> None:
    charges = [row("a", "charge", date(2026, 3, 28), 1), row("b", "charge", date(2026, 3, 27), 10)]
    (found,) = aged(frame(charges), AS_OF)
    assert found.ages == (0, 0, 1, 10)


def test_what_is_left_of_a_deposit_is_unapplied_and_of_a_write_off_a_credit() -> None:
    day = date(2026, 6, 1)
    given = [row("a", "charge", day, 100), row("b", "write_off", day, -120), row("c", "deposit", day, -30)]
    (found,) = aged(frame(given), AS_OF)
    assert (found.credits, found.unapplied, found.balance) == (20, 30, -50)


@given(rows(), st.sampled_from([report for report in Report if report.of_a_day]))
def test_ages_without_a_day_are_of_the_day_of_the_newest_entry(given: list[Row], report: Report) -> None:
    entries = frame(given)
    newest = newest_day(entries)
    if newest is not None:
        for currency in ("USD", "CAD"):
            dated = Asked(report, currency, period=newest.isoformat())
            assert ours(entries, Asked(report, currency)) == ours(entries, dated)
