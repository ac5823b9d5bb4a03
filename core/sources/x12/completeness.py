"""What is plainly missing from claims, as far as anybody can tell without an implementation guide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from core.findings import Finding
from core.sources.x12.names import ROLES
from core.sources.x12.tokens import ENVELOPE, Segment

NEEDED = {"NM1": (1, 2), "CLM": (1, 2, 5), "CLP": (1, 2, 3, 4), "SV1": (1, 2), "SV3": (1, 2), "HL": (1, 3)}
"""Elements without which a segment says nothing."""
LINES = frozenset({"SV1", "SV2", "SV3"})
LEVEL_NAMES = {"20": ("85",), "22": ("IL",), "23": ("QC",)}


def claim_findings(path: str, found: Sequence[Segment]) -> Iterator[Finding]:
    """Elements, names, diagnoses and lines that should be there; levels that lead nowhere."""
    for segment in found:
        missing = [n for n in NEEDED.get(segment.name, ()) if not segment.at(n)]
        if missing:
            yield _finding("element_missing", path, segment, element=missing[0])
        if segment.name == "NM1" and segment.at(1) and segment.at(1) not in ROLES:
            yield _finding("unknown_code", path, segment, element=1)
    yield from _order(path, found)
    for message in _messages(found):
        if message[0].at(1) == "837":
            yield from _hierarchy(path, message)
            yield from _claims(path, message)


def _messages(found: Sequence[Segment]) -> Iterator[list[Segment]]:
    """The segments of each message, from its header on."""
    message: list[Segment] = []
    for segment in found:
        if segment.name == "ST":
            message = [segment]
        elif segment.name in ENVELOPE:
            if message:
                yield message
            message = []
        elif message:
            message.append(segment)
    if message:
        yield message


def _order(path: str, found: Sequence[Segment]) -> Iterator[Finding]:
    """A street belongs before its city."""
    for before, segment in pairwise(found):
        if segment.name == "N4" and before.name in ("NM1", "N1", "REF", "PER"):
            yield _finding("segment_out_of_order", path, segment)


def _hierarchy(path: str, message: Sequence[Segment]) -> Iterator[Finding]:
    seen: set[str] = set()
    levels = [place for place, segment in enumerate(message) if segment.name == "HL"]
    stops = [*levels, len(message)][1:]
    for place, stop in zip(levels, stops, strict=True):
        level = message[place]
        parent, own = level.at(2), level.at(1) or ""
        if (parent and parent not in seen) or own in seen:
            yield _finding("hierarchy_broken", path, level)
        seen.add(own)
        inside = {segment.at(1) for segment in message[place:stop] if segment.name == "NM1"}
        wanted = LEVEL_NAMES.get(level.at(3) or "", ())
        if wanted and not inside & {*wanted}:
            yield _finding("name_missing", path, level)
        billing = [s for s in message[place:stop] if s.name == "NM1" and s.at(1) == "85"]
        if level.at(3) == "20" and len(billing) > 1:
            yield _finding("name_repeated", path, billing[1])


def _claims(path: str, message: Sequence[Segment]) -> Iterator[Finding]:
    starts = [place for place, segment in enumerate(message) if segment.name == "CLM"]
    for place in starts:
        inside = _names_until_next(message, place)
        if not inside & LINES:
            yield _finding("claim_without_lines", path, message[place])
        if "HI" not in inside and "SV3" not in inside:
            yield _finding("claim_without_diagnosis", path, message[place])


def _names_until_next(message: Sequence[Segment], place: int) -> set[str]:
    names: set[str] = set()
    for number in range(place + 1, len(message)):
        segment = message[number]
        if segment.name in ("CLM", "HL"):
            break
        names.add(segment.name)
    return names


def _finding(kind: str, path: str, segment: Segment, **facts: int) -> Finding:
    return Finding(kind, path, facts={"segment": segment.name, "line": segment.line, **facts})
