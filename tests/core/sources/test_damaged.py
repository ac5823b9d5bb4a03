"""A sample of damaged files of every format; `make soak` tries a hundred times as many, in bounds."""

from __future__ import annotations

import pytest

from tests.core.sources.mutations import survives
from tests.core.sources.samples import chosen

SAMPLE = 200
EACH = 50


@pytest.mark.parametrize("first", range(0, SAMPLE, EACH))
def test_a_sample_of_damaged_files_is_survived(first: int) -> None:
    for seed in range(first, first + EACH):
        name, content = chosen(seed)
        try:
            survives(name, content)
        except Exception as error:
            pytest.fail(f"{seed} {name}: {type(error).__name__} {error}")
