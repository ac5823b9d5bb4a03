"""What the document says of a sample in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reports.readiness import DrawLine, Sample
from reports.readiness.wording import sample_proves, sample_rows

DAY = date(2026, 3, 12)
SAMPLE = Sample(1, "4711", 20, "Parker", DAY, compared=20, small=0, serious=0, bound=1392)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (True, "4711, chosen by a person, by Parker"),
        (False, "4711, by Parker"),
        (None, "4711 (whether a person chose it was not kept), by Parker"),
    ],
)
def test_one_draw_tells_of_its_starting_number_too_whether_a_person_chose_it(typed, said):
    draw = DrawLine(1, 20, "4711", "Parker", DAY, typed=typed)
    one = replace(SAMPLE, drawn_by="Parker", draws=(draw,))
    assert said in dict(sample_rows(one))["Draw"]


@pytest.mark.parametrize(("left", "said"), [(1, "1 chart was never"), (6, "6 charts were never")])
def test_charts_that_nobody_compared_before_a_newer_run_stand_beside_the_bound(left, said):
    assert f"Of earlier runs' samples, {said} compared" in sample_proves(replace(SAMPLE, never_compared=left))
    assert "never compared" not in sample_proves(SAMPLE)
