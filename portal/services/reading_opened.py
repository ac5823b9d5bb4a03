"""One file as it is read under what people said of it: everything that the page about it needs, and no more.

Read by itself, not with the whole batch, and held in this process's memory only: keyed by project, the
uploads, the version of what was said and the keys of the store it was read through, so that no class of
person gets what another's keys opened (law 7). Whoever calls this has asked for authority first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import PurePosixPath

from core.choices import Choices, FileChoices, Said
from core.choices import Topic as Aspect
from core.choices.allowed import spelled
from core.errors import ChoicesInvalid
from core.findings import Finding
from core.repairs import Proposal
from core.sources.as_said import TEXTS, UNFIT
from core.sources.encoding import decode_as
from core.sources.fixed_width.layout import FixedLayout, found_layout
from core.sources.opened_file import file_at
from core.sources.recognition import recognise
from core.sources.shapes import ByItself, by_itself
from core.sources.text_kind import head_lines
from core.sources.told import told_of
from core.tables import Intake, Upload
from portal.services.looking import MEMBER, belongs
from portal.services.originals import pinned
from portal.services.read_alike import Spoken, spoken_at
from portal.services.reading_tables import document_view, row_ids, sheet_of, table_view
from portal.viewmodels.reading import Override, TableReading
from portal.wording import reading_found as words
from reports.rejects_workbook import RejectSheet
from storage import Storage
from storage.unit import absent

LOCKED = frozenset({"password_protected", "wrong_password", "encrypted_archive", "encrypted_member"})
"""Findings that say that a password is needed."""


@dataclass(frozen=True, eq=False)
class OpenedFile:
    """A file with its tables. upload: SHA-256 of its content. itself: how it looks by itself, if it is text.

    said: what holds for it, remembered of an earlier file or not. proposals: of all its tables. rejects: row
    ids, of those that were put right as well.
    """

    path: str
    upload: str
    tables: tuple[TableReading, ...] = field(repr=False)
    findings: tuple[Finding, ...]
    itself: ByItself | None
    said: FileChoices | None
    remembered: bool
    proposals: tuple[Proposal, ...] = field(repr=False)
    rejects: frozenset[str] = field(repr=False)
    label: str
    why: str
    fixed: FixedLayout | None = field(default=None, repr=False)

    @property
    def shape(self) -> str | None:
        return self.itself.shape if self.itself else None

    @property
    def locked(self) -> bool:
        return any(finding.kind in LOCKED for finding in self.findings)


@dataclass(frozen=True)
class Batch:
    """The uploads that count, by id, as of one version of what was said."""

    uploads: tuple[str, ...]
    version: int


def batch_of(store: Storage, project: str) -> Batch:
    with store.read() as work:
        rows = work.uploads.current(project)
        return Batch(tuple(row.id for row in rows), work.choices.version(project))


def opened_file(
    store: Storage, project: str, batch: Batch, path: str, *, trying: Override | None
) -> OpenedFile:
    """Raises NotStored for a path that is not there, ChoicesInvalid where what is tried cannot hold."""
    found = _opened(store, project, batch, path, trying)
    if found is None:
        raise absent("file")
    return found


@lru_cache(maxsize=6)
def _opened(
    store: Storage, project: str, batch: Batch, path: str, trying: Override | None
) -> OpenedFile | None:
    with store.read() as work:
        spoken = spoken_at(work, project, batch.version)
    located = _located(pinned(store, project, batch.uploads), path, spoken)
    if located is None:
        return None
    file, beside = located
    content = file.open()
    itself = by_itself(path, content) if recognise(content).format in TEXTS else None
    kept = spoken
    if trying is not None:
        shape = itself.shape if itself else None
        made = with_answer(spoken.choices, path, file.sha256, shape, trying, Said(""))
        spoken = replace(spoken, choices=made)
    intake = spoken.read([file, *beside])
    refuse_unfit(path, intake, trying)
    said, remembered = kept.choices.of(path, file.sha256, lambda: itself.shape if itself else None)
    return _made(file, content, intake, itself=itself, said=said, remembered=remembered)


def _located(
    uploads: Sequence[Upload], path: str, spoken: Spoken
) -> tuple[Upload, tuple[Upload, ...]] | None:
    """The file, and those of the same name with another ending, which some formats are read with."""
    holder = next((each for each in uploads if belongs(path, each.path)), None)
    found = file_at(holder, path, means=spoken.means) if holder else None
    if found is None:
        return None
    file, inside = found
    near = inside.values() if file is not holder else uploads
    stem = PurePosixPath(path).with_suffix("")
    twins = tuple(one for one in near if one.path != path and PurePosixPath(one.path).with_suffix("") == stem)
    return file, twins


def with_answer(
    choices: Choices, path: str, upload: str, shape: str | None, asked: Override, said: Said | None
) -> Choices:
    """With one answer about a file changed. What was remembered for it stands as said of it from now on."""
    topic = Aspect(asked.topic.value)
    answer = None
    if asked.value is not None and said is not None:
        answer = replace(said, value=spelled(topic, asked.value, path))
    return choices.with_file(about(choices, path, upload, shape).with_topic(topic, answer))


def about(choices: Choices, path: str, upload: str, shape: str | None) -> FileChoices:
    """What is said of one file, as its own."""
    found, _ = choices.of(path, upload, lambda: shape)
    own = found or FileChoices(path)
    return replace(own, path=path, upload=upload, shape=shape)


def refuse_unfit(path: str, intake: Intake, asked: Override | None) -> None:
    """Raises ChoicesInvalid where the answer cannot hold for the file."""
    if asked is None or asked.value is None:
        return
    findings = (finding for finding in intake.findings if finding.file == path and finding.kind == UNFIT)
    if any(finding.facts.get("topic") == asked.topic.value for finding in findings):
        found, do = words.UNFIT[asked.topic]
        raise ChoicesInvalid(place=path, found=found, do=do)


def _made(
    file: Upload,
    content: bytes,
    intake: Intake,
    *,
    itself: ByItself | None,
    said: FileChoices | None,
    remembered: bool,
) -> OpenedFile:
    reads = [read for read in intake.tables if read.table.file == file.path]
    tables = [table_view(read, content, several=n > 0, sha=file.sha256) for n, read in enumerate(reads)]
    if not reads and itself is not None:
        tables = [document_view(file.path, content)]
    stored = next((each for each in intake.files if each.path == file.path), None)
    findings = [one for one in intake.findings if one.file == file.path or _sealed_in(one, file.path)]
    findings += stored.findings if stored else ()
    told = reads[0].evidence if reads else {}
    return OpenedFile(
        path=file.path,
        upload=file.sha256,
        tables=tuple(tables),
        findings=tuple(findings),
        itself=itself,
        said=said,
        remembered=remembered,
        proposals=tuple(one for read in reads for one in read.proposals),
        rejects=frozenset(own for read in reads for own in row_ids(read, file.sha256)),
        label=words.label(told) if reads else words.kept(stored.kind.value) if stored else words.ARCHIVE,
        why=words.why(told),
        fixed=_fixed(content, told, itself, said) if told.get("format") == "fixed-width text" else None,
    )


def _fixed(
    content: bytes, told: Mapping[str, str], itself: ByItself | None, said: FileChoices | None
) -> FixedLayout | None:
    """Where the columns of a fixed-width text stand: as somebody said, else as they are found."""
    given = told_of(said).columns
    if given or (itself and itself.fixed):
        return given or (itself.fixed if itself else None)
    text = decode_as(content, told["encoding"], evidence="")
    return found_layout(head_lines(text)) if text else None


def reject_sheets(store: Storage, project: str, batch: Batch, path: str) -> list[RejectSheet]:
    """Every reject of a file, for the workbook that people fill in. Raises NotStored."""
    with store.read() as work:
        spoken = spoken_at(work, project, batch.version)
    located = _located(pinned(store, project, batch.uploads), path, spoken)
    if located is None:
        raise absent("file")
    file, beside = located
    reads = [read for read in spoken.read([file, *beside]).tables if read.table.file == path]
    return [sheet for read in reads if (sheet := sheet_of(read, file.sha256)).rows]


def opens_with(store: Storage, project: str, batch: Batch, path: str, passwords: Mapping[str, str]) -> bool:
    """Whether the file can be read with these passwords."""
    with store.read() as work:
        spoken = spoken_at(work, project, batch.version)
    given = replace(spoken, means=replace(spoken.means, passwords=passwords))
    located = _located(pinned(store, project, batch.uploads), path, given)
    if located is None:
        return False
    intake = given.read([located[0]])
    told = [*intake.findings, *(finding for file in intake.files for finding in file.findings)]
    refused = LOCKED | {"damaged_member"}
    return not any(finding.kind in refused and belongs(finding.file, path) for finding in told)


def _sealed_in(finding: Finding, path: str) -> bool:
    """Whether it says that a member of the file at `path` needs a password."""
    return finding.kind in LOCKED and finding.file.rpartition(MEMBER)[0] == path
