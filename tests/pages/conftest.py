"""What tests of pages share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.installed_once import looked_through_once


@pytest.fixture(scope="package", autouse=True)
def _packages_are_looked_through_once() -> Iterator[None]:
    with looked_through_once():
        yield
