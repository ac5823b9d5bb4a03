"""How the command line speaks: results on standard output, everything else on standard error.

With `--json` standard output holds one JSON document and nothing more, an error included (contracts,
section 4). No markup is read from what is shown: file names may hold brackets and colons.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from core.errors import ChartbridgeError

WIDTH_WITHOUT_TERMINAL = 120


@dataclass(frozen=True)
class Voice:
    """as_json: a program listens, so that only JSON may stand on standard output."""

    as_json: bool = False

    def result(self, value: object) -> None:
        """A JSON document on standard output, in ASCII so that every terminal and program can take it."""
        sys.stdout.write(json.dumps(value, indent=2, ensure_ascii=True) + "\n")

    def say(self, line: str) -> None:
        """A line of the result, for people."""
        if not self.as_json:
            _console().print(line, markup=False, highlight=False, soft_wrap=True)

    def table(self, title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """A table of the result, for people. Numbers stand to the right."""
        if not self.as_json:
            _console().print(_table(title, columns, [[*row] for row in rows]), markup=False)

    def note(self, line: str) -> None:
        """Something to know beside the result: on standard error, also with `--json`."""
        _console(stderr=True).print(line, markup=False, highlight=False, soft_wrap=True)

    def progress(self, line: str) -> None:
        """What is being done, only where somebody watches."""
        if sys.stderr.isatty() and not self.as_json:
            _console(stderr=True).print(line, markup=False, highlight=False, style="dim", soft_wrap=True)

    def refuse(self, error: ChartbridgeError) -> int:
        """Says one error in the way that is listened to; gives the exit status."""
        if self.as_json:
            self.result({"error": error.as_record()})
        else:
            self.note(f"{error.place}: {error.found} {error.do}")
        return error.exit_status


def _console(*, stderr: bool = False) -> Console:
    """Made anew each time, because tests and pipes exchange the streams."""
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else WIDTH_WITHOUT_TERMINAL
    return Console(file=stream, width=width, highlight=False, emoji=False)


def _table(title: str, columns: Sequence[str], rows: list[list[object]]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", header_style="bold")
    for place, name in enumerate(columns):
        numbers = bool(rows) and all(isinstance(row[place], int) for row in rows)
        table.add_column(name, justify="right" if numbers else "left", overflow="fold")
    for row in rows:
        table.add_row(*(_cell(value) for value in row))
    return table


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
