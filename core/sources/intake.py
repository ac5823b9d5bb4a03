"""The door of the engine: a batch of uploads becomes tables, stored files and findings.

Each upload is read by itself, so that one bad file never harms the others. The readers stand in one
explicit tuple; every format belongs to exactly one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

from core.findings import Finding
from core.sources.archive import Archives
from core.sources.hl7v2.reader import Hl7Messages
from core.sources.json_text.reader import JsonFiles
from core.sources.readers import Given, Reader, Reading
from core.sources.recognition import name_agrees, recognise
from core.sources.stored import Stored
from core.sources.text_tables import TextTables
from core.sources.workbook import Workbooks
from core.sources.x12.reader import X12Messages
from core.sources.xml_text.reader import XmlFiles
from core.tables import Intake, Upload

READERS: tuple[Reader, ...] = (
    TextTables(),
    Workbooks(),
    Archives(),
    Stored(),
    JsonFiles(),
    XmlFiles(),
    Hl7Messages(),
    X12Messages(),
)


def read_uploads(uploads: Iterable[Upload], *, progress: Callable[[str], None] | None = None) -> Intake:
    """Everything found in `uploads`, in path order. progress is told what is being read."""
    given = sorted(uploads, key=lambda one: one.path)
    first: dict[str, str] = {}
    readings = [one for upload in given for one in _read(upload, 0, progress, first)]
    tables = [table for one in readings for table in one.tables]
    files = [file for one in readings for file in one.files]
    findings = [finding for one in readings for finding in one.findings]
    return Intake(
        tuple(sorted(tables, key=lambda one: one.table.file)),
        tuple(sorted(files, key=lambda one: one.path)),
        tuple(sorted(findings, key=lambda one: one.file)),
        {upload.path: upload.sha256 for upload in given},
    )


def _read(
    upload: Upload, depth: int, progress: Callable[[str], None] | None, first: dict[str, str]
) -> list[Reading]:
    """What came of one upload and of what lies inside it. first: digest -> the path read first with it."""
    if progress:
        progress(upload.path)
    content = upload.open()
    seen = recognise(content)
    given = Given(upload, content, seen, depth, progress)
    reader = next(one for one in READERS if one.takes(seen))
    reading = reader.read(given)
    named = () if name_agrees(upload.path, seen) else (_disagrees(given),)
    again = _again(given, first.setdefault(upload.sha256, upload.path)) if reading.tables else ()
    own = Reading(reading.tables, reading.files, (*named, *again, *reading.findings))
    return [
        own,
        *(inner for member in reading.members for inner in _read(member, depth + 1, progress, first)),
    ]


def _again(given: Given, first: str) -> tuple[Finding, ...]:
    """That the same table was read under another name: without keys, its records come in twice."""
    if first == given.upload.path:
        return ()
    return (Finding("same_content", given.upload.path, facts={"first": first}),)


def _disagrees(given: Given) -> Finding:
    ending = PurePosixPath(given.upload.path).suffix.lower()
    return Finding("name_disagrees", given.upload.path, facts={"name": ending, "content": given.seen.label})
