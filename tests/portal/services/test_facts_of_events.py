"""What the facts of events hold: names of people at work, of files and of columns, numbers and digests.

Never a value of a record. A file's path may still tell whose picture it is, since a clinic names its files as
it likes; that is why the trail leaves by a grant and never through the framework's own links.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.accept import Settings as Clinic
from core.decisions import Choice, GroupKind
from portal.permissions import Actor, Forbidden, Role
from portal.services import (
    audit_trail,
    decision_page,
    decisions,
    handover,
    log,
    log_file,
    mapping,
    mapping_files,
    reading_changes,
    reading_page,
    refusals,
    rejects_file,
    sandbox,
    trail_file,
)
from portal.services.mapping_files import VersionOf
from portal.services.rejects_file import RejectsOf
from portal.viewmodels.audit_trail import TrailQuery
from portal.viewmodels.decisions import DecisionsQuery, Verdict
from portal.viewmodels.log import LogQuery
from portal.viewmodels.mapping import Place as Destination
from portal.viewmodels.mapping_asked import MoveColumn
from portal.viewmodels.reading import Override, ReadingQuery, Topic
from portal.viewmodels.taking import Form
from portal.viewmodels.uploads import Accept
from portal.visit import ProjectChoice
from storage import AuditEvent, Storage
from tests.portal.services.test_trail_file import UTC
from tests.portal.stores import OWNER, project_in, run_again, store_in

MARK = "Qxvzjwkqyzpf"
NAMED = f"{MARK} smile.jpg"
ROWS = "".join(f"{MARK}{n},{MARK}{n},{MARK},1961-03-1{n}\n" for n in range(9))
FILES = {
    "patients.csv": f"PatNum,LastName,FirstName,Birthdate\n{ROWS}".encode(),
    "odd.csv": f"ZZZ,QQQ\n{MARK}a,{MARK}b\n".encode(),
    NAMED: b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + MARK.encode(),
}


def test_no_event_of_a_whole_project_holds_a_value_and_only_a_path_may_name_anybody(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store, FILES)
    run_again(store, project, Accept.SURE)
    with store.begin() as work:
        work.runs.confirm(project.id, work.runs.of(project.id)[0].run, {}, by=OWNER.name)
    entry = log.view(store, OWNER, project, LogQuery(search="patients.csv")).entries[0]
    log.entry(store, OWNER, project, entry.ref)
    list(log_file.write(store, OWNER, project.id, LogQuery(search=MARK), Form.CSV))
    seen = mapping.view(store, OWNER, project, clinic=Clinic()).version
    asked = MoveColumn(("odd.csv", "odd"), "ZZZ", Destination.ARCHIVED, reason=f"{MARK} said so.")
    mapping.change(store, OWNER, project.id, asked, seen=seen, clinic=Clinic())
    mapping.column(
        store, OWNER, project, clinic=Clinic(), source=("patients.csv", "patients"), name="LastName"
    )
    list(mapping_files.write(store, OWNER, project.id, VersionOf()))
    reading_page.view(store, OWNER, project, ReadingQuery("patients.csv"))
    said = Override("odd.csv", Topic.HEADER, "none")
    version = reading_changes.change(store, OWNER, project.id, said, seen=0)
    reading_changes.undo(store, OWNER, project.id, seen=version)
    list(rejects_file.write(store, OWNER, project.id, RejectsOf("odd.csv")))
    _decide(store, project)
    audit_trail.view(store, OWNER, project, TrailQuery(), zone=UTC)
    audit_trail.check_chain(store, OWNER, project.id)
    list(trail_file.write(store, OWNER, project.id, TrailQuery(), Form.CSV, zone=UTC))
    handover.make(store, OWNER, project.id, tmp_path / "out")
    sandbox.fill_now(store, OWNER, project.id, lambda _going: None)
    sandbox.drop(store, OWNER, project.id)
    stranger = Actor("Sam", Role.RECEPTIONIST)
    with pytest.raises(Forbidden), refusals.noted(store, stranger.name, project.id):
        audit_trail.check_chain(store, stranger, project.id)
    with store.read() as work:
        events = work.audit.events(project.id)
    telling = {(e.event, name) for e in events for name, fact in e.facts.items() if MARK in json.dumps(fact)}
    assert telling == {(AuditEvent.UPLOAD_RECEIVED.value, "path")}
    assert {e.event for e in events} >= {event.value for event in LOOKED_AT}


def _decide(store: Storage, project: ProjectChoice) -> None:
    """A decision about a whole table, one proposed and one taken back, with telling reasons."""
    page = decision_page.view(store, OWNER, project, DecisionsQuery())
    (group, *_) = [line.id for line in page.groups if line.kind is GroupKind.TABLE]
    told = Verdict((group,), Choice.ARCHIVE, f"{MARK} said so.")
    decisions.decide(store, Actor("Val", Role.VENDOR), project.id, told, seen=page.seen)
    decisions.decide(store, OWNER, project.id, told, seen=page.seen)
    after = decision_page.view(store, OWNER, project, DecisionsQuery()).seen
    decisions.withdraw(store, OWNER, project.id, [group], reason=f"{MARK} was wrong.", seen=after)


GOING_LIVE = {
    AuditEvent.READINESS_DATE_MOVED,
    AuditEvent.READINESS_DATE_PROPOSED,
    AuditEvent.READINESS_DATE_DECLINED,
    AuditEvent.GATE_WAIVED,
    AuditEvent.GATE_UNWAIVED,
    AuditEvent.EVIDENCE_STATED,
    AuditEvent.DOCUMENT_ISSUED,
    AuditEvent.DOCUMENT_SIGNED,
    AuditEvent.DOCUMENT_OPENED,
    AuditEvent.KEY_MADE,
    AuditEvent.KEY_REPLACED,
    AuditEvent.KEY_REFUSED,
    AuditEvent.SIGNING_REFUSED,
    AuditEvent.SCOPE_DECLARED,
    AuditEvent.SCOPE_CHANGED,
    AuditEvent.SCOPE_APPROVED,
    AuditEvent.SCOPE_AMENDED,
    AuditEvent.AMENDMENT_APPROVED,
    AuditEvent.TERMS_WRITTEN,
}
"""Looked at in test_go_live.py and in storage/test_scope.py, with reasons that must not be told."""
CHARTS = {
    AuditEvent.CHART_VIEWED,
    AuditEvent.CHARTS_DRAWN,
    AuditEvent.GOLDEN_ADDED,
    AuditEvent.CHART_JUDGED,
    AuditEvent.CONCERN_RAISED,
    AuditEvent.CONCERN_SETTLED,
    AuditEvent.FILE_OPENED,
    AuditEvent.FILE_JUDGED,
}
"""Looked at in test_charts.py and test_files.py, with words and patients that must not be told."""
LEARNING = {
    AuditEvent.LESSON_READ,
    AuditEvent.TASK_DONE,
    AuditEvent.TASK_ASKED,
    AuditEvent.TASK_PRACTISED,
    AuditEvent.TASK_REOPENED,
    AuditEvent.TRAINING_SAID,
    AuditEvent.PRACTICE_OPENED,
}
"""Looked at in test_training.py and test_practice.py."""
PEOPLE = {
    AuditEvent.PEOPLE_BEGUN,
    AuditEvent.PEOPLE_CLEARED,
    AuditEvent.PERSON_INVITED,
    AuditEvent.INVITATION_WITHDRAWN,
    AuditEvent.PERSON_JOINED,
    AuditEvent.ROLE_CHANGED,
    AuditEvent.RIGHT_GRANTED,
    AuditEvent.RIGHT_TAKEN_BACK,
    AuditEvent.PERSON_REMOVED,
    AuditEvent.ACCOUNT_REOPENED,
    AuditEvent.GLASS_BROKEN,
    AuditEvent.GLASS_SEEN,
    *(event for event in AuditEvent if event.value.split(":")[1] in ("account", "identity", "session")),
}
"""About people at work and no patient; looked at in test_people.py and tests/portal/sign_in."""
PAIRS = {AuditEvent.UPLOAD_REPLACED, AuditEvent.UPLOAD_LEFT_OUT, AuditEvent.UPLOADS_TOLD_APART}
"""Looked at in test_upload_pairs.py."""
LOOKED_AT = set(AuditEvent) - {
    *PAIRS,
    *PEOPLE,
    *GOING_LIVE,
    *CHARTS,
    *LEARNING,
    AuditEvent.PROJECT_KEYS_RENEWED,
    AuditEvent.PROJECT_KEYS_REWRAPPED,
    AuditEvent.PROJECT_KEYS_DESTROYED,
    AuditEvent.JOB_CANCELLED,
    AuditEvent.JOB_FAILED,
    AuditEvent.EXAMPLE_MADE,
    AuditEvent.ROLE_SWITCHED,
    AuditEvent.PERSON_SIGNED_IN,
    AuditEvent.PERSON_SIGNED_OUT,
    AuditEvent.LOG_SEARCHED,
    AuditEvent.RECORDS_EXPORTED,
}
"""All but those that no service writes yet, or whose facts hold a job, a class or a role only."""
