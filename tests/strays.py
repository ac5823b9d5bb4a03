"""Tests that are run on servers and open a store in a file all the same are named at the end.

Nothing else would tell that a test which forgot to ask tests/placing.py has proven nothing there.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from storage.opening import DATABASE
from tests.placing import IN_PRODUCTION

_KEPT = "a store in a file"
_running: list[pytest.Item] = []


def watch() -> None:
    """From now on, where tests are run on servers."""
    if IN_PRODUCTION:
        sys.addaudithook(_hears)


def _hears(event: str, facts: tuple[object, ...]) -> None:
    if event == "sqlite3.connect" and _running and Path(str(facts[0])).name == DATABASE:
        _running[-1].user_properties.append((_KEPT, _running[-1].nodeid))


@contextmanager
def looked_out_for(test: pytest.Item) -> Iterator[None]:
    """test: the one that is run now, with what prepares it."""
    _running.append(test)
    yield
    _running.clear()


def named(reporter: pytest.TerminalReporter) -> None:
    """At the end, in the process that gathers what the others found."""
    if IN_PRODUCTION:
        reports = [each for kind in ("passed", "failed", "skipped") for each in reporter.getreports(kind)]
        strays = sorted({test for each in reports for kept, test in each.user_properties if kept == _KEPT})
        reporter.section(f"{len(strays)} tests opened {_KEPT}, not on the servers")
        for each in strays:
            reporter.write_line(each)
