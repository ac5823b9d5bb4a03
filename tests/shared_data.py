"""Where the tests find real exports that nobody here wrote, and what they say where there are none."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared_data(relative: str) -> Path:
    """The folder or file under `../shared/data`; skips the test, saying so, where it is absent."""
    found = SHARED / "data" / relative
    if not found.exists():
        pytest.skip(f"needs ../shared/data/{relative}, which is not beside this checkout")
    return found
