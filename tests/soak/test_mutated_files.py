"""Twenty thousand damaged copies of files of every format: no crash, no hang, no memory without end.

Every file under `../shared/data` takes part, whatever its format, so a new reader joins by being there;
formats of which there are few files count as much as others. A hundred copies share a child process with
2 GB; where one of them kills it or takes too long, they are tried again one by one. MUTATED_FILES tries
another number, MUTATED_FROM begins with another seed.
"""

from __future__ import annotations

import os
import time

import pytest

from tests.core.sources.mutations import SECONDS, cut, survives
from tests.core.sources.samples import GROUPS, chosen, content_of
from tests.shared_data import SHARED
from tests.soak.bounded import bounded

MUTATED = int(os.environ.get("MUTATED_FILES", "20000"))
FIRST = int(os.environ.get("MUTATED_FROM", "0"))
BATCH = 100
Failure = tuple[int, str, str]
"""seed, name, what was wrong."""


def damaged(seeds: list[int]) -> tuple[list[Failure], float]:
    """What was wrong with each copy, and the seconds that the slowest took."""
    failures, slowest = [], 0.0
    for seed in seeds:
        name, content = chosen(seed)
        began = time.process_time()
        try:
            survives(name, content)
        except Exception as error:
            failures.append((seed, name, f"{type(error).__name__}: {str(error)[:300]}"))
        slowest = max(slowest, time.process_time() - began)
    return failures, slowest


def of_batch(seeds: list[int]) -> list[Failure]:
    """The failures among some copies, a crash or a hang of each by itself."""
    came = bounded(damaged, seeds, seconds=SECONDS * 4.0)
    if not came.died:
        failures: list[Failure] = came.said[0]
        return failures
    if len(seeds) == 1:
        return [(seeds[0], chosen(seeds[0])[0], came.died)]
    return [failure for seed in seeds for failure in of_batch([seed])]


@pytest.mark.soak
@pytest.mark.timeout(14_400)
def test_damaged_copies_of_files_of_every_format_are_survived() -> None:
    if not SHARED.exists():
        pytest.skip("needs ../shared/data, which is not beside this checkout")
    failures: list[Failure] = []
    for start in range(FIRST, FIRST + MUTATED, BATCH):
        failures += of_batch(list(range(start, min(start + BATCH, FIRST + MUTATED))))
        if failures:
            print(f"{start}: {failures[-1]}", flush=True)
    assert failures == []


@pytest.mark.soak
@pytest.mark.timeout(14_400)
def test_every_real_file_cut_off_at_every_twentieth_is_survived() -> None:
    for group in GROUPS:
        for path in group:
            for content in cut(content_of(path)):
                survives(path.name, content)
