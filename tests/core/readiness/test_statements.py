"""What people state counts as they said it, from the role that sees to it, and never better than it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.readiness import GATES, Part, Statement
from core.readiness.statements import FIGURES, MAY_STATE, PART_OF, SEES_TO, problem, standing, stated_figures

AT = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
ROLES = ("owner", "champion", "practitioner", "accountant", "assistant", "receptionist", "vendor team")


def stated(part: Part, *figures: int, subject: str = "It", note: str = "", role: str = "") -> Statement:
    named = tuple(zip(FIGURES[part], figures, strict=True))
    return Statement(part, subject, named, note, "Kim", role or SEES_TO[part], AT, "ledger_balance", "USD")


def test_every_gate_of_a_part_is_seen_to_by_the_role_that_states_it():
    owners = {gate.name: gate.owner for gate in GATES}
    assert all(owners[gate] == SEES_TO[part] for gate, part in PART_OF.items())


@pytest.mark.parametrize("part", Part)
def test_only_the_roles_that_answer_for_a_part_state_it(part):
    whole = stated(part, *(1 for _ in FIGURES[part]))
    may = {role for role in ROLES if not problem(replace(whole, role=role))}
    beside = {"owner"} if part in (Part.TOTALS, Part.TRAINING) else set()
    assert may == {SEES_TO[part]} | beside == set(MAY_STATE[part])


def test_nothing_is_done_more_often_than_it_is_asked():
    assert "more done" in problem(stated(Part.CHARTS, 10, 11, 0, 0))
    assert "more done" in problem(stated(Part.CHARTS, 10, 9, 1, 2))
    assert "more done" in problem(stated(Part.TRAINING, 3, 4))
    assert "more done" in problem(stated(Part.PARALLEL, 5, 6, 0, 0))
    assert "more done" in problem(stated(Part.PARALLEL, 5, 5, 1, 2))
    assert "below zero" in problem(stated(Part.TRAINING, -1, -2))
    assert problem(stated(Part.TOTALS, -5, -7)) == ""


def test_a_statement_says_what_it_is_about_and_every_figure():
    assert "what it is about" in problem(stated(Part.SCOPE, 1, 1, subject=" "))
    missing = replace(stated(Part.CHARTS, 1, 1, 0, 0), figures=(("asked", 1),))
    assert "every figure" in problem(missing)


def test_the_last_word_about_a_subject_counts_and_can_be_taken_back():
    first, second = stated(Part.TRAINING, 8, 2), stated(Part.TRAINING, 8, 8)
    assert standing([first, second]) == (second,)
    assert standing([first, replace(second, figures=())]) == ()
    assert problem(replace(second, figures=())) == ""


def test_what_nobody_has_spoken_of_is_not_known():
    assert set(stated_figures([], {}).values()) == {None}


def test_what_was_said_adds_up():
    figures = stated_figures(
        [
            stated(Part.TRAINING, 5, 4, subject="Reception"),
            stated(Part.TRAINING, 3, 3, subject="Assistants"),
            stated(Part.CHARTS, 40, 38, 2, 1, subject="Parker"),
            stated(Part.PARALLEL, 5, 4, 3, 3),
            stated(Part.SCOPE, 1, 1, subject="Charts"),
            stated(Part.SCOPE, 0, 0, subject="Paper"),
        ],
        {},
    )
    assert figures == {
        "totals_compared": None, "totals_open": None, "charts_to_check": 2, "concerns_open": 1, "people": 8,
        "people_untrained": 1, "scope_unapproved": 1, "parallel_days_missing": 1, "parallel_differences": 0,
    }  # fmt: skip


def test_an_explanation_speaks_for_the_difference_that_its_person_saw_and_for_no_other():
    told = stated(Part.TOTALS, 1000, 900, note="One cheque came back.")
    assert stated_figures([told], {"It": 900})["totals_open"] == 0
    assert stated_figures([told], {"It": 850})["totals_open"] == 1
    assert stated_figures([told], {"It": 1000})["totals_open"] == 0
    assert stated_figures([replace(told, note=" ")], {"It": 900})["totals_open"] == 1


def test_a_total_that_the_run_does_not_have_is_not_compared_and_stays_open():
    figures = stated_figures([stated(Part.TOTALS, 1000, 1000)], {})
    assert (figures["totals_compared"], figures["totals_open"]) == (0, 1)


@given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9))
def test_without_an_explanation_only_an_exact_total_ties(theirs, seen, ours):
    told = stated(Part.TOTALS, theirs, seen)
    assert told.explains(ours) is (theirs == ours)


@pytest.mark.parametrize(
    ("nothing", "figure"),
    [
        (stated(Part.CHARTS, 0, 0, 0, 0), "charts_to_check"),
        (stated(Part.TRAINING, 0, 0), "people_untrained"),
        (stated(Part.PARALLEL, 0, 0, 0, 0), "parallel_days_missing"),
    ],
)
def test_nothing_done_out_of_nothing_asked_is_not_known_and_makes_no_gate_ready(nothing, figure):
    assert stated_figures([nothing], {})[figure] is None
