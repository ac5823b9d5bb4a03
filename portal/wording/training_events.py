"""What the audit trail says of events of training: lessons read, tasks done, steps opened again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from storage import AuditEvent

Facts = Mapping[str, Any]


def _step(facts: Facts) -> str:
    return str(facts["item"]).replace("-", " ")


def _whose(facts: Facts) -> str:
    return f"{facts.get('person', 'themselves')}, {facts['role']}"


def _task_done(facts: Facts) -> str:
    if facts["proof"] == "seen":
        return f"Saw {_whose(facts)}, do the task {_step(facts)}."
    how = "on the practice copy" if facts["proof"] == "proven" else "on their own word"
    return f"Did the task {_step(facts)}, {how}."


TRAINING_EVENTS: dict[str, tuple[str, Callable[[Facts], str]]] = {
    AuditEvent.LESSON_READ: ("Lesson read", lambda f: f"Read the lesson {_step(f)}."),
    AuditEvent.TASK_DONE: ("Task done", _task_done),
    AuditEvent.TASK_ASKED: ("Eyes asked for", lambda f: f"Asked a colleague to look at {_step(f)}."),
    AuditEvent.TASK_PRACTISED: (
        "Practised",
        lambda f: f"Did something on the practice copy for {_step(f)}.",
    ),
    AuditEvent.TASK_REOPENED: ("Step opened again", lambda f: f"Opened {_step(f)} again for {_whose(f)}."),
    AuditEvent.TRAINING_SAID: ("Training spoken of", lambda f: f"Said how ready they feel as {f['role']}."),
    AuditEvent.PRACTICE_OPENED: (
        "Practice copy looked at",
        lambda f: f"Looked at a few records for the exercise {f['exercise']}.",
    ),
}
"""Event -> its short name in the filter, and the sentence that its facts make."""
