"""Twenty thousand damaged copies of real files: no crash, no hang, no memory without end.

Every file under `../shared/data` takes part, whatever its format, so a new reader joins by being there.
"""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from tests.core.sources.mutations import cut, mutated, survives
from tests.shared_data import shared_data

MUTATED = 20_000
LARGEST = 256 << 10
"""Bytes of a file that takes part in full; of a longer one the beginning does, but for databases."""
MOST_MEMORY = 2 << 30
WHOLE = frozenset({".mdb", ".sqlite", ".xls", ".xlsx", ".xlsb", ".ods"})


def samples() -> list[Path]:
    """Where other formats join in: every file that somebody put there."""
    return [path for path in sorted(shared_data(".").rglob("*")) if path.is_file()]


def content_of(path: Path) -> bytes:
    content = path.read_bytes()
    return content if path.suffix in WHOLE else content[:LARGEST]


@pytest.mark.soak
@pytest.mark.timeout(14_400)
def test_damaged_copies_of_every_real_file_are_survived() -> None:
    files = samples()
    seed = 0
    while seed < MUTATED:
        for path in files:
            survives(path.name, mutated(content_of(path), seed))
            seed += 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 < MOST_MEMORY


@pytest.mark.soak
@pytest.mark.timeout(14_400)
def test_every_real_file_cut_off_at_every_twentieth_is_survived() -> None:
    for path in samples():
        for content in cut(content_of(path)):
            survives(path.name, content)
