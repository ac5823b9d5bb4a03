"""Each gate says what its figure says, and what nobody has measured never passes."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.readiness import GATES, Evidence, Verdict, evaluate
from tests.core.readiness.samples import READY


def verdict(gate: str, evidence: Evidence) -> Verdict:
    return next(each.verdict for each in evaluate(evidence) if each.gate.name == gate)


def test_a_project_in_order_passes_every_gate():
    assert {each.verdict for each in evaluate(READY)} == {Verdict.PASS}


def test_what_nobody_has_measured_blocks():
    results = evaluate(Evidence())
    assert {each.verdict for each in results} == {Verdict.BLOCK}
    assert results[0].figure == "not known yet"


@pytest.mark.parametrize(
    ("gate", "change", "expected"),
    [
        ("sums_close", {"tables_open": 1}, Verdict.BLOCK),
        ("nothing_waiting", {"records_waiting": 1}, Verdict.BLOCK),
        ("cells_settled", {"cells_waiting": 900}, Verdict.WARN),
        ("log_complete", {"records_without_log": 1}, Verdict.BLOCK),
        ("made_whole", {"taken_over": 1}, Verdict.BLOCK),
        ("clinical_decisions", {"clinical_groups_open": 1}, Verdict.BLOCK),
        ("financial_decisions", {"financial_groups_open": 1}, Verdict.BLOCK),
        ("other_decisions", {"other_groups_open": 3}, Verdict.BLOCK),
        ("orphan_payments", {"orphan_payments": 1}, Verdict.BLOCK),
        ("orphan_clinical", {"orphan_clinical": 1}, Verdict.BLOCK),
        ("images_matched", {"images": 1000, "images_unmatched": 1}, Verdict.WARN),
        ("images_matched", {"images": 1000, "images_unmatched": 11}, Verdict.BLOCK),
        ("images_identical", {"images_changed": 1}, Verdict.BLOCK),
        ("totals_compared", {"totals_compared": 0}, Verdict.BLOCK),
        ("totals_tied", {"totals_open": 1}, Verdict.BLOCK),
        ("spot_checks", {"charts_to_check": 1}, Verdict.BLOCK),
        ("concerns_settled", {"concerns_open": 1}, Verdict.BLOCK),
        ("training", {"people": 20, "people_untrained": 5}, Verdict.WARN),
        ("training", {"people": 20, "people_untrained": 6}, Verdict.BLOCK),
        ("scope_approved", {"scope_unapproved": 1}, Verdict.BLOCK),
        ("parallel_week", {"parallel_days_missing": 2}, Verdict.WARN),
        ("parallel_week", {"parallel_days_missing": 3}, Verdict.BLOCK),
        ("parallel_differences", {"parallel_differences": 1}, Verdict.BLOCK),
        ("go_live_date", {"go_live": None}, Verdict.BLOCK),
    ],
)
def test_a_gate_tells_the_first_figure_that_is_too_much(gate, change, expected):
    assert verdict(gate, replace(READY, **change)) is expected


def test_a_clinic_without_images_has_none_that_are_unmatched():
    assert verdict("images_matched", replace(READY, images=0, images_unmatched=0)) is Verdict.PASS


def test_every_figure_of_the_evidence_is_asked_for_by_some_gate():
    """A figure that no gate looks at would be one that nobody answers for."""
    unasked = []
    for each in fields(Evidence):
        if each.name in ("run", "result", "log_root"):
            continue
        worse = replace(READY, **{each.name: None})
        if evaluate(worse) == evaluate(READY):
            unasked.append(each.name)
    assert unasked == []


@given(st.sampled_from(GATES), st.integers(0, 500), st.integers(0, 500))
def test_a_worse_figure_never_gets_a_better_verdict(gate, one, other):
    low, high = sorted((one, other))
    assert gate.verdict(low) <= gate.verdict(high) <= gate.verdict(None)


def test_the_day_itself_decides_nothing():
    """The date is scheduled, never enforced: past or far away, no gate opens or shuts for it (law 5)."""
    for day in (date(1999, 1, 1), date(2199, 1, 1)):
        assert [each.verdict for each in evaluate(replace(READY, go_live=day))] == [
            each.verdict for each in evaluate(READY)
        ]


def test_gates_have_names_of_their_own_and_say_who_sees_to_them():
    assert len({gate.name for gate in GATES}) == len(GATES)
    assert {gate.owner for gate in GATES} <= {"owner", "champion", "practitioner", "accountant"}
    assert all(gate.question.endswith("?") and gate.evidence for gate in GATES)


def test_a_figure_is_said_in_words():
    results = {each.gate.name: each.figure for each in evaluate(replace(READY, orphan_payments=1))}
    assert results["orphan_payments"] == "1 money record without its patient"
    assert results["sums_close"] == "no tables that do not close"
    assert results["training"] == "0 % of the team still learning"
