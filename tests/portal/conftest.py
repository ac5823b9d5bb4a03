"""Clinics made once and handed to each test in a folder of its own: whose people sign in, and with a run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installed_once import looked_through_once
from tests.portal import clinics
from tests.portal.clinics_people import Clinic, first_clinic, moved_into
from tests.portal.quick_secrets import tried_quickly


@pytest.fixture(scope="package", autouse=True)
def _secrets_are_tried_quickly() -> Iterator[None]:
    with tried_quickly():
        yield


@pytest.fixture(scope="package", autouse=True)
def _packages_are_looked_through_once() -> Iterator[None]:
    with looked_through_once():
        yield


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Clinic, Path]:
    home = tmp_path_factory.mktemp("clinic")
    clinic = first_clinic(home)
    clinic.store.close()
    return clinic, home


@pytest.fixture
def maple(_made: tuple[Clinic, Path], tmp_path: Path) -> Iterator[Clinic]:
    clinic = moved_into(tmp_path, *_made)
    yield clinic
    clinic.store.close()


@pytest.fixture(scope="session")
def ran_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return clinics.ran_home(tmp_path_factory)
