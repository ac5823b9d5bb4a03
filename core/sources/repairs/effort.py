"""How much is weighed at most for one table: counted and not timed, so that a file always gives the same.

A text that is damaged from end to end has thousands of rows, each with thousands of readings, and nobody
waits for that: rows are damaged here and there, or the file has to be exported again.
"""

from __future__ import annotations

from dataclasses import dataclass

MOST = 24_000_000
"""Characters of cells that are held against columns, for one table: some ten seconds."""
MOST_A_LINE = 4_000_000


@dataclass
class Effort:
    """left: of the whole table. Shared by all lines that are weighed for it."""

    left: int = MOST
    _line: int = MOST_A_LINE

    def begin_line(self) -> None:
        """A further line is weighed."""
        self._line = min(MOST_A_LINE, self.left)

    def spend(self, characters: int) -> None:
        """So many more were looked at."""
        self._line -= characters
        self.left -= characters

    @property
    def line_is_over(self) -> bool:
        """Whether this line is left as it stands."""
        return self._line < 0

    @property
    def is_over(self) -> bool:
        """Whether all further lines are."""
        return self.left <= 0
