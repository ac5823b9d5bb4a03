"""Sentences that several commands say about findings and files, apart from deciding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from core.catalogue import SEVERITIES, kind_named
from core.errors import NothingReadable
from core.findings import Finding, FindingKind, Severity
from core.tables import FileKind, Intake
from portal.cli.gathering import LeftOut
from portal.cli.saying import Voice

SHOWN_AT_MOST = 20
"""Findings of one severity that are printed for people; `--json` and the export have all."""
READABLE_FILES = (FileKind.DICOM, FileKind.PHOTOGRAPH, FileKind.PDF)


def kind_of(name: str) -> FindingKind:
    """The catalogue's entry, or one that says no more than the name."""
    if name in SEVERITIES:
        return kind_named(name)
    return FindingKind(name, Severity.WARNING, name.replace("_", " "), "")


def finding_record(finding: Finding) -> dict[str, Any]:
    """A finding as JSON."""
    return {
        "kind": finding.kind,
        "severity": kind_of(finding.kind).severity.value,
        "file": finding.file,
        "table": finding.table,
        "column": finding.column,
        "record": finding.record,
        "count": finding.count,
        "facts": dict(finding.facts),
    }


def all_findings(intake: Intake) -> tuple[Finding, ...]:
    """What was noticed while reading, about files, tables and columns."""
    of_tables = [finding for read in intake.tables for finding in read.findings]
    of_files = [finding for stored in intake.files for finding in stored.findings]
    return once((*intake.findings, *of_tables, *of_files))


def once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings without repetitions, in their order."""
    return tuple({(f.kind, f.file, f.table, f.column, f.record): f for f in findings}.values())


def blocks(finding: Finding) -> bool:
    """Whether it makes something wait for a decision."""
    return kind_of(finding.kind).severity is Severity.BLOCK


def say_findings(voice: Voice, findings: Sequence[Finding]) -> None:
    """What stops first, then what should be looked at; what is merely worth knowing is counted."""
    for severity in (Severity.BLOCK, Severity.WARNING):
        having = [f for f in findings if kind_of(f.kind).severity is severity]
        for finding in having[:SHOWN_AT_MOST]:
            kind = kind_of(finding.kind)
            voice.say(f"{_place(finding)}: {kind.means}{_times(finding.count)} {kind.advice}".rstrip())
        if len(having) > SHOWN_AT_MOST:
            voice.say(f"... and {len(having) - SHOWN_AT_MOST} more like these.")


def _place(finding: Finding) -> str:
    return ", ".join(part for part in (finding.file, finding.column) if part)


def _times(count: int) -> str:
    return f" ({count:,} times)" if count > 1 else ""


def left_out_records(left_out: Iterable[LeftOut]) -> list[dict[str, str]]:
    """What was given and not taken, as JSON."""
    return [{"path": each.path, "reason": each.reason} for each in left_out]


def say_left_out(voice: Voice, left_out: Iterable[LeftOut]) -> None:
    for each in left_out:
        voice.note(f"Not read: {each.path}: {each.reason}")


def nothing_readable(intake: Intake) -> NothingReadable | None:
    """The error where no file of a batch could be read as anything; None where one could."""
    if intake.tables or any(stored.kind in READABLE_FILES for stored in intake.files):
        return None
    findings = sorted(all_findings(intake), key=_urgency)
    if not findings:
        named = intake.files[0].path if intake.files else "input"
        return NothingReadable(
            place=named,
            found="It could not be read as a table, an image or a document.",
            do="Export the data as CSV or as a workbook.",
        )
    kind = kind_of(findings[0].kind)
    return NothingReadable(place=findings[0].file, found=kind.means, do=kind.advice)


def _urgency(finding: Finding) -> tuple[bool, bool]:
    """What stops first; that a name and a content disagree never explains why nothing could be read."""
    return (not blocks(finding), finding.kind == "name_disagrees")


def counts(pairs: Mapping[str, int]) -> str:
    """{"imported": 3, "waiting": 0} -> "3 imported"; what is nought is left out."""
    return ", ".join(f"{count:,} {name}" for name, count in pairs.items() if count) or "none"
