"""The command line in this process, with a home that only the test has."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest

from portal.cli.program import run
from tests import placing
from tests.portal.cli.terminal import Said, own_home


@pytest.fixture
def chartbridge(tmp_path_factory, monkeypatch, capsys) -> Iterator[Callable[..., Said]]:
    """`chartbridge("read", folder)` -> its exit status and what it said."""
    for name in [name for name in os.environ if name.startswith("CHARTBRIDGE_")]:
        monkeypatch.delenv(name)
    folder = tmp_path_factory.mktemp("home")
    for name, value in own_home(folder).items():
        monkeypatch.setenv(name, value)

    def command(*arguments: object) -> Said:
        capsys.readouterr()
        status = run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Said(status, said.out, said.err)

    yield command
    placing.let_go(folder)
