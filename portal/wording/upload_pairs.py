"""Sentences about two uploads that look like one: a newer extract of another name, or the same file twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from portal.viewmodels.uploads import Pair, PairWord
from portal.wording.figures import count
from storage import AuditEvent

NEWER_MORE = (
    "If it is, the earlier one no longer counts and stays stored, and what was said about it on the Mapping "
    "and Decisions pages counts for the newer one. Bring the earlier one in again to have it back."
)
COPY_MORE = "If both count, its records come in twice wherever nothing tells them apart."
YES, NO = "Yes, it is the newer one", "No, both count"
LEAVE_OUT, KEEP = "Leave this one out", "Keep both"
SAID = {
    PairWord.NEWER: "The newer one counts from now on.",
    PairWord.ANOTHER: "Both count. You will not be asked again.",
    PairWord.COPY: "It is left out. Bring it in again to have it back.",
    PairWord.BOTH: "Both count. You will not be asked again.",
}
MORE = "{} more like these are asked about next."
STALE = "These files have changed since they were compared.", "Wait until they are read, then look again."


def asked(pair: Pair) -> tuple[str, str, str]:
    """What is asked about a pair, in three parts: before, the name of the earlier file, and after."""
    if pair.copy:
        return "This holds the same as ", pair.earlier_path, "."
    rows = f"{count(pair.both)} rows are in both, {count(pair.new)} new, {count(pair.gone)} gone."
    return "This looks like a newer ", pair.earlier_path, f": {rows}"


PAIR_EVENTS: dict[str, tuple[str, Callable[[Mapping[str, Any]], str]]] = {
    AuditEvent.UPLOAD_REPLACED: (
        "Newer file taken",
        lambda f: f"Said that {f['later']} is a newer {f['earlier']}, which no longer counts.",
    ),
    AuditEvent.UPLOAD_LEFT_OUT: (
        "File left out",
        lambda f: f"Left out {f['later']}, which holds the same as {f['earlier']}.",
    ),
    AuditEvent.UPLOADS_TOLD_APART: (
        "Files told apart",
        lambda f: f"Said that {f['earlier']} and {f['later']} both count.",
    ),
}
