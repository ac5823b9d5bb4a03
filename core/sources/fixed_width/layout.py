"""Where the columns of a fixed-width text begin and end: given by somebody, or found.

They are found by a ruler of dashes under the names, or by blanks that stand at the same place in every
line. Columns that touch each other cannot be found; a person has to say where they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.errors import ChartbridgeError
from core.sources.header import TALLY

SAMPLE = 2000
"""Lines that are looked at."""
LEAST_LINES, LEAST_FOR_NARROW_GAPS, LEAST_COLUMNS = 4, 10, 3
MOST_TITLES = 4
WIDEST = 32_767
RULER = re.compile(r"\s*-+(?:\s+-+)+\s*")


class LayoutInvalid(ChartbridgeError):
    """A layout that cannot be meant as given."""

    kind = "layout_invalid"
    exit_status = 2


@dataclass(frozen=True)
class Column:
    """name: "" where the text names it. start, stop: 0-based characters, stop outside; None is the rest."""

    name: str
    start: int
    stop: int | None


@dataclass(frozen=True)
class FixedLayout:
    """columns: rising, none inside another. names_at: index of the line of names, None where there is none.

    body: index of the first line that may be a record. why: the evidence. found: nobody gave it.
    """

    columns: tuple[Column, ...]
    names_at: int | None
    body: int
    why: str
    found: bool = True


def given_layout(told: Mapping[str, Any], place: str) -> FixedLayout:
    """A layout that somebody wrote down. Raises LayoutInvalid.

    told: {"columns": [{"name": "Id", "start": 1, "width": 6}, ...], "skip": 1}; start counts from 1, skip is
    how many lines above the first record are left aside, 0 by default.
    """
    try:
        columns = tuple(
            Column(str(each["name"]), int(each["start"]) - 1, int(each["start"]) - 1 + int(each["width"]))
            for each in told["columns"]
        )
        skipped = int(told.get("skip", 0))
    except (KeyError, TypeError, ValueError):
        raise _invalid(place) from None
    ends = [0, *(column.stop or 0 for column in columns)]
    fits = all(end <= column.start < (column.stop or 0) for end, column in zip(ends, columns, strict=False))
    if not columns or not fits or ends[-1] > WIDEST or skipped < 0 or set(told) - {"columns", "skip"}:
        raise _invalid(place)
    return FixedLayout(columns, None, skipped, "somebody said so", found=False)


def _invalid(place: str) -> LayoutInvalid:
    return LayoutInvalid(
        place=place,
        found="The columns are not told so that they can be followed.",
        do='Write columns as {name = "Id", start = 1, width = 6}, in rising order, and skip = 1.',
    )


def found_layout(lines: Sequence[str]) -> FixedLayout | None:
    """The columns that the first lines show, or None where the text is not of this kind."""
    sample = lines[:SAMPLE]
    if any("\t" in line for line in sample):
        return None
    for index, line in enumerate(sample[: MOST_TITLES + 2]):
        if RULER.fullmatch(line) and index + 1 < len(sample):
            return _ruled(line, index)
    for titles in range(MOST_TITLES + 1):
        layout = _spaced(sample, titles)
        if layout:
            return layout
    return None


def _ruled(ruler: str, index: int) -> FixedLayout:
    starts = [found.start() for found in re.finditer(r"-+", ruler)]
    return FixedLayout(_columns(starts), index - 1 if index else None, index + 1, "a ruler of dashes")


def _columns(starts: Sequence[int]) -> tuple[Column, ...]:
    stops = [*starts[1:], None]
    return tuple(Column("", start, stop) for start, stop in zip(starts, stops, strict=True))


def _spaced(sample: Sequence[str], titles: int) -> FixedLayout | None:
    """Columns by the places at which every line below `titles` is blank."""
    filled = [line for line in sample[titles:] if line.strip() and not TALLY.fullmatch(line.strip().encode())]
    if len(filled) < LEAST_LINES or max(map(len, filled)) > WIDEST:
        return None
    taken = 0
    for line in filled:
        taken |= int("".join("0" if char == " " else "1" for char in reversed(line)), 2)
    least = 1 if len(set(filled)) >= LEAST_FOR_NARROW_GAPS else 2
    starts = _starts(format(taken, "b")[::-1], least)
    if len(starts) < LEAST_COLUMNS:
        return None
    return FixedLayout(_columns(starts), titles, titles, f"{len(starts) - 1} gaps are blank in every line")


def _starts(taken: str, least: int) -> list[int]:
    """Where columns begin: behind each run of at least `least` places that no line fills."""
    return [found.start("text") for found in re.finditer(rf"(?:^0*|0{{{least},}})(?P<text>1)", taken)]
