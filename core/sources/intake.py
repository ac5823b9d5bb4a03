"""The door of the engine: a batch of uploads becomes tables, stored files and findings.

Each upload is read by itself, so that one bad file never harms the others. The readers stand in one
explicit tuple; every format belongs to exactly one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from threading import Lock, Semaphore

from core.choices import NO_CHOICES, Choices
from core.choices.allowed import DOCUMENT
from core.findings import Finding
from core.progress import Telling
from core.side_by_side import AT_A_TIME, side_by_side
from core.sources.as_said import kept_as_said, seen_as, told_about, unfollowed
from core.sources.elsewhere import NOWHERE, Elsewhere, Look, Looked
from core.sources.late_readers import LATE
from core.sources.means import NO_MEANS, Means
from core.sources.readers import Given, Reader, Reading
from core.sources.recognition import name_agrees, recognise
from core.sources.stored import Stored
from core.sources.tally import Span, Tally
from core.sources.text_tables import TextTables
from core.sources.windows.one_table import in_slices, looked_in_windows
from core.tables import Intake, ReadTable, Upload

WORTH_PACKING = 16_384
"""Rows from which a table is kept packed where that is asked for."""

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
    """What all uploads of one batch share. first: digest -> the path read first with it. look: elsewhere.

    few: lets in as many as are read at a time, wherever they lie. alone: one of the large ones among them.
    """

    choices: Choices
    tally: Tally
    means: Means
    first: dict[str, str]
    look: Look
    few: Semaphore = field(default_factory=lambda: Semaphore(AT_A_TIME))
    alone: Lock = field(default_factory=Lock)


def _read_each(
    uploads: Sequence[Upload], span: Span, depth: int, *, beside: Mapping[str, Upload], batch: _Batch
) -> list[Reading]:
    """What came of uploads that stand for `span` together, read side by side and taken in their order."""
    spans = span.parted([upload.size for upload in uploads])
    asked = (
        _Asked(*each, depth, beside, batch, _elsewhere(*each, depth, batch))
        for each in zip(uploads, spans, strict=True)
    )
    looks = zip(uploads, spans, side_by_side(_Asked.looked, asked), strict=True)
    return [one for each in looks for one in _with_members(*each, depth, batch=batch)]


@dataclass(frozen=True)
class _Asked:
    """One upload to be read. beside: what came along with it. elsewhere: what is in it, if that is known."""

    upload: Upload
    span: Span
    depth: int
    beside: Mapping[str, Upload]
    batch: _Batch
    elsewhere: Looked | None

    def looked(self) -> Looked:
        """What is in it, told as done."""
        if self.elsewhere is None:
            with self.batch.few:
                self.batch.tally.begun(self.upload.path)
                looked = _looked(self.upload, self.span, self.depth, beside=self.beside, batch=self.batch)
        else:
            looked = self.elsewhere
        self.batch.tally.done(self.upload.path, self.span, looked.reading)
        return looked


def _elsewhere(upload: Upload, span: Span, depth: int, batch: _Batch) -> Looked | None:
    return batch.look(upload) if depth == 0 else None


def _with_members(upload: Upload, span: Span, looked: Looked, depth: int, *, batch: _Batch) -> list[Reading]:
    """What came of one upload and of what lies inside it."""
    reading = looked.reading
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
    tell, sizes = batch.tally.within(upload.path, span), batch.means.sizes
    content = None if upload.slices and upload.size >= sizes.whole else upload.open()
    found = _in_windows(upload, content, batch, tell)
    if found is not None:
        return found
    with batch.alone if upload.size >= sizes.alone else nullcontext():
        content = upload.open() if content is None else content
        return _whole(
            Given(upload, content, recognise(content), depth, batch.choices, tell, beside, batch.means)
        )


def _whole(given: Given) -> Looked:
    """What is in a file whose content is in memory. given.seen: what it looks like by itself."""
    told = told_about(given.upload, given.content, given.seen, given.choices)
    given = replace(given, seen=seen_as(given.seen, told), told=told)
    named = () if name_agrees(given.upload.path, given.seen) else (_disagrees(given),)
    return Looked(named, _kept(_reading(given), given.means))


def _in_windows(upload: Upload, content: bytes | None, batch: _Batch, tell: Telling | None) -> Looked | None:
    """What is in a large text. content: where it has to be in memory, since it comes in one piece."""
    means = batch.means
    if upload.size < means.sizes.whole:
        return None
    cut = upload if content is None else in_slices(upload, content)
    return looked_in_windows(
        cut, choices=batch.choices, packed=means.packed, progress=tell, sizes=means.sizes
    )


def _kept(reading: Reading, means: Means) -> Reading:
    """As whoever asked goes on with it."""
    if not means.packed:
        return reading
    return replace(reading, tables=tuple(map(_packed, reading.tables)))


def _packed(read: ReadTable) -> ReadTable:
    return replace(read, table=read.table.packed()) if read.table.height >= WORTH_PACKING else read


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
