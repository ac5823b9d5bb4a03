"""`chartbridge read`: what is in these files, how it was read, and on what evidence. Nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.errors import DoesNotClose
from core.repairs import Proposal
from core.tables import Intake, ReadTable
from portal.cli import table_files, wording
from portal.cli.beside import Beside
from portal.cli.choices_out import write_choices
from portal.cli.gathering import Gathered, gather
from portal.cli.rejects_out import write_rejects
from portal.cli.repair_wording import say_repairs
from portal.cli.saying import Voice
from portal.cli.watching import watched
from storage.reading import read_uploads


@dataclass(frozen=True)
class Outputs:
    """What is written beside what is printed. to_csv: a folder. choices, rejects: files."""

    to_csv: Path | None = None
    choices: Path | None = None
    rejects: Path | None = None


def read(sources: Sequence[Path], *, out: Outputs, beside: Beside, as_json: bool) -> int:
    """Reads the files and says what was found; 0, or 4 where reader and counter differ (law 1)."""
    voice = Voice(as_json)
    to_csv = out.to_csv
    if to_csv is not None:
        table_files.refuse_unusable(to_csv)
    gathered = gather(sources, apart=beside.places())
    intake = read_gathered(voice, gathered, beside)
    if out.choices is not None:
        write_choices(out.choices, intake)
    if out.rejects is not None:
        write_rejects(out.rejects, intake)
    written = table_files.write_tables(to_csv, intake.tables) if to_csv is not None else ()
    if as_json:
        voice.result({**_record(intake, gathered), "written": list(written)})
    else:
        _say(voice, intake, gathered)
        if written:
            voice.say(f"{len(written)} files written to {to_csv}.")
    return 0 if all(_closes(read) for read in intake.tables) else DoesNotClose.exit_status


def read_gathered(voice: Voice, gathered: Gathered, beside: Beside) -> Intake:
    """The files as tables, images and documents. Raises NothingReadable where no file is any of these."""
    wording.say_left_out(voice, gathered.left_out)
    uploads = [found.upload() for found in gathered.files]
    choices, means = beside.said(), beside.means()
    with watched(voice) as watch:
        intake = read_uploads(uploads, choices=choices, progress=watch.read, means=means)
    refused = wording.nothing_readable(intake)
    if refused is not None:
        raise refused
    return intake


def _closes(read: ReadTable) -> bool:
    """Whether the independent counter found as many records as the reader (law 1)."""
    return read.counted == read.table.frame.height + len(read.rejects)


def _record(intake: Intake, gathered: Gathered) -> dict[str, Any]:
    return {
        "schema": 1,
        "tables": [_table_record(read) for read in intake.tables],
        "files": [
            {"file": stored.path, "kind": stored.kind.value, "size": stored.size, "sha256": stored.sha256}
            for stored in intake.files
        ],
        "findings": [wording.finding_record(finding) for finding in wording.all_findings(intake)],
        "left_out": wording.left_out_records(gathered.left_out),
        "closes": all(_closes(read) for read in intake.tables),
    }


def _table_record(read: ReadTable) -> dict[str, Any]:
    return {
        "file": read.table.file,
        "table": read.table.name,
        "columns": list(read.table.columns),
        "records": read.table.frame.height,
        "rejects": len(read.rejects),
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


def _say(voice: Voice, intake: Intake, gathered: Gathered) -> None:
    if intake.tables:
        voice.table(
            "Tables",
            ("File", "Table", "Records", "Not readable", "Columns", "Read as"),
            [_row(read) for read in intake.tables],
        )
    if intake.files:
        voice.table(
            "Images, documents and other files",
            ("File", "Kind", "Bytes"),
            [(stored.path, stored.kind.value, stored.size) for stored in intake.files],
        )
    say_repairs(voice, [one for read in intake.tables for one in read.proposals])
    wording.say_findings(voice, wording.all_findings(intake))
    voice.say(_sum(intake, gathered))


def _row(read: ReadTable) -> Sequence[object]:
    told = ", ".join(f"{name} {value!r}" for name, value in read.evidence.items() if name in TOLD)
    return (
        read.table.file,
        read.table.name,
        read.table.frame.height,
        len(read.rejects),
        len(read.table.columns),
        told,
    )


TOLD = ("format", "encoding", "delimiter")
"""The evidence that people see at once; `--json` has all of it."""


def _sum(intake: Intake, gathered: Gathered) -> str:
    records = sum(read.table.frame.height for read in intake.tables)
    refused = sum(len(read.rejects) for read in intake.tables)
    return (
        f"{len(gathered.files):,} files: {records:,} records in {len(intake.tables):,} tables, "
        f"{refused:,} not readable, {len(intake.files):,} files kept whole."
    )
