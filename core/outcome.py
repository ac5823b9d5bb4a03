"""What a run gives: parts to seal, sums, findings, and the summary that is shown and published of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.catalogue import SEVERITIES
from core.choices import NO_CHOICES, Choices
from core.conservation import TableSums
from core.decisions import NO_DECISIONS, Decisions
from core.findings import Finding, Severity
from core.known import NOTHING, Known
from core.made_table import MadeTable
from core.mapping.model import Mapping as ColumnMapping
from core.parts import Part

_CELLS = ("non_empty", "mapped", "archived", "declined", "waiting")


@dataclass(frozen=True)
class Outcome:
    """An immutable result: what is to be sealed and shown.

    run: digest of what went in. result: digest of everything published. parts: frames to seal, by name and
    sensitivity. sums: both sums of every table. findings: those about tables, columns and files. mapping:
    as it was handed in. decisions: those that were followed. choices: what people said of the files.
    tables, known: what a later run may take over where it is made of the same. linked: what links them is
    made of (core.made_of.Ground), "" where that is not told. about_files: findings of reading, of no table.
    """

    run: str
    result: str
    mapping: ColumnMapping
    parts: tuple[Part, ...] = field(repr=False)
    sums: tuple[TableSums, ...]
    findings: tuple[Finding, ...]
    files: Mapping[str, int]
    decisions: Decisions = field(default=NO_DECISIONS, repr=False)
    choices: Choices = NO_CHOICES
    tables: tuple[MadeTable, ...] = field(default=(), repr=False)
    known: Known = field(default=NOTHING, repr=False)
    about_files: tuple[Finding, ...] = field(default=(), repr=False)
    linked: str = ""

    @property
    def closes(self) -> bool:
        return all(table.closes for table in self.sums)

    @property
    def waits(self) -> bool:
        """Whether anything still waits for a decision."""
        return any(table.dispositions["waiting"] or table.cells.waiting for table in self.sums)

    def summary(self) -> dict[str, Any]:
        """The content of summary.json (contracts, section 4)."""
        return {
            "schema": 1,
            "tables": [
                {"file": t.file, "table": t.table, "records_in_file": t.records_in_file, **t.dispositions}
                for t in self.sums
            ],
            "cells": {name: sum(getattr(t.cells, name) for t in self.sums) for name in _CELLS},
            "table_cells": [
                {"file": t.file, "table": t.table, **{name: getattr(t.cells, name) for name in _CELLS}}
                for t in self.sums
            ],
            "files": dict(self.files),
            "findings": [_finding_record(finding) for finding in self.findings],
            "amiss": [
                {"file": t.file, "table": t.table, "column": column, "kind": kind, "count": count}
                for t in self.sums
                for column, kind, count in t.amiss
            ],
            "repairs": self.choices.repairs.record(),
            "closes": self.closes,
            "run": self.run,
            "result": self.result,
        }


def _finding_record(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "severity": SEVERITIES.get(finding.kind, Severity.WARNING).value,
        "file": finding.file,
        "table": finding.table,
        "column": finding.column,
        "count": finding.count,
        "facts": dict(finding.facts),
    }
