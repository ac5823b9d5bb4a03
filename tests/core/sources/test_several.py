"""Tables one below the other are read apart; a table with ragged rows stays one."""

from __future__ import annotations

from core.sources import read_uploads
from core.tables import ReadTable
from tests.core.sources.given import kinds, lines, rows, upload

UPPER = ["id,born,name", *(f"{n},2001-02-{n:02d},Ann" for n in range(1, 16))]
LOWER = ["visit,day", *(f"V{n},2020-03-{n:02d}" for n in range(1, 16))]


def tables(whole: list[str]) -> tuple[ReadTable, ...]:
    content = ("\n".join(whole) + "\n").encode()
    found = read_uploads([upload("t.csv", content)])
    assert sum(sum(one.shares.values()) for one in found.tables) == len(content)
    assert ("several_tables" in kinds(found)) == (len(found.tables) > 1)
    for one in found.tables:
        assert one.counted == one.table.frame.height
    return found.tables


def test_a_narrower_table_below_is_a_table_of_its_own() -> None:
    first, second = tables([*UPPER, *LOWER])
    assert (first.table.name, second.table.name) == ("t", "t.2")
    assert first.table.columns == ("id", "born", "name")
    assert second.table.columns == ("visit", "day")
    assert [row[0] for row in rows(second)] == [f"V{n}" for n in range(1, 16)]
    assert lines(second)[0] == 18


def test_a_wider_table_below_is_a_table_of_its_own() -> None:
    first, second = tables([*LOWER, *UPPER])
    assert first.table.columns == ("visit", "day")
    assert second.table.frame.height == 15


def test_three_tables_are_three() -> None:
    assert len(tables([*UPPER, *LOWER, *UPPER])) == 3


def test_short_rows_without_names_above_them_stay_in_the_table() -> None:
    (only,) = tables([*UPPER, *LOWER[1:]])
    assert only.table.frame.height == 30
