"""Sentences of the audit trail about files: which one is told by its number, never by whose it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from storage import AuditEvent


def _judged(facts: Mapping[str, Any]) -> str:
    said = f"Said of file {facts['file']}: {facts['said']}."
    if "was" in facts:
        return f"{said} {facts['was_by']} had said: {facts['was']}."
    return f"{said} Concern {facts['concern']} is for the {facts['owner']}." if "concern" in facts else said


FILE_EVENTS: dict[str, tuple[str, Callable[[Mapping[str, Any]], str]]] = {
    AuditEvent.FILE_OPENED: (
        "File looked at",
        lambda f: f"Looked at files of the patient of file {f['file']}.",
    ),
    AuditEvent.FILE_JUDGED: ("File checked", _judged),
}
