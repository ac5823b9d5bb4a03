"""A clinic with one finished run, made once and copied, since a run takes its time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.portal.clinics import Clinic


@pytest.fixture(scope="session")
def ran_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = Path(tmp_path_factory.mktemp("ran"))
    Clinic(home).store.close()
    return home


@pytest.fixture
def clinic(ran_home: Path, tmp_path: Path) -> Iterator[Clinic]:
    made = Clinic(tmp_path, like=ran_home)
    yield made
    made.store.close()
