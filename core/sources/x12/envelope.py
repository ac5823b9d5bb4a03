"""What holds X12 messages together, checked: headers and trailers that name each other, and their counts.

This tells whether a file is whole, as far as a reader can. Whether a claim follows its implementation guide
is for the insurer to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from core.findings import Finding
from core.sources.x12.tokens import Segment

CLOSES = {"SE": "ST", "GE": "GS", "IEA": "ISA"}
NUMBERED = {"ST": 2, "GS": 6, "ISA": 13}
WITHIN = {"ST": "GS", "GS": "ISA", "ISA": ""}


@dataclass
class _Level:
    """An open header: its segment, how many parts it holds, its segments so far."""

    header: Segment
    held: int = 0
    segments: int = 0


@dataclass
class _Open:
    levels: dict[str, _Level] = field(default_factory=dict)


def envelope_findings(path: str, found: Sequence[Segment]) -> Iterator[Finding]:
    """Everything in which headers and trailers do not agree."""
    levels: dict[str, _Level] = {}
    for segment in found:
        for level in levels.values():
            level.segments += 1
        if segment.name in NUMBERED:
            yield from _opened(path, segment, levels)
        elif segment.name in CLOSES:
            yield from _closed(path, segment, levels)
    for level in levels.values():
        yield _finding("envelope_unclosed", path, level.header)
    yield from _repeated(path, found)


def _opened(path: str, segment: Segment, levels: dict[str, _Level]) -> Iterator[Finding]:
    if segment.name in levels:
        yield _finding("envelope_unclosed", path, levels[segment.name].header)
    outer = levels.get(WITHIN[segment.name])
    if outer:
        outer.held += 1
    elif WITHIN[segment.name]:
        yield _finding("envelope_header_missing", path, segment, missing=WITHIN[segment.name])
    levels[segment.name] = _Level(segment, segments=1)


def _closed(path: str, segment: Segment, levels: dict[str, _Level]) -> Iterator[Finding]:
    opens = CLOSES[segment.name]
    level = levels.pop(opens, None)
    if level is None:
        yield _finding("envelope_header_missing", path, segment, missing=opens)
        return
    said, own = segment.at(2), level.header.at(NUMBERED[opens])
    if said != own:
        yield _finding("control_number_differs", path, segment)
    held = level.segments if segment.name == "SE" else level.held
    number = segment.at(1) or ""
    if not number.isdigit() or int(number) != held:
        yield _finding("stated_count_differs", path, segment, found=held, said=number[:12])


def _repeated(path: str, found: Sequence[Segment]) -> Iterator[Finding]:
    """Two messages of one number in one group: the second may be the first, sent again."""
    seen: set[str] = set()
    for segment in found:
        if segment.name == "GS":
            seen = set()
        number = segment.at(2) if segment.name == "ST" else None
        if number and number in seen:
            yield _finding("message_number_repeats", path, segment)
        seen |= {number} if number else set()


def _finding(kind: str, path: str, segment: Segment, **facts: str | int) -> Finding:
    return Finding(kind, path, facts={"segment": segment.name, "line": segment.line, **facts})
