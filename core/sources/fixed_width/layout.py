"""Where the columns of a fixed-width text begin and end: given by somebody, or found.

They are found by a ruler of dashes under the names, or by blanks that stand at the same place in every
line. Columns that touch each other cannot be found; a person has to say where they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.sources.header import TALLY

SAMPLE = 2000
"""Lines that are looked at."""
LEAST_LINES, LEAST_FOR_NARROW_GAPS, LEAST_COLUMNS = 4, 10, 3
MOST_TITLES = 4
WIDEST = 32_767
RULER = re.compile(r"\s*-+(?:\s+-+)+\s*")


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
