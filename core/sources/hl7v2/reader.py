"""The reader of HL7 v2: each segment is one record of the table of its kind.

Every record names its message, and the patient whom that message is about. A line that is no segment is a
reject. Batches say how many messages they hold; where that differs it is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from core.findings import Finding
from core.sources.drafts import Draft, Row, read_table
from core.sources.embedded import kept_inside
from core.sources.encoding import Text, decode
from core.sources.hl7_time import iso
from core.sources.hl7v2.counting import count_segments
from core.sources.hl7v2.names import OF_PATIENTS, column_of, is_time, table_of
from core.sources.hl7v2.tokens import HEADERS, Segment, repetitions, segments, with_broken_lines_joined
from core.sources.hl7v2.values import VALUE, embedded_in, value_cells
from core.sources.readers import Given, Reading
from core.sources.recognition import Format, Recognised
from core.sources.stored import keep
from core.tables import FileKind, Reject

DAMAGED = "damaged_segment"
HEADS = "message_headers"
ENVELOPE = ("MSH", "FHS", "BHS", "BTS", "FTS")
RULE = (
    "each segment is one record of the table of its kind; every record names its message and that message's "
    "patient; an appointment names the first person, room and start that its message books; components "
    'are columns; a repeated field is ".2", ".3"; what has no name here is called "PID-35"; points in time '
    "are in ISO 8601"
)
BOOKED = {"AIP": ("provider_id", 3), "AIL": ("operatory", 3)}
STARTS = {"AIS": 4, "AIG": 8, "AIL": 6, "AIP": 6}
CHARACTERS = {"8859/1": "latin-1", "8859/15": "iso-8859-15", "8859/2": "iso-8859-2", "ASCII": "cp1252"}


@dataclass
class _Message:
    """What the records of one message have in common."""

    number: int = 0
    control: str | None = None
    patient: str | None = None

    def head(self, segment: Segment) -> Row:
        """Joins a record to its message and patient."""
        row: Row = {"transmission": str(self.number or ""), "transmission_control": self.control}
        if segment.name in ("PID", *ENVELOPE):
            return {} if segment.name == "PID" else row
        return {("patient_id" if segment.name in OF_PATIENTS else "of_patient"): self.patient, **row}


class Hl7Messages:
    """HL7 v2 messages, alone, in a row, or in batches."""

    name = "HL7 v2"

    def takes(self, seen: Recognised) -> bool:
        """What begins with a message or batch header."""
        return seen.format is Format.HL7

    def read(self, given: Given) -> Reading:
        """A table for each kind of segment."""
        text = decode(given.content)
        if text is None:
            return Reading(files=(keep(given, FileKind.TEXT, "unknown_encoding"),))
        text = _as_said(given.content, text)
        written = text.utf8.decode("utf-8")
        found, put_back = with_broken_lines_joined(list(segments(written)))
        counts = count_segments(written)
        counts[""] -= put_back
        return _reading(given, found, counts, text, put_back)


def _as_said(content: bytes, text: Text) -> Text:
    """Where the letters had to be weighed, what the message says of them counts."""
    if text.sure:
        return text
    header = next(segments(text.utf8.decode("utf-8")), None)
    codec = CHARACTERS.get((header.cell(18) or "").upper()) if header and header.name == "MSH" else None
    try:
        written = content.decode(codec).encode("utf-8") if codec else None
    except UnicodeDecodeError:
        written = None
    if written is None or codec is None:
        return text
    return Text(written, codec, 0, len(content), "MSH-18 of the message")


def _reading(given: Given, found: list[Segment], counts: Counter[str], text: Text, put_back: int) -> Reading:
    kinds = _by_table(found, counts)
    drafts = {table: Draft(table) for table in kinds}
    for segment, row in _rows(found):
        drafts[table_of(segment.name)].take(row, segment.line)
    damaged = [Reject(one.line, one.raw, DAMAGED) for one in found if not one.name]
    drafts[HEADS].rejects += damaged
    said = {
        "format": "HL7 v2", "flattening": RULE, "encoding": text.encoding, "encoding_evidence": text.evidence,
    }  # fmt: skip
    tables = []
    for name, draft in drafts.items():
        counted = sum(counts[kind] for kind in kinds[name])
        signs = {"segments": ", ".join(sorted(kinds[name] - {""}))}
        told = {DAMAGED: len(draft.rejects), "joined_lines": put_back if name == HEADS else 0}
        tables.append(
            read_table(draft, given.upload.path, counted=counted, evidence={**said, **signs}, findings=told)
        )
    members, inside = kept_inside(given, (file for one in found if (file := embedded_in(one)) is not None))
    findings = (*inside, *_batches(given.upload.path, found))
    return Reading(tables=tuple(tables), members=members, findings=findings)


def _by_table(found: list[Segment], counts: Counter[str]) -> dict[str, set[str]]:
    """Table -> kinds of segments that the reader or the counter saw; what is none counts with the headers."""
    kinds: dict[str, set[str]] = {HEADS: {"MSH", ""}}
    for name in dict.fromkeys([*(one.name for one in found), *counts]):
        if name:
            kinds.setdefault(table_of(name), set()).add(name)
    return kinds


def _rows(found: list[Segment]) -> Iterator[tuple[Segment, Row]]:
    """Every segment with its cells, and what joins it to the others."""
    message = _Message()
    for place, segment in enumerate(found):
        if segment.name == "MSH":
            message = _Message(message.number + 1, segment.cell(10), _patient(found, place))
        if segment.name:
            own = cells(segment)
            booked = _booked(found, place) if segment.name == "SCH" else {}
            yield segment, {**message.head(segment), **booked, **own}


def _after(found: list[Segment], place: int) -> Iterator[Segment]:
    return (found[number] for number in range(place + 1, len(found)))


def _patient(found: list[Segment], place: int) -> str | None:
    """The number of the patient whom the message that begins at `place` is about."""
    for segment in _after(found, place):
        if segment.name == "MSH":
            return None
        if segment.name == "PID":
            return segment.cell(3) or segment.cell(2) or segment.cell(4) or segment.cell(18)
    return None


def _booked(found: list[Segment], place: int) -> Row:
    """Whom, where and from when the message that the appointment at `place` stands in books first."""
    row: Row = {}
    for segment in _after(found, place):
        if segment.name in HEADERS:
            break
        for name, (column, number) in BOOKED.items():
            if segment.name == name:
                row.setdefault(column, segment.cell(number))
        start = segment.cell(STARTS[segment.name]) if segment.name in STARTS else None
        if start:
            row.setdefault("start_at", iso(start))
    return {column: cell for column, cell in row.items() if cell}


def cells(segment: Segment) -> Row:
    """Column -> cell of one segment; cells that hold nothing are absent."""
    row: Row = {}
    for number, written in enumerate(segment.fields(), start=1):
        if segment.name in HEADERS and number <= 2:
            row[f"{segment.name}-{number}"] = written or None
        elif segment.name == "OBX" and number == VALUE:
            row |= value_cells(segment)
        elif written:
            row |= _field(segment, number, written)
    return {column: cell for column, cell in row.items() if cell}


def _field(segment: Segment, number: int, written: str) -> Row:
    row: Row = {}
    for place, one in enumerate(repetitions(written, segment.separators), start=1):
        for component, subs in enumerate(one, start=1):
            column = column_of(segment.name, number, component)
            for sub, cell in enumerate(subs, start=1):
                name = column + (f"&{sub}" if sub > 1 else "") + (f".{place}" if place > 1 else "")
                row[name] = iso(cell) if is_time(column) else cell
    return row


def _batches(path: str, found: list[Segment]) -> Iterator[Finding]:
    """Batches that say another number of messages than they hold."""
    held = 0
    for segment in found:
        if segment.name in ("BHS", "FHS"):
            held = 0
        held += segment.name == "MSH"
        said = segment.cell(1) if segment.name == "BTS" else None
        if said and said.isdigit() and int(said) != held:
            yield Finding(
                "stated_count_differs", path, facts={"said": int(said), "found": held, "line": segment.line}
            )
