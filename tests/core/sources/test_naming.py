"""Columns keep the names they came with, unless two share one or the engine needs it for itself."""

from __future__ import annotations

import pytest

from core.sources.naming import column_names
from core.tables import reserved
from tests.core.sources.given import kinds, read


@pytest.mark.parametrize(
    "name", ["#record", "#line", "#source_id", "#route", "#hold", "#skip", "#value 0", "#key 1", "*", "^.*$"]
)
def test_a_column_named_like_one_of_the_engines_own_gets_an_underscore(name: str) -> None:
    table = read(f"id,{name},name\n1,x,Ann\n2,y,Ben\n".encode())
    assert table.table.columns == ("id", f"_{name}", "name")
    assert not any(reserved(column) for column in table.table.columns)
    assert "columns_renamed" in kinds(table)


def test_a_name_made_by_the_underscore_is_told_from_one_that_was_there() -> None:
    assert column_names(["_#line", "#line"], width=2, longest=2) == (("_#line", "_#line.2"), 1)
