"""A document is void by what was found since, however much else was settled in the meantime (ADR 21)."""

from __future__ import annotations

import pytest

from core.spotchecks import Found
from tests.portal.clinics import Clinic
from tests.portal.services.test_charts import Checks


@pytest.fixture
def checks(clinic: Clinic) -> Checks:
    """All compared, and one concern open."""
    checks = Checks(clinic)
    clinic.figures()
    checks.draw()
    for place in range(1, 21):
        checks.judge(place=place)
    checks.concern()
    clinic.in_order_beside_charts()
    return checks


def waiting(clinic: Clinic) -> str:
    live = clinic.view().live
    return live.id if live is not None else ""


@pytest.mark.parametrize("news", ["serious", "concern"])
def test_news_voids_a_document_also_where_another_concern_was_settled_first(
    checks: Checks, clinic: Clinic, news: str
) -> None:
    document = clinic.issue()
    checks.settle()
    assert waiting(clinic) == document
    if news == "serious":
        checks.judge(Found.SERIOUS, place=2)
    else:
        checks.concern(place=2)
    assert waiting(clinic) == ""
    assert checks.gate("concerns_settled").result.figure == "1 open concern"


def test_a_concern_about_a_difference_that_the_document_tells_of_is_no_news(
    checks: Checks, clinic: Clinic
) -> None:
    checks.judge(Found.SERIOUS, place=2)
    clinic.in_order_beside_charts()
    document = clinic.issue()
    checks.concern(place=2)
    assert waiting(clinic) == document
