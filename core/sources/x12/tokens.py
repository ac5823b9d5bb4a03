"""X12 taken apart: segments, elements, components (ASC X12.5 and X12.6, 005010).

The interchange header names the separators by where they stand in it; where it has another length than it
should, or is missing, they are told from what follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

HEADER_LENGTH = 106
BLANK = " \t\r\n\x00\x1a"
SAYS = re.compile(r"[^\s\x00\x1a]")
"""What is no segment has none of these, as the counter has it."""
ISA = re.compile(r"ISA([^\w\s])")
IDENTIFIER = re.compile(r"[A-Z][A-Z0-9]{1,2}")
ENVELOPE = ("ISA", "GS", "ST", "SE", "GE", "IEA")


@dataclass(frozen=True)
class Signs:
    """Separators. odd: the header has another length than X12 gives it. missing: there is none."""

    element: str = "*"
    segment: str = "~"
    component: str = ":"
    repetition: str = "^"
    odd: bool = False
    missing: bool = False


@dataclass(frozen=True)
class Segment:
    """name: "" where what stands there is no segment. start, line: where it begins in the text."""

    name: str
    line: int
    raw: str = field(repr=False)
    signs: Signs = Signs()

    @cached_property
    def elements(self) -> list[str]:
        """Elements without the name; the first is number 1."""
        return self.raw.split(self.signs.element)[1:]

    def at(self, number: int) -> str | None:
        """One element as it stood; None where it is empty or absent."""
        elements = self.elements
        return elements[number - 1].strip() or None if number <= len(elements) else None

    def parts(self, number: int) -> list[str]:
        """The components of an element."""
        return (self.at(number) or "").split(self.signs.component)


def signs_of(text: str, start: int = 0) -> Signs:
    """The separators of the interchange that begins at `start`."""
    found = ISA.match(text, start)
    if found is None:
        return _told(text, start)
    element = found[1]
    header = text[start : start + HEADER_LENGTH]
    whole = header.count(element) == 16 and len(header) == HEADER_LENGTH
    if whole and header[103] == element != header[105]:
        version = header.split(element)[12]
        repetition = header.split(element)[11]
        own = repetition if version >= "00402" and not repetition.isalnum() else ""
        return Signs(element, header[105], header[104], own)
    return _odd(text, start, element)


def _odd(text: str, start: int, element: str) -> Signs:
    """A header that is too long or too short: its sixteenth element is the component separator."""
    pieces = text[start : start + 400].split(element, 16)
    last = pieces[16] if len(pieces) == 17 else ":~"
    end = last[1:2] if last[1:2] != element else ""  # what parts elements cannot end segments
    return Signs(element, end or "~", last[0:1] or ":", "", odd=True)


def _told(text: str, start: int) -> Signs:
    """Without a header: the sign after GS or ST, and whatever ends that segment before the next one."""
    first = re.compile(r"\s*(?:GS|ST)([^\w\s])").match(text, start)
    element = first[1] if first else "*"
    end = re.search(rf"([^\w\s])\s*(?:ST|BHT|BPR){re.escape(element)}", text[start:])
    return Signs(element, end[1] if end else "~", ":", "", missing=True)


def segments(text: str) -> list[Segment]:
    """Every segment in order; each interchange header may change the separators."""
    found: list[Segment] = []
    at, line = 0, 1
    signs = signs_of(text, len(text) - len(text.lstrip()))
    while at < len(text):
        begun = _skipped(text, at)
        line += text.count("\n", at, begun)
        at = begun
        if at >= len(text):
            break
        if ISA.match(text, at):
            signs = signs_of(text, at)
        stop = text.find(signs.segment, at)
        stop = len(text) if stop < 0 else stop
        raw = text[at:stop]
        name = raw.split(signs.element, 1)[0].strip()
        known = IDENTIFIER.fullmatch(name) is not None and signs.element in raw
        if SAYS.search(raw):
            found.append(Segment(name if known else "", line, raw.strip(), signs))
        line += raw.count("\n")
        at = stop + 1
    return found


def _skipped(text: str, at: int) -> int:
    while at < len(text) and text[at] in BLANK:
        at += 1
    return at
