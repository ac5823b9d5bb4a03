"""Sentences of the Audit trail page: one for every kind of event, told after the name of who did it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from portal.viewmodels.audit_trail import ChainCheck, Soundness
from portal.wording import keys
from portal.wording.figures import count, counted, short, size
from portal.wording.file_events import FILE_EVENTS
from portal.wording.go_live_events import GO_LIVE_EVENTS
from portal.wording.people_events import PEOPLE_KINDS
from portal.wording.reading_events import READING_KINDS
from portal.wording.sandbox import SANDBOX_EVENTS
from portal.wording.signing_events import SIGNING_EVENTS
from portal.wording.training_events import TRAINING_EVENTS
from portal.wording.upload_pairs import PAIR_EVENTS
from storage import AuditEvent

TITLE = "Audit trail"
WHY = "Who did what, and when. Each event is tied to the one before it, so that a later change is found."
OWN_ONLY = "You see what you did yourself. The clinic sees all of it."

PERSON = "Who"
KIND = "What"
DAY = "Day"
ANYBODY = "Everybody"
ANYTHING = "Everything"
ANY_DAY = "Every day"
THE_PORTAL = "The portal by itself"
NUMBER = "Event"
WHEN = "When"
DONE = "What was done"

EMPTY = "Nothing has been done yet"
EMPTY_MORE = "From the first file on, everything that is done stands here, with who did it and when."
NO_MATCH = "No event matches"
NO_MATCH_MORE = "Choose Everybody, Everything or Every day again."
UNREADABLE = "This event was tampered with. What it said cannot be shown."
NO_WORDS = "Something was done that this page has no words for yet ({})."

CHECK = "Check the chain now"
CHECKED = "The chain was read from its first event to its last."
STANDS = {Soundness.WHOLE: "The chain is whole", Soundness.PARTED: "The chain does not fit"}
NOT_ANCHORED = "No event is noted in a second place yet, so the newest ones could still be cut off unseen."
TELL = "Please rely on nothing from that event on, and tell the owner of the clinic."


def found(check: ChainCheck, *, checked: str, anchored: str) -> str:
    """What the check came to. checked, anchored: moments as people read them; anchored "" without one."""
    if check.soundness is Soundness.PARTED:
        return f"Event {count(check.first_bad or 0)} is the first that does not fit: {check.reason}. {TELL}"
    said = f"Checked {checked}: {_all(check.events)}."
    if anchored:
        said += (
            f" Everything up to event {count(check.anchored)} ({anchored}) is also noted in a second place."
        )
    return said if anchored else f"{said} {NOT_ANCHORED}"


def newer(number: int) -> str:
    return f"{counted(number, 'event has', 'events have')} come since." if number else ""


def showing(matching: int, total: int) -> str:
    return counted(total, "event") if matching == total else f"{count(matching)} of {counted(total, 'event')}"


def _all(events: int) -> str:
    if not events:
        return "there is no event yet"
    return "its one event fits" if events == 1 else f"all {count(events)} events follow from one another"


Facts = Mapping[str, Any]
Tell = Callable[[Facts], str]

_JOBS = {"look": "reading the files", "run": "a run", "sandbox": "filling the sandbox"}


def _job(facts: Facts) -> str:
    return _JOBS.get(str(facts.get("kind")), "a piece of work")


def _verified(facts: Facts) -> str:
    if facts.get("valid"):
        return f"Checked the chain: {_all(int(facts['events']))}."
    return f"Checked the chain: event {facts.get('first_bad')} is the first that does not fit."


def _opened(facts: Facts) -> str:
    """One record as it stood, examples of a group, values of one column, or a file as a whole."""
    if facts.get("taken"):
        return f"Took the original of {facts['file']} along as a file in clear."
    if facts.get("whole"):
        return f"Looked at {facts['file']}."
    if facts.get("lines"):
        return f"Looked at lines of {facts['file']} and how they were read."
    if "examples" in facts:
        return f"Looked at examples of what did not map in {facts['file']}."
    if "column" in facts:
        return f"Looked at values of the column {facts['column']} of {facts['file']}."
    record = facts.get("record")
    row = f"record {count(int(record))}" if record else f"line {count(int(facts['line']))}"
    return f"Looked at {row} of {facts['file']} as it stood in the old system."


def _published(facts: Facts) -> str:
    closes = "and both sums add up" if facts.get("closes") else "but its sums do not add up"
    return f"Finished run {short(str(facts['run']))}, {closes}."


def _handed_over(facts: Facts) -> str:
    what = "everything" if facts["scope"] == "everything" else "the finances"
    records = counted(sum(int(n) for n in facts["records"].values()), "record")
    return f"Took {what} along as files in clear: {records}, run {short(str(facts['run']))}."


def _decided(facts: Facts) -> str:
    """ "2 groups that did not map, with 41 records or values in all"."""
    inside = counted(int(facts["count"]), "record or value", "records or values")
    return f"{counted(int(facts['groups']), 'group')} that did not map, with {inside} in all"


_BARRED = {False: "this role cannot do", True: "they are not in"}
"""Why somebody was refused: not with this role, or not in that project at all."""


def _chart_viewed(facts: Facts) -> str:
    """Which chart is told by its place among those to check, never by whose it is."""
    if "chart" not in facts:
        return "Looked at a patient's chart."
    return f"Looked at chart {facts['chart']} of those to check."


def _chart_judged(facts: Facts) -> str:
    said = f"Checked chart {facts['chart']}: {facts['found']}."
    return f"{said} {facts['was_by']} had said: {facts['was']}." if "was" in facts else said


KINDS: dict[str, tuple[str, Tell]] = {
    AuditEvent.PROJECT_CREATED: ("Project started", lambda f: f"Started the project {f['name']}."),
    AuditEvent.PROJECT_KEYS_RENEWED: (
        "Key renewed",
        keys.renewed,
    ),
    AuditEvent.PROJECT_KEYS_REWRAPPED: (
        "Key wrapped anew",
        lambda _: "Put the project's key under another master key; nothing sealed was changed.",
    ),
    AuditEvent.PROJECT_KEYS_DESTROYED: (
        "Keys destroyed",
        lambda _: "Destroyed the project's keys, so that nothing of it can be read again.",
    ),
    AuditEvent.UPLOAD_RECEIVED: (
        "File received",
        lambda f: f"Brought in {f['path']}, {size(int(f['size']))}.",
    ),
    AuditEvent.MAPPING_SAVED: ("Mapping saved", lambda f: f"Saved version {f['version']} of the mapping."),
    AuditEvent.MAPPING_TAKEN: (
        "Mapping taken along",
        lambda f: f"Took version {f['version']} of the mapping along as a file.",
    ),
    **READING_KINDS,
    AuditEvent.RUN_PUBLISHED: ("Run finished", _published),
    AuditEvent.RUN_CONFIRMED: (
        "Run made from the files",
        lambda f: f"Made run {short(str(f['run']))} from the files once more; it came out the same.",
    ),
    AuditEvent.LOG_SUMMED: (
        "Migration log summed up",
        lambda f: f"Worked out the root of the migration log of run {short(str(f.get('run', '')))}.",
    ),
    AuditEvent.JOB_QUEUED: ("Work asked for", lambda f: f"Asked for {_job(f)}."),
    AuditEvent.JOB_ATTEMPTED: ("Work begun", lambda f: f"Took up {_job(f)}, attempt {f['attempt']}."),
    AuditEvent.JOB_CANCELLED: ("Work stopped", lambda f: f"Stopped {_job(f)}."),
    AuditEvent.JOB_FINISHED: ("Work done", lambda f: f"Finished {_job(f)}."),
    AuditEvent.JOB_FAILED: ("Work failed", lambda f: f"Could not finish {_job(f)}."),
    **GO_LIVE_EVENTS,
    **SANDBOX_EVENTS,
    AuditEvent.DOCUMENT_ISSUED: ("Document written", lambda f: f"Wrote the document {f['document']}."),
    AuditEvent.DOCUMENT_SIGNED: (
        "Document signed",
        lambda f: f"Signed {f['document']} as {f['role']}, confirmed by {f['method']}.",
    ),
    AuditEvent.DOCUMENT_OPENED: ("Document taken", lambda f: f"Took the document {f['document']} along."),
    AuditEvent.SCOPE_DECLARED: ("Scope begun", lambda _: "Began the scope."),
    AuditEvent.SCOPE_CHANGED: ("Scope changed", lambda _: "Changed the scope before it was approved."),
    AuditEvent.SCOPE_APPROVED: (
        "Scope approved",
        lambda f: f"Approved the scope and its terms, confirmed by {f['method']}.",
    ),
    AuditEvent.SCOPE_AMENDED: ("Scope amended", lambda _: "Amended the approved scope."),
    AuditEvent.AMENDMENT_APPROVED: (
        "Amendment approved",
        lambda f: f"Approved what was amended in the scope, confirmed by {f['method']}.",
    ),
    AuditEvent.TERMS_WRITTEN: ("Terms written", lambda _: "Wrote a new version of the terms."),
    **SIGNING_EVENTS,
    AuditEvent.EXAMPLE_MADE: ("Example made", lambda _: "Filled this project with a made-up practice."),
    AuditEvent.ROLE_SWITCHED: (
        "Person of the example taken",
        lambda f: f"Acts as {f['to']}, {f['role']}, instead of {f['from']}.",
    ),
    **PEOPLE_KINDS,
    AuditEvent.UPLOAD_OPENED: ("Original looked at", _opened),
    AuditEvent.LOG_SEARCHED: ("Log searched", lambda _: "Searched the migration log."),
    AuditEvent.LOG_EXPORTED: (
        "Log taken along",
        lambda f: (
            f"Took {counted(int(f['entries']), 'entry', 'entries')} of the migration log along as a file."
        ),
    ),
    AuditEvent.RECORDS_EXPORTED: (
        "Records taken along",
        lambda f: f"Took the records of run {short(str(f.get('run', '')))} along as files in clear.",
    ),
    AuditEvent.HANDOVER_MADE: ("Handover made", _handed_over),
    AuditEvent.CHART_VIEWED: ("Chart looked at", _chart_viewed),
    AuditEvent.CHARTS_DRAWN: (
        "Charts drawn",
        lambda f: (
            f"Drew {counted(int(f['charts']), 'chart')} to check, from the starting number {f['seed']}."
        ),
    ),
    AuditEvent.GOLDEN_ADDED: (
        "Chart chosen by hand",
        lambda f: f"Chose one chart by hand to check: chart {f['chart']}.",
    ),
    AuditEvent.CHART_JUDGED: ("Chart checked", _chart_judged),
    AuditEvent.CONCERN_RAISED: (
        "Concern raised",
        lambda f: f"Raised concern {f['concern']} about chart {f['chart']}, for the {f['owner']}.",
    ),
    AuditEvent.CONCERN_SETTLED: ("Concern settled", lambda f: f"Settled concern {f['concern']}."),
    **FILE_EVENTS,
    **PAIR_EVENTS,
    AuditEvent.DECISION_MADE: ("Decision made", lambda f: f"Decided about {_decided(f)}."),
    AuditEvent.DECISION_PROPOSED: (
        "Decision proposed",
        lambda f: f"Proposed a decision about {_decided(f)}.",
    ),
    AuditEvent.DECISION_WITHDRAWN: (
        "Decision taken back",
        lambda f: f"Took back what was said about {counted(int(f['groups']), 'group')} that did not map.",
    ),
    **TRAINING_EVENTS,
    AuditEvent.AUDIT_VIEWED: ("Trail looked at", lambda _: "Looked at this trail."),
    AuditEvent.AUDIT_VERIFIED: ("Chain checked", _verified),
    AuditEvent.AUDIT_EXPORTED: (
        "Trail taken along",
        lambda f: f"Took {counted(int(f['events']), 'event')} of this trail along as a file.",
    ),
    AuditEvent.ACCESS_REFUSED: (
        "Access refused",
        lambda f: f"Asked to {f['action']}, which {_BARRED[bool(f.get('elsewhere'))]}.",
    ),
}
"""Event -> its short name in the filter, and the sentence that its facts make."""


def kind(event: str) -> str:
    return KINDS[event][0] if event in KINDS else event


def sentence(event: str, facts: Facts) -> str:
    """What was done. An event without words is still told, never left out."""
    try:
        return KINDS[event][1](facts)
    except (KeyError, TypeError, ValueError):
        return NO_WORDS.format(kind(event))
