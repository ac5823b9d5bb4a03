from __future__ import annotations

import pytest

from core.progress import Going
from portal.wording.going import line


@pytest.mark.parametrize(
    ("going", "said"),
    [
        (
            Going(rows=1_200_000, size=340_000_000, size_total=1_100_000_000, left=122),
            "1.2 million rows, 340 MB of 1.1 GB, about 2 minutes left",
        ),
        (Going(rows=12_000, rows_total=40_000, left=4), "12,000 of 40,000 rows, a few seconds left"),
        (Going(rows=1, size=9, size_total=9), "1 row, 9 bytes"),
        (Going(rows=7, size=2_000, left=58), "7 rows, 2.0 kB, about 1 minute left"),
        (Going(size=5, size_total=10, left=3 * 3600), "5 bytes of 10 bytes, about 3 hours left"),
        (Going(left=33), "about 35 seconds left"),
        (Going("Linking"), ""),
    ],
)
def test_how_far_it_is_reads_as_a_person_would_say_it(going: Going, said: str) -> None:
    assert line(going) == said


def test_of_a_run_the_time_left_is_that_of_the_step() -> None:
    assert line(Going(left=122), whole=False) == "about 2 minutes left for this step"
