"""`chartbridge read`: what is in these files, how it was read, and on what evidence. Nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core.errors import DoesNotClose
from core.findings import Finding
from core.repairs import Proposal
from core.sources.windows.table import WindowedTable
from core.tables import Account, Intake, Upload
from portal.cli import large_files, wording
from portal.cli.beside import Beside
from portal.cli.choices_out import write_choices
from portal.cli.gathering import Gathered, gather
from portal.cli.large_files import Parted
from portal.cli.rejects_out import write_rejects
from portal.cli.repair_wording import say_repairs
from portal.cli.saying import Voice
from portal.cli.table_files import Copies, Whole, write_tables
from portal.cli.watching import watched
from portal.settings import read_settings
from storage.reading import read_uploads


@dataclass(frozen=True)
class Outputs:
    """What is written beside what is printed. copies: of the tables. choices, rejects: files."""

    copies: Copies | None = None
    choices: Path | None = None
    rejects: Path | None = None


@dataclass(frozen=True)
class Outcome:
    """What was read. accounts: of all tables, in path order; those of large ones are not in `intake`."""

    intake: Intake
    accounts: tuple[Account, ...]

    @property
    def closes(self) -> bool:
        """Whether the independent counter found as many records as the reader, in every table (law 1)."""
        return all(account.closes for account in self.accounts)


def read(sources: Sequence[Path], *, out: Outputs, beside: Beside, as_json: bool) -> int:
    """Reads the files and says what was found; 0, or 4 where reader and counter differ (law 1)."""
    voice, copies = Voice(as_json), out.copies
    gathered = gather(sources, apart=beside.places())
    sizes = large_files.sizes_of(read_settings())
    wording.say_left_out(voice, gathered.left_out)
    given = large_files.parted(gathered.files, sizes=sizes, choices=beside.said())
    intake = _with_large(_read_whole(voice, given.whole, beside), given)
    _refuse_nothing(intake, given.tables)
    if out.choices is not None:
        write_choices(out.choices, intake)
    if out.rejects is not None:
        write_rejects(out.rejects, intake)
    written = _gone_through(voice, intake, given.tables, copies)
    found = Outcome(intake, _accounts(intake, given.tables))
    if as_json:
        voice.result({**_record(found, gathered), "written": list(written)})
    else:
        _say(voice, found, gathered)
        if written and copies:
            voice.say(f"{len(written)} files written to {copies.folder}.")
    return 0 if found.closes else DoesNotClose.exit_status


def read_gathered(voice: Voice, gathered: Gathered, beside: Beside) -> Intake:
    """The files as tables, images and documents. Raises NothingReadable where no file is any of these."""
    wording.say_left_out(voice, gathered.left_out)
    uploads = [found.upload() for found in gathered.files]
    intake = _read_whole(voice, uploads, beside)
    _refuse_nothing(intake, ())
    return intake


def _read_whole(voice: Voice, uploads: Sequence[Upload], beside: Beside) -> Intake:
    means = replace(beside.means(), bounds=read_settings().bounds)
    with watched(voice) as watch:
        return read_uploads(uploads, choices=beside.said(), progress=watch.read, means=means)


def _with_large(intake: Intake, given: Parted) -> Intake:
    """With the large files that hold no table, and what is said of those that do."""
    files = sorted((*intake.files, *given.kept), key=lambda one: one.path)
    said = [finding for one in given.large for finding in one.findings]
    findings = sorted((*intake.findings, *said), key=lambda one: one.file)
    return replace(intake, files=tuple(files), findings=tuple(findings))


def _refuse_nothing(intake: Intake, large: Sequence[WindowedTable]) -> None:
    refused = None if large else wording.nothing_readable(intake)
    if refused is not None:
        raise refused


def _gone_through(
    voice: Voice, intake: Intake, large: Sequence[WindowedTable], copies: Copies | None
) -> Sequence[str]:
    """Goes through every large table once, copying all tables where that was asked for; the paths written."""
    for table in large:
        table.progress = lambda line: voice.progress(f"Reading {line}")
    if copies is not None:
        return write_tables(copies, [*map(Whole, intake.tables), *large])
    for table in large:
        for _ in table.parts():
            pass
    return ()


def _accounts(intake: Intake, large: Sequence[WindowedTable]) -> tuple[Account, ...]:
    every = [*map(Account.of, intake.tables), *(table.account for table in large if table.account)]
    return tuple(sorted(every, key=lambda one: one.file))


def _record(found: Outcome, gathered: Gathered) -> dict[str, Any]:
    return {
        "schema": 1,
        "tables": [_table_record(account) for account in found.accounts],
        "files": [
            {"file": stored.path, "kind": stored.kind.value, "size": stored.size, "sha256": stored.sha256}
            for stored in found.intake.files
        ],
        "findings": [wording.finding_record(finding) for finding in _findings(found)],
        "left_out": wording.left_out_records(gathered.left_out),
        "closes": found.closes,
    }


def _findings(found: Outcome) -> Sequence[Finding]:
    of_tables = [finding for account in found.accounts for finding in account.findings]
    return wording.once((*wording.all_findings(found.intake), *of_tables))


def _table_record(read: Account) -> dict[str, Any]:
    return {
        "file": read.file,
        "table": read.name,
        "columns": list(read.columns),
        "records": read.records,
        "rejects": read.rejects,
        "counted": read.counted,
        "bytes": {share.value: size for share, size in read.shares.items()},
        "evidence": dict(read.evidence),
        "repairs": [_repair_record(one) for one in read.proposals],
    }


def _repair_record(one: Proposal) -> dict[str, Any]:
    """What is proposed, and the row as it stood; `read` prints it for whoever holds the file anyway."""
    return {
        "kind": one.kind.value,
        "line": one.line,
        "column": one.column,
        "confidence": one.confidence,
        "others": one.others,
        "applied": one.applied,
        "raw": one.raw,
        "before": list(one.before),
        "after": list(one.after),
    }


def _say(voice: Voice, found: Outcome, gathered: Gathered) -> None:
    if found.accounts:
        voice.table(
            "Tables",
            ("File", "Table", "Records", "Not readable", "Columns", "Read as"),
            [_row(account) for account in found.accounts],
        )
    if found.intake.files:
        voice.table(
            "Images, documents and other files",
            ("File", "Kind", "Bytes"),
            [(stored.path, stored.kind.value, stored.size) for stored in found.intake.files],
        )
    say_repairs(voice, [one for account in found.accounts for one in account.proposals])
    wording.say_findings(voice, _findings(found))
    voice.say(_sum(found, gathered))


def _row(read: Account) -> Sequence[object]:
    told = ", ".join(f"{name} {value!r}" for name, value in read.evidence.items() if name in TOLD)
    return (read.file, read.name, read.records, read.rejects, len(read.columns), told)


TOLD = ("format", "encoding", "delimiter")
"""The evidence that people see at once; `--json` has all of it."""


def _sum(found: Outcome, gathered: Gathered) -> str:
    records = sum(account.records for account in found.accounts)
    refused = sum(account.rejects for account in found.accounts)
    return (
        f"{len(gathered.files):,} files: {records:,} records in {len(found.accounts):,} tables, "
        f"{refused:,} not readable, {len(found.intake.files):,} files kept whole."
    )
