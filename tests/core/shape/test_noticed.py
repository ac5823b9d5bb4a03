"""What was assumed is said of the values that it was assumed for, and of no others."""

from __future__ import annotations

import pytest

from core.mapping.model import Mapping, Route, Rule, Step, TableMapping
from core.record import RECORD
from core.runs import migrate
from core.tables import Intake
from tests.core.small import read, source


def assumed(text: list[str], entity: str, field: str, step: Step) -> dict[str, int]:
    """Kind of finding -> how many values of a column it is about."""
    table = source("patients", ["No", "Said"], [[str(n), said] for n, said in enumerate(text)])
    rule = Rule(("Said",), entity, field, (step,), "t")
    how = TableMapping("patients.csv", "patients", ("No",), (Route("patient"),), (rule,), ())
    outcome = migrate(Intake((read(table),), (), (), {}), Mapping((how,)), record=RECORD)
    return {f.kind: f.count for f in outcome.findings if f.kind.endswith("_assumed")}


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["2026-03-12T09:00:00Z", "2026-07-12T09:00:00+02:00"], {}),
        (["2026-03-12T09:00:00Z", "2026-03-12 09:00"], {"zone_assumed": 1}),
        (["2026-03-12"], {"zone_assumed": 1}),
    ],
)
def test_a_time_that_names_its_offset_is_read_in_no_assumed_zone(texts, found) -> None:
    assert assumed(texts, "patient", "entered_at", Step("datetime", {"zone": "UTC"})) == found


def test_a_telephone_number_that_names_its_country_is_read_in_no_assumed_one() -> None:
    step = Step("phone", {"country": "US"})
    numbers = ["+12065550100", "(206) 555-0100"]
    assert assumed(numbers, "contact_point", "home_phone", step) == {"country_assumed": 1}
