"""Writes docs/findings.md from the catalogue, so that the page says what the program says (`make docs`)."""

from __future__ import annotations

from pathlib import Path

from core.catalogue import CATALOGUE
from core.findings import FindingKind, Severity

PLACE = Path(__file__).with_name("findings.md")
HEAD = """# Findings

A finding is something noticed, as data: a kind from this page, a place and a count. `chartbridge read` and
`chartbridge migrate` print them, `findings.csv` lists them, and the migration log names them as reasons.
This page is written from the catalogue by `make docs`.
"""
MEANINGS = {
    Severity.BLOCK: "What it concerns waits for a decision, or cannot be used as it is.",
    Severity.WARNING: "The record is imported and flagged, so that somebody looks at it.",
    Severity.INFO: "Worth knowing; nothing has to be done.",
}


def page() -> str:
    """The whole page, the most urgent first."""
    return "\n".join([HEAD, *(_section(severity) for severity in MEANINGS)])


def _section(severity: Severity) -> str:
    kinds = sorted((k for k in CATALOGUE if k.severity is severity), key=lambda kind: kind.name)
    rows = "\n".join(_row(kind) for kind in kinds)
    head = f"## {severity.value}\n\n{MEANINGS[severity]}\n"
    return f"{head}\n| kind | what it says | what to do |\n| --- | --- | --- |\n{rows}\n"


def _row(kind: FindingKind) -> str:
    return f"| `{kind.name}` | {kind.means} | {kind.advice} |"


if __name__ == "__main__":
    PLACE.write_text(page(), encoding="utf-8")
