from __future__ import annotations

import pytest

from reports.charts.palette import INK, PRIMARY
from reports.charts.sample import figure_of_sample

NAMES = ("found", "at most")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_line_ends_at_the_bound_and_the_mark_lies_at_what_was_found(theme: str) -> None:
    line, mark = figure_of_sample(0.05, 0.21, names=NAMES, theme=theme).data
    assert (list(line.x), list(mark.x)) == ([0, 0.21], [0.05])
    assert (line.name, mark.name) == ("at most", "found")
    assert (line.line.color, mark.marker.color) == (PRIMARY.of(theme), INK.of(theme))
    assert line.marker.symbol != mark.marker.symbol


def test_a_good_result_looks_as_small_as_it_is_and_a_bad_one_fits() -> None:
    good = figure_of_sample(0, 0.02, names=NAMES, theme="light")
    bad = figure_of_sample(1, 1.0, names=NAMES, theme="light")
    assert good.layout.xaxis.range[1] == 0.16 and bad.layout.xaxis.range[1] == 1.0
