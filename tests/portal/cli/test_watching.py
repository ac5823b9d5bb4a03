from __future__ import annotations

import io

import pytest
from rich.console import Console
from rich.progress import Progress

from core.progress import Going, SoFar
from portal.cli.saying import Voice
from portal.cli.watching import Watch, watched
from portal.tempo import Tempo


class Seconds:
    at = 0.0

    def __call__(self) -> float:
        return self.at


def test_somebody_at_a_terminal_sees_what_takes_more_than_a_second_and_nothing_else() -> None:
    clock, screen = Seconds(), io.StringIO()
    progress = Progress(console=Console(file=screen, force_terminal=True), auto_refresh=False)
    watch = Watch(progress, Tempo(clock))
    watch.read(SoFar("a[b].csv", 0, 1_000))
    assert not progress.tasks
    clock.at = 2.0
    watch.read(SoFar("a[b].csv", 250, 1_000, 40))
    (task,) = progress.tasks
    progress.stop()
    assert (task.completed, task.total) == (250, 1_000)
    assert task.description == "Reading a[b].csv, 40 rows, 250 bytes of 1.0 kB, a few seconds left"


def test_a_program_that_listens_is_told_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with watched(Voice(as_json=True)) as watch:
        watch.told(Going("Reading"))
    assert capsys.readouterr() == ("", "")
