"""What the audit trail says of how files were said to be read; never what stands in a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from portal.wording.figures import counted
from storage import AuditEvent

Facts = Mapping[str, Any]
_SAID = {
    "format": "Said what kind of text {file} is",
    "encoding": "Said how the letters of {file} are written",
    "delimiter": "Said what splits the columns of {file}",
    "quote": "Said what values are wrapped in, in {file}",
    "escape": "Said how a mark inside a value is written in {file}",
    "header": "Said where the names of columns stand in {file}",
    "repairs": "Accepted or took back repairs of damaged lines of {file}",
    "line": "Said what stands in an unreadable line of {file}, or took it back",
    "lines": "Said in a workbook what stands in unreadable lines of {file}",
    "columns": "Said where the columns of {file} begin",
    "password": "Gave or took back the password of {file}",
}


def _said(facts: Facts) -> str:
    told = _SAID.get(str(facts.get("what")), "Said how files are read").format(file=facts.get("file", ""))
    return f"{told} (version {facts['version']})."


def _taken_back(facts: Facts) -> str:
    return f"Took back the last word about how files are read (version {facts['version']})."


READING_KINDS: dict[str, tuple[str, Callable[[Facts], str]]] = {
    AuditEvent.READING_SAID: ("Reading changed", _said),
    AuditEvent.REJECTS_TAKEN: (
        "Unreadable lines taken along",
        lambda f: f"Took {counted(int(f['entries']), 'unreadable line')} of {f['file']} along as a workbook.",
    ),
    AuditEvent.READING_TAKEN_BACK: ("Reading taken back", _taken_back),
}
