"""A clinic with one finished run, a copy for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.portal.clinics import Clinic


@pytest.fixture
def clinic(ran_home: Path, tmp_path: Path) -> Iterator[Clinic]:
    made = Clinic(tmp_path, like=ran_home)
    yield made
    made.store.close()
