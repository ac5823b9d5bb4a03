"""HL7 v2 taken apart: lines into segments, fields, repetitions, components (HL7 2.5.1, chapter 2).

The separators are those that the message header names. Escapes are resolved after everything is parted;
an escape that nobody knows stays as it was written. Framing bytes of MLLP belong to no segment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

LINE = re.compile(r"[^\r\n\x0b\x1c]+")
SEGMENT = re.compile(r"[A-Z][A-Z0-9]{2}")
BASE64 = re.compile(r"[A-Za-z0-9+/]{4,}={0,2}(?:[^A-Za-z0-9+/=]|$)|[A-Za-z0-9+/]{0,3}={1,2}")
HEADERS = ("MSH", "FHS", "BHS")


@dataclass(frozen=True)
class Separators:
    """The signs that part fields, components, repetitions and subcomponents, and the one that escapes."""

    field: str = "|"
    component: str = "^"
    repetition: str = "~"
    escape: str = "\\"
    sub: str = "&"


@dataclass(frozen=True)
class Segment:
    """One line. name: "" where it is none. raw: as it stood. line: 1-based."""

    name: str
    line: int
    raw: str = field(repr=False)
    separators: Separators = Separators()

    def fields(self) -> list[str]:
        """Fields as they stood, so that the first is number 1; headers name their separators in two."""
        parts = self.raw.split(self.separators.field)
        if self.name in HEADERS:
            return [self.separators.field, *parts[1:]]
        return parts[1:]

    def cell(self, number: int, component: int = 1) -> str | None:
        """One component of the first repetition, without escapes; None where it is empty or absent."""
        fields = self.fields()
        if number > len(fields):
            return None
        parts = repetitions(fields[number - 1], self.separators)[0]
        found = parts[component - 1] if component <= len(parts) else [""]
        return found[0] or None


def separators_of(line: str) -> Separators:
    """What a header line names; what it leaves out is as usual."""
    usual = Separators()
    sign = line[3:4] or usual.field
    named = line[4:].split(sign, 1)[0]
    one = [*named[:4], *"^~\\&"[len(named[:4]) :]]
    return Separators(sign, *one)


def segments(text: str) -> Iterator[Segment]:
    """Every line that holds anything, in order."""
    now = Separators()
    line, last = 1, 0
    for found in LINE.finditer(text):
        line += _line_ends(text, last, found.start())
        last = found.start()
        raw = found[0].strip(" \t\x00\x1a")
        if not raw:
            continue
        name = raw[:3]
        if name in HEADERS and len(raw) > 3:
            now = separators_of(raw)
        known = SEGMENT.fullmatch(name) and raw[3:4] in ("", now.field)
        yield Segment(name if known else "", line, raw, now)


def with_broken_lines_joined(found: list[Segment]) -> tuple[list[Segment], int]:
    """(segments, lines that were put back): a line that is none, after a file in base64 that was cut short.

    Some systems break lines at 4,096 signs. Only there is it sure where such a line belongs.
    """
    whole: list[Segment] = []
    put_back = 0
    for one in found:
        before = whole[-1] if whole else None
        if before and not one.name and _cut_short(before) and BASE64.match(one.raw):
            whole[-1] = replace(before, raw=before.raw + one.raw)
            put_back += 1
        else:
            whole.append(one)
    return whole, put_back


def _cut_short(segment: Segment) -> bool:
    fields = segment.fields()
    ends_in_data = segment.name == "OBX" and len(fields) == 5 and fields[1] == "ED"
    return ends_in_data and "BASE64" in fields[4].upper()


def _line_ends(text: str, start: int, stop: int) -> int:
    piece = text[start:stop]
    return piece.count("\n") + piece.count("\r") - piece.count("\r\n")


def repetitions(written: str, signs: Separators) -> list[list[list[str]]]:
    """Repetition, component, subcomponent -> text without escapes."""
    return [
        [[unescaped(sub, signs) for sub in part.split(signs.sub)] for part in one.split(signs.component)]
        for one in written.split(signs.repetition)
    ]


def unescaped(text: str, signs: Separators) -> str:
    """The text that is meant."""
    if not signs.escape or signs.escape not in text:
        return text
    sign = re.escape(signs.escape)
    return re.sub(f"{sign}([^{sign}]{{0,200}}){sign}", lambda one: _meant(one, signs), text)


def _meant(found: re.Match[str], signs: Separators) -> str:
    code = found[1]
    plain = {
        "F": signs.field, "S": signs.component, "R": signs.repetition, "E": signs.escape, "T": signs.sub,
        ".br": "\n", ".sp": "\n", ".ce": "\n", "H": "", "N": "", ".fi": "", ".nf": "",
    }.get(code)  # fmt: skip
    if plain is not None:
        return plain
    if code[:1] == "X" and re.fullmatch(r"X(?:[0-9A-Fa-f]{2})+", code):
        return bytes.fromhex(code[1:]).decode("latin-1")
    return found[0]
