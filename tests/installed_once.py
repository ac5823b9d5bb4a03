"""Streamlit looks through every installed package for components whenever a test draws a page. Packages do
not change while tests run, and nine tenths of what drawing a page cost went there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner

_found = cache(manifest_scanner.scan_component_manifests)


@contextmanager
def looked_through_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", _found)
        yield
