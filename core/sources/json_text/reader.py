"""The reader of JSON: a document, or one value a line (JSON Lines); FHIR resources go to their own tables.

A damaged line is a reject and harms no other. A damaged document is read as far as its records stand whole.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from core.findings import Finding
from core.sources.drafts import read_table
from core.sources.encoding import Text, decode
from core.sources.fhir.resources import is_fhir, read_resources
from core.sources.json_text.counting import JsonCounter
from core.sources.json_text.parsing import Parser, depth
from core.sources.nested import RULE, Flattening, Node, Shape, own_id, shape_of
from core.sources.readers import Given, Reading
from core.sources.recognition import Format, Recognised
from core.sources.stored import keep
from core.tables import FileKind, Reject

LINE_END = re.compile(r"\r\n|\n|\r")
DAMAGED_LINE = "damaged_record"


@dataclass(frozen=True)
class Piece:
    """One JSON text: where it starts, in characters and lines, and what it says."""

    start: int
    line: int
    text: str = field(repr=False)
    node: Node = field(repr=False)


@dataclass(frozen=True)
class Parsed:
    """Everything that could be parsed, by lines or whole, and what could not."""

    pieces: tuple[Piece, ...]
    rejects: tuple[Reject, ...]
    by_line: bool
    repeated: int

    @property
    def root(self) -> Node:
        """The whole as one value: lines are a list of records."""
        return [piece.node for piece in self.pieces] if self.by_line else self.pieces[0].node


class JsonFiles:
    """JSON and JSON Lines."""

    name = "JSON"

    def takes(self, seen: Recognised) -> bool:
        """What begins as JSON does."""
        return seen.format is Format.JSON

    def read(self, given: Given) -> Reading:
        """A table for each kind of record."""
        text = decode(given.content)
        if text is None:
            return _kept(given, "unknown_encoding")
        written = text.utf8.decode("utf-8", "surrogatepass")
        if depth(written) > given.means.bounds.nesting:
            return _kept(given, "too_deep")
        try:
            return _read(given, text, written)
        except RecursionError:
            return _kept(given, "too_deep")


def _kept(given: Given, says: str, line: int = 0) -> Reading:
    facts = {"line": line} if line else {}
    found = (Finding(says, given.upload.path, facts=facts),)
    return Reading(files=(keep(given, FileKind.TEXT, None),), findings=found)


def _read(given: Given, text: Text, written: str) -> Reading:
    try:
        parsed = parse(written)
    except json.JSONDecodeError as fault:
        return _kept(given, "damaged_document", fault.lineno)
    if is_fhir(parsed.root):
        return read_resources(given, parsed.root, written, rejects=parsed.rejects, evidence=_evidence(text))
    return _tables(given, parsed, text, written)


def parse(written: str) -> Parsed:
    """The values of a text. Raises json.JSONDecodeError where not even one could be read."""
    parser = Parser()
    try:
        node = parser.parse(written)
    except json.JSONDecodeError:
        lines = _by_line(parser, written)
        if lines is None:
            raise
        return lines
    return Parsed((Piece(0, 1, written, node),), (), False, parser.repeated)


def _by_line(parser: Parser, written: str) -> Parsed | None:
    """JSON Lines: more than one line, and the first two that hold anything are values by themselves."""
    pieces, rejects = [], []
    for number, start, line in _lines(written):
        try:
            pieces.append(Piece(start, number, line, parser.parse(line)))
        except json.JSONDecodeError:
            rejects.append(Reject(number, line, DAMAGED_LINE))
            if len(pieces) < len(rejects) and len(rejects) > 1:
                return None
    return Parsed(tuple(pieces), tuple(rejects), True, parser.repeated) if pieces else None


def _lines(written: str) -> Iterator[tuple[int, int, str]]:
    """(line number, start, text) of every line that holds anything."""
    at, number = 0, 1
    for end in [*LINE_END.finditer(written), None]:
        stop = end.start() if end else len(written)
        line = written[at:stop]
        if line.strip(" \t\x00\x1a\x1e"):
            yield number, at, line.strip("\x00\x1a\x1e")
        at, number = end.end() if end else stop, number + 1


def _tables(given: Given, parsed: Parsed, text: Text, written: str) -> Reading:
    path = given.upload.path
    shape = shape_of(parsed.root)
    drafts = Flattening(stem_of(path), shape, columns=given.means.bounds.columns).all(parsed.root)
    if not drafts or describes_only(parsed.root, shape):
        return _kept(given, "no_records")
    counter = JsonCounter(shape.keyed)
    for piece in parsed.pieces:
        counter.count(piece.text, piece.start, line=parsed.by_line)
    places = Lines(written)
    drafts[0].rejects += parsed.rejects
    facts = {"repeated_keys": parsed.repeated, DAMAGED_LINE: len(parsed.rejects)}
    tables = []
    for number, draft in enumerate(drafts):
        starts = counter.records(draft.path)
        if len(starts) == len(draft.rows):
            draft.lines = [places.of(start) for start in starts]
        own = {**_evidence(text), "records_at": draft.path or "the top", "flattening": RULE}
        counted = len(starts) + (len(parsed.rejects) if number == 0 else 0)
        found = facts if number == 0 else {}
        tables.append(read_table(draft, path, counted=counted, evidence=own, findings=found))
    return Reading(tables=tuple(tables))


def describes_only(root: Node, shape: Shape) -> bool:
    """One object that holds no list of records and names nothing: a manifest or settings, no record."""
    return isinstance(root, dict) and not shape.listed and own_id("", root) is None


class Lines:
    """Which line a place of a text is on."""

    def __init__(self, written: str) -> None:
        self._starts = [match.end() for match in LINE_END.finditer(written)]

    def of(self, place: int) -> int:
        """1-based."""
        return bisect_right(self._starts, place) + 1


def stem_of(path: str) -> str:
    """The name of a file without its folders and its ending."""
    return PurePosixPath(path.split("!/")[-1]).stem


def _evidence(text: Text) -> Mapping[str, str]:
    return {"format": "JSON", "encoding": text.encoding, "encoding_evidence": text.evidence}
