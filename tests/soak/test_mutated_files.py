"""Twenty thousand damaged copies of files of every format: no crash, no hang, memory bounded, and all closed.

Every file under `../shared/data` takes part, whatever its format, so a new reader joins by being there;
formats of which there are few files count as much as others. A hundred copies share a child process with
2 GB; where one of them kills it or takes too long, they are tried again one by one. MUTATED_FILES tries
another number, MUTATED_FROM begins with another seed.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field

import pytest

from tests.core.sources.mutations import SECONDS, cut, survives
from tests.core.sources.samples import GROUPS, chosen, content_of
from tests.shared_data import SHARED
from tests.soak.bounded import bounded

MUTATED = int(os.environ.get("MUTATED_FILES", "20000"))
FIRST = int(os.environ.get("MUTATED_FROM", "0"))
BATCH = 100
SLOWEST = 20
Failure = tuple[int, str, str]
"""seed, name, what was wrong."""


@dataclass
class Tally:
    """Of some copies. tables: read out of them; each of these closes, or is a failure. slow: seconds."""

    failures: list[Failure] = field(default_factory=list)
    tables: int = 0
    slow: list[tuple[float, int, str]] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Those of another batch as well."""
        self.failures += other.failures
        self.tables += other.tables
        self.slow = sorted([*self.slow, *other.slow], reverse=True)[:SLOWEST]


def damaged(seeds: list[int]) -> Tally:
    """What became of each copy."""
    tally = Tally()
    for seed in seeds:
        name, content = chosen(seed)
        began = time.process_time()
        try:
            tally.tables += len(survives(name, content).tables) - 1
        except Exception as error:
            tally.failures.append((seed, name, f"{type(error).__name__}: {str(error)[:300]}"))
        tally.slow.append((round(time.process_time() - began, 1), seed, name))
    return tally


def of_batch(seeds: list[int]) -> Tally:
    """That of some copies; a crash or a hang of each is found by itself."""
    came = bounded(damaged, seeds, seconds=SECONDS * 4.0)
    if not came.died:
        tally: Tally = came.said
        return tally
    if len(seeds) == 1:
        return Tally([(seeds[0], chosen(seeds[0])[0], came.died)])
    whole = Tally()
    for seed in seeds:
        whole.add(of_batch([seed]))
    return whole


@pytest.mark.soak
@pytest.mark.timeout(14_400)
def test_damaged_copies_of_files_of_every_format_are_survived() -> None:
    if not SHARED.exists():
        pytest.skip("needs ../shared/data, which is not beside this checkout")
    whole = Tally()
    for start in range(FIRST, FIRST + MUTATED, BATCH):
        whole.add(of_batch(list(range(start, min(start + BATCH, FIRST + MUTATED)))))
    print(f"{MUTATED} copies gave {whole.tables} tables; slowest {whole.slow}")
    assert whole.failures == []


@pytest.mark.soak
@pytest.mark.timeout(14_400)
def test_every_real_file_cut_off_at_every_twentieth_is_survived() -> None:
    for group in GROUPS:
        for path in group:
            for content in cut(content_of(path)):
                survives(path.name, content)
