"""Long work as somebody at a terminal sees it: on standard error, from the second second on, gone at its end.

A program or a file that listens instead is told nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn

from core.progress import Going, SoFar
from portal.cli.saying import Voice
from portal.tempo import Tempo
from portal.wording import going as words

AFTER = 1
"""Seconds before anything is shown."""


class Watch:
    """What is told of one piece of work. progress: None where nobody looks."""

    def __init__(self, progress: Progress | None, tempo: Tempo) -> None:
        self._progress = progress
        self._tempo = tempo
        self._task: TaskID | None = None

    def told(self, going: Going) -> None:
        said = self._tempo.told(going) if self._progress is not None else None
        if said is not None and said.seconds >= AFTER:
            self._show(said)

    def read(self, so: SoFar) -> None:
        """As `told`, of reading."""
        self.told(
            Going(f"Reading {so.path}", so.done, so.total, rows=so.rows, size=so.done, size_total=so.total)
        )

    def _show(self, going: Going) -> None:
        if self._progress is None:
            return
        if self._task is None:
            self._progress.start()
            self._task = self._progress.add_task("")
        done, total = going.measured if going.measured[1] else (going.done, going.total)
        said = ", ".join(part for part in (going.stage, words.line(going)) if part)
        self._progress.update(self._task, completed=done, total=total or None, description=said)


@contextmanager
def watched(voice: Voice) -> Iterator[Watch]:
    """Nothing of it stays on the terminal. Names of files may hold brackets, which are shown as they are."""
    seen = sys.stderr.isatty() and not voice.as_json
    progress = Progress(
        BarColumn(24), TextColumn("{task.description}", markup=False), console=_stderr(), transient=True
    )
    try:
        yield Watch(progress if seen else None, Tempo())
    finally:
        if progress.tasks:
            progress.stop()


def _stderr() -> Console:
    return Console(file=sys.stderr, highlight=False)
