"""What holds today: the facts that are easy to get wrong (contracts, section 6), one by one."""

from __future__ import annotations

import pytest

from core.charts import Allergies, Section, Standing, state_of
from core.charts.allergies import contradicts
from core.charts.standing import standing_of
from tests.core.charts.made import chart


def alerts(**rows: list[dict[str, object]]):
    return chart(**rows).entries(Section.ALERTS)


def test_a_refuted_allergy_is_never_active() -> None:
    given = alerts(allergy=[{"substance": "Latex", "status": "active", "verification": "refuted"}])
    assert given[0].standing is Standing.REFUTED
    assert state_of(given) is Allergies.BLANK


@pytest.mark.parametrize(
    ("rows", "state"),
    [
        ({"allergy": [{"substance": "Latex"}]}, Allergies.PRESENT),
        ({"allergy_statement": [{"statement": "none_known"}]}, Allergies.NONE_KNOWN),
        ({"allergy_statement": [{"statement": "not_asked"}]}, Allergies.NOT_ASKED),
        ({"allergy_statement": [{"statement": "blank"}]}, Allergies.BLANK),
        ({}, Allergies.BLANK),
        ({"allergy": [{"substance": "Latex", "voided": True}]}, Allergies.BLANK),
        ({"allergy": [{"substance": "Latex", "status": "resolved"}]}, Allergies.BLANK),
        ({"allergy_statement": [{"statement": "none_known", "voided": True}]}, Allergies.BLANK),
    ],
)
def test_a_chart_says_one_of_four_things_about_allergies(rows, state: Allergies) -> None:
    assert state_of(alerts(**rows)) is state


def test_an_allergy_goes_before_a_statement_that_there_are_none_and_the_two_are_said_to_clash() -> None:
    given = alerts(
        allergy=[{"substance": "Latex"}], allergy_statement=[{"statement": "none_known", "text": "NKDA"}]
    )
    assert state_of(given) is Allergies.PRESENT and contradicts(given)


def test_present_without_any_allergy_is_said_to_clash() -> None:
    given = alerts(allergy_statement=[{"statement": "present"}])
    assert state_of(given) is Allergies.PRESENT and contradicts(given)
    assert not contradicts(alerts(allergy=[{"substance": "Latex"}]))


@pytest.mark.parametrize("status", ["active", "on_hold", "unknown", None])
def test_an_imported_controlled_prescription_is_never_active(status: str | None) -> None:
    assert standing_of("prescription", {"controlled": True, "status": status}) is Standing.HELD
    assert standing_of("prescription", {"controlled": True, "active": True}) is Standing.HELD


def test_other_medicines_are_what_they_say() -> None:
    assert standing_of("prescription", {"status": "active"}) is Standing.ACTIVE
    assert standing_of("medication", {"status": "stopped"}) is Standing.PAST
    assert standing_of("medication", {"status": "on_hold", "end": "2020"}) is Standing.HELD
    assert standing_of("medication", {"end": "2020-01-01"}) is Standing.PAST
    assert standing_of("medication", {"active": False}) is Standing.PAST


def test_a_medicine_of_which_nobody_knows_whether_it_is_over_is_not_called_over() -> None:
    assert standing_of("medication", {"status": "unknown"}) is Standing.ACTIVE
    assert standing_of("medication", {}) is Standing.ACTIVE


def test_what_was_entered_in_error_or_voided_is_struck_out_whatever_else_it_says() -> None:
    assert standing_of("medication", {"status": "entered_in_error", "active": True}) is Standing.STRUCK_OUT
    assert standing_of("condition", {"status": "active", "voided": True}) is Standing.STRUCK_OUT


def test_visits_and_numbers_are_neither_active_nor_over() -> None:
    assert standing_of("appointment", {"status": "completed"}) is Standing.PLAIN
    assert standing_of("contact_point", {}) is Standing.PLAIN
