"""How all tests run: properties without a deadline (machines differ), and always the same in CI.

Some machines forbid Python to keep what it has compiled. The tests start dozens of processes, each of which
would then compile all of Streamlit, Polars and this house anew for ten seconds; so they allow it.

The folders of tests lie in memory where there is room: a store waits for the disk at every commit, as it must
(an event has to survive a power cut), and thousands of tests make dozens each.
"""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import placing, strays

sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

_MEMORY, _ROOM = Path("/dev/shm"), 6 << 30
if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))

_CALM = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}
settings.register_profile("here", max_examples=60, **_CALM)
settings.register_profile("ci", max_examples=60, derandomize=True, **_CALM)
settings.register_profile("soak", max_examples=2000, **_CALM)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "here"))


strays.watch()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    with strays.looked_out_for(item):
        return (yield)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if placing.IN_PRODUCTION and item.get_closest_marker("sqlite"):
        pytest.skip("is about files of SQLite or of a folder")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    strays.named(terminalreporter)


def pytest_collection_finish() -> None:
    """What was loaded until here stays loaded, so that no search for garbage looks through it again."""
    gc.collect()
    gc.freeze()


_MAIN = sys.modules["__main__"]


@pytest.fixture(autouse=True)
def _the_main_module_stays() -> Iterator[None]:
    """A page test, or what prepares several, leaves its page as the main module, which a process that is
    started later would then run.
    """
    sys.modules["__main__"] = _MAIN
    yield
    sys.modules["__main__"] = _MAIN


@pytest.fixture(autouse=True)
def _what_it_placed_is_let_go(request: pytest.FixtureRequest) -> Iterator[None]:
    """A server has a hundred connections, and a test leaves some open."""
    folder = request.getfixturevalue("tmp_path") if "tmp_path" in request.fixturenames else None
    yield
    if folder is not None:
        placing.let_go(folder)
