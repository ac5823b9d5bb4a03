"""Errors built from facts, so that every surface can say what was found, where, and what to do.

The same three sentences serve the command line, its `--json` form and the pages (contracts, section 4).
`found` and `do` never hold patient data (law 7); `place` names a file, table or column only.
"""

from __future__ import annotations

from typing import ClassVar


class ChartbridgeError(Exception):
    """An expected failure with one clear sentence.

    place: where it was found ("patients.csv", "mapping.json: tables[2]").
    found: what was found there. do: what the person can do about it.
    """

    kind: ClassVar[str] = "error"
    exit_status: ClassVar[int] = 2

    def __init__(self, *, place: str, found: str, do: str) -> None:
        super().__init__(f"{place}: {found} {do}")
        self.place = place
        self.found = found
        self.do = do

    def as_record(self) -> dict[str, str]:
        """The shape printed under "error" by `--json`."""
        return {"kind": self.kind, "place": self.place, "found": self.found, "do": self.do}


class WrongUsage(ChartbridgeError):
    """A command, setting or argument that cannot be meant as given."""

    kind = "usage"
    exit_status = 2


class NothingReadable(ChartbridgeError):
    """None of the input could be read as anything."""

    kind = "nothing_readable"
    exit_status = 3


class UnreadableFile(ChartbridgeError):
    """One file that cannot be read as what it claims to be; the others are unharmed."""

    kind = "unreadable_file"
    exit_status = 3


class DoesNotClose(ChartbridgeError):
    """The conservation sums of a run differ, so it may not be published (law 1)."""

    kind = "does_not_close"
    exit_status = 4


class MappingInvalid(ChartbridgeError):
    """A mapping that names what is not there: a field, transform, table or column."""

    kind = "mapping_invalid"
    exit_status = 2


class DecisionsInvalid(ChartbridgeError):
    """A decision that cannot be meant as given, or a file of decisions that cannot be read."""

    kind = "decisions_invalid"
    exit_status = 2


class ChoicesInvalid(ChartbridgeError):
    """Something said of how files are read that cannot be meant as given, or does not hold for the file."""

    kind = "choices_invalid"
    exit_status = 2
