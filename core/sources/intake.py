"""The door of the engine: a batch of uploads becomes tables, stored files and findings.

Each upload is read by itself, so that one bad file never harms the others. The readers stand in one
explicit tuple; every format belongs to exactly one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from core.choices import NO_CHOICES, Choices
from core.choices.allowed import DOCUMENT
from core.findings import Finding
from core.progress import Telling
from core.sources.as_said import kept_as_said, seen_as, told_about, unfollowed
from core.sources.elsewhere import NOWHERE, Elsewhere, Look, Looked
from core.sources.late_readers import LATE
from core.sources.means import NO_MEANS, Means
from core.sources.readers import Given, Reader, Reading
from core.sources.recognition import name_agrees, recognise
from core.sources.stored import Stored
from core.sources.tally import Span, Tally
from core.sources.text_tables import TextTables
from core.tables import Intake, Upload

READERS: tuple[Reader, ...] = (TextTables(), *LATE, Stored())


def read_uploads(
    uploads: Iterable[Upload],
    *,
    choices: Choices = NO_CHOICES,
    progress: Telling | None = None,
    means: Means = NO_MEANS,
    elsewhere: Elsewhere = NOWHERE,
) -> Intake:
    """Everything found in `uploads`, in path order. choices: what people said of them; repairs that they
    did not accept are only proposed. progress is told what is being read, and how much of all of it has been.
    elsewhere: who may read some of them in our place.
    """
    given = sorted(uploads, key=lambda one: one.path)
    tally = Tally(progress, sum(one.size for one in given))
    batch = _Batch(choices, tally, means, {}, elsewhere.looks(given))
    beside = {upload.path: upload for upload in given}
    readings = _read_each(given, batch.tally.whole, 0, beside=beside, batch=batch)
    tables = [table for one in readings for table in one.tables]
    files = [file for one in readings for file in one.files]
    findings = [finding for one in readings for finding in one.findings]
    return Intake(
        tuple(sorted(tables, key=lambda one: one.table.file)),
        tuple(sorted(files, key=lambda one: one.path)),
        tuple(sorted(findings, key=lambda one: one.file)),
        {upload.path: upload.sha256 for upload in given},
        choices,
        means.bounds.digest,
    )


@dataclass(frozen=True)
class _Batch:
    """What all uploads of one batch share. first: digest -> the path read first with it. look: elsewhere."""

    choices: Choices
    tally: Tally
    means: Means
    first: dict[str, str]
    look: Look


def _read_each(
    uploads: Sequence[Upload], span: Span, depth: int, *, beside: Mapping[str, Upload], batch: _Batch
) -> list[Reading]:
    """What came of uploads that stand for `span` together."""
    spans = span.parted([upload.size for upload in uploads])
    each = zip(uploads, spans, strict=True)
    return [one for upload, own in each for one in _read(upload, own, depth, beside=beside, batch=batch)]


def _read(
    upload: Upload, span: Span, depth: int, *, beside: Mapping[str, Upload], batch: _Batch
) -> list[Reading]:
    """What came of one upload and of what lies inside it. beside: what came along with it."""
    batch.tally.begun(upload.path, span)
    looked = batch.look(upload) if depth == 0 else None
    looked = looked or _looked(upload, span, depth, beside=beside, batch=batch)
    reading = looked.reading
    batch.tally.done(upload.path, span, reading)
    again = _again(upload, batch.first.setdefault(upload.sha256, upload.path)) if reading.tables else ()
    own = Reading(reading.tables, reading.files, (*looked.named, *again, *reading.findings))
    inside = {member.path: member for member in reading.members}
    return [own, *_read_each(reading.members, span, depth + 1, beside=inside, batch=batch)]


def look_at(upload: Upload, *, beside: Mapping[str, Upload], choices: Choices, means: Means) -> Looked:
    """One upload of a batch taken apart by itself, for whoever reads it in another's place."""
    tally = Tally(None, upload.size)
    batch = _Batch(choices, tally, means, {}, NOWHERE.looks(()))
    return _looked(upload, tally.whole, 0, beside=beside, batch=batch)


def _looked(upload: Upload, span: Span, depth: int, *, beside: Mapping[str, Upload], batch: _Batch) -> Looked:
    content = upload.open()
    looks = recognise(content)
    told = told_about(upload, content, looks, batch.choices)
    seen = seen_as(looks, told)
    tell = batch.tally.within(span)
    given = Given(upload, content, seen, depth, batch.choices, tell, beside, batch.means, told)
    named = () if name_agrees(upload.path, seen) else (_disagrees(given),)
    return Looked(named, _reading(given))


def _reading(given: Given) -> Reading:
    if given.told.format == DOCUMENT:
        return kept_as_said(given)
    reader = next(one for one in READERS if one.takes(given.seen))
    reading = reader.read(given)
    if isinstance(reader, TextTables):
        return reading
    return replace(reading, findings=(*reading.findings, *unfollowed(given)))


def _again(upload: Upload, first: str) -> tuple[Finding, ...]:
    """That the same table was read under another name: without keys, its records come in twice."""
    if first == upload.path:
        return ()
    return (Finding("same_content", upload.path, facts={"first": first}),)


def _disagrees(given: Given) -> Finding:
    ending = PurePosixPath(given.upload.path).suffix.lower()
    return Finding("name_disagrees", given.upload.path, facts={"name": ending, "content": given.seen.label})
