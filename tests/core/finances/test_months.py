from __future__ import annotations

from collections import Counter
from decimal import Decimal

import duckdb
from hypothesis import given
from hypothesis import strategies as st

from core.finances import Asked, Basis, Report, by_month, counting, ours, total_by
from tests.core.finances.reference import Row
from tests.core.finances.rows import frame, rows

FLOWS = [report for report in Report if not report.of_a_day]


@given(rows(), st.sampled_from(FLOWS), st.sampled_from(Basis))
def test_months_and_providers_sum_to_the_total_of_each_currency(
    given: list[Row], report: Report, basis: Basis
) -> None:
    entries = frame(given)
    for currency in ("USD", "CAD"):
        whole = ours(entries, Asked(report, currency)) or 0
        for found in (
            by_month(entries, report, basis, ["provider"]),
            total_by(entries, report, ["provider"]),
        ):
            assert sum(found.filter(currency=currency)["amount"]) == whole


@given(rows())
def test_a_balance_is_production_less_collections_with_adjustments_and_the_rest(given: list[Row]) -> None:
    entries = frame(given)
    for currency in ("USD", "CAD"):
        balance = ours(entries, Asked(Report.BALANCE, currency)) or 0
        flows = {each: ours(entries, Asked(each, currency)) or 0 for each in FLOWS}
        rest = sum(
            r.amount for r in given if r.kind == "transfer" and r.currency == currency and not r.voided
        )
        made = flows[Report.PRODUCTION] - flows[Report.COLLECTIONS] + flows[Report.ADJUSTMENTS] + rest
        assert made == balance


@given(rows())
def test_months_are_those_that_sql_finds_over_the_same_rows(given: list[Row]) -> None:
    entries = counting(frame(given)).select("currency", "kind", "day", "amount")
    with duckdb.connect() as base:
        base.register("entries", entries.to_arrow())
        said = base.execute(
            "select currency, strftime(day, '%Y-%m'), -sum(amount::hugeint)::bigint from entries "
            "where kind in ('payment', 'insurance_payment', 'deposit', 'refund') group by 1, 2 order by 1, 2"
        ).fetchall()
    assert by_month(frame(given), Report.COLLECTIONS, Basis.ENTRY).rows() == said


@given(rows())
def test_what_was_struck_out_counts_for_nothing(given: list[Row]) -> None:
    struck = [Row(**{**vars(each), "voided": True}) for each in given]
    assert by_month(frame(struck), Report.PRODUCTION, Basis.SERVICE).is_empty()
    slow: Counter[str] = Counter()
    for each in given:
        if not each.voided and each.kind == "charge":
            slow[each.currency] += each.amount
    for currency, units in slow.items():
        assert Decimal(ours(frame(given), Asked(Report.PRODUCTION, currency)) or 0) == units
