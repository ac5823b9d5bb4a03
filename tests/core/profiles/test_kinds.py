"""The kind of a column is what nearly all of its cells are; how sure that is falls with few cells."""

from __future__ import annotations

import pytest
import scipy

from core.profiles import ColumnKind, profile
from core.profiles.kinds import Kind, kind_of, lower_end
from tests.core.profiles.tables import table


def of(values: list[str | None]) -> Kind:
    return kind_of(profile(table("t", {"c": values})).columns[0])


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([None, " ", ""], ColumnKind.EMPTY),
        (["2021-03-04", "2020-12-31"], ColumnKind.DATE),
        (["03/04/2021", "28/12/2020"], ColumnKind.DATE),
        (["2021-03-04 10:00", "2020-12-31T08:15:00"], ColumnKind.INSTANT),
        (["2021-03-04 10:00", "2020-12-31", "2020-12-30"], ColumnKind.DATE),
        (["08:15", "17:00"], ColumnKind.TIME),
        (["1961", "1987"], ColumnKind.YEAR),
        (["1", "12", "7"], ColumnKind.WHOLE),
        (["1", "12.5", "7"], ColumnKind.NUMBER),
        (["1.50", "12.00"], ColumnKind.MONEY),
        (["$1,250.00", "(12.00)"], ColumnKind.MONEY),
        (["007", "012", "118"], ColumnKind.DIGITS),
        (["1234567", "7654321"], ColumnKind.DIGITS),
        (["555-123-4567", "(555) 123-4567"], ColumnKind.PHONE),
        (["pearl@example.org"], ColumnKind.EMAIL),
        (["0", "1", "1"], ColumnKind.YES_NO),
        (["0", "1", "2"], ColumnKind.WHOLE),
        (["D1110", "D0120"], ColumnKind.CODE),
        (["Anna", "Bea", "Cleo"], ColumnKind.WORDS),
        (["new", "old"] * 4, ColumnKind.CHOICE),
        (["mg/dl", "l/min"], ColumnKind.SHORT),
        (["Anna", "2021-03-04", "12"], ColumnKind.MIXED),
        (["one two three four five six seven eight nine ten"], ColumnKind.TEXT),
    ],
)
def test_a_column_is_what_nearly_all_of_its_cells_are(values: list[str | None], kind: ColumnKind) -> None:
    assert of(values).kind is kind


def test_a_tenth_of_other_cells_is_told_and_changes_nothing() -> None:
    found = of(["2021-03-04"] * 9 + ["unknown"])
    assert (found.kind, found.fits) == (ColumnKind.DATE, 9)


def test_the_confidence_is_the_lower_end_of_wilsons_interval() -> None:
    for trials in (1, 3, 10, 250, 100_000):
        for hits in {0, trials // 2, trials}:
            theirs = scipy.stats.binomtest(hits, trials).proportion_ci(0.95, method="wilson").low
            assert lower_end(hits, trials) == pytest.approx(theirs, abs=1e-9)


def test_many_cells_make_surer_than_few() -> None:
    few, many = of(["2021-03-04"] * 3).confidence, of(["2021-03-04"] * 3000).confidence
    assert few < 0.6 and many > 0.99
