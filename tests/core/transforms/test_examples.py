from __future__ import annotations

import polars as pl
import pytest

from core.transforms import TRANSFORM_NAMES, applied
from core.transforms.examples import EXAMPLES, Example


@pytest.mark.parametrize("each", EXAMPLES, ids=lambda e: f"{e.transform}: {e.text}")
def test_every_example_of_the_docs_is_what_happens(each: Example) -> None:
    value, finding = applied(pl.Series([each.text]), ((each.transform, each.options),)).row(0)
    written = "yes" if value is True else value if value is None else str(value)
    assert (written, finding) == (each.value, each.finding)


def test_every_transform_has_an_example() -> None:
    assert {each.transform for each in EXAMPLES} == TRANSFORM_NAMES
