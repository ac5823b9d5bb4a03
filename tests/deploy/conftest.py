"""The same browser as the walks have."""

from __future__ import annotations

from tests.browser.conftest import browser

__all__ = ["browser"]
