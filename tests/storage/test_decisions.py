"""Decisions are a journal that is only added to: nobody overwrites what they did not see, twice is once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.decisions import Choice, Decision, Decisions, Group, GroupKind
from storage import AuditEvent, Storage
from storage.errors import StaleVersion

WORD = Group(GroupKind.VALUE, "p.csv", "p", "Status", "patient", "status", "value_without_a_code", "zz")
COLUMN = Group(GroupKind.COLUMN, "p.csv", "p", "Batch")
REPLACED = Decision(WORD, Choice.REPLACE, "Ann", "owner", "Means active.", to="active", count=3)
ARCHIVED = Decision(COLUMN, Choice.ARCHIVE, "Ann", "owner", "Not needed.", count=40)


def made(storage: Storage, project: str, *decisions: Decision, saw: int = 0) -> int:
    with storage.begin() as work:
        return work.decisions.made(project, decisions, by="Ann", saw=saw)


def test_what_was_decided_comes_back_as_it_was(storage: Storage, project: str, clock):
    assert made(storage, project, REPLACED, ARCHIVED) == 2
    with storage.read() as work:
        assert work.decisions.standing(project) == Decisions.of([REPLACED, ARCHIVED])
        rows = work.decisions.history(project)
    assert [(row.number, row.at, row.by, row.decision) for row in rows] == [
        (1, clock(), "Ann", REPLACED),
        (2, clock(), "Ann", ARCHIVED),
    ]


def test_a_version_keeps_what_stood_then(storage: Storage, project: str):
    made(storage, project, REPLACED)
    made(storage, project, replace(REPLACED, choice=Choice.ARCHIVE, to=""), saw=1)
    with storage.read() as work:
        assert work.decisions.version(project) == 2
        assert work.decisions.at_version(project, 0) == Decisions()
        assert work.decisions.at_version(project, 1) == Decisions.of([REPLACED])
        assert work.decisions.standing(project).standing[0].choice is Choice.ARCHIVE


def test_deciding_on_top_of_what_was_not_seen_is_refused_whole(storage: Storage, project: str):
    made(storage, project, REPLACED)
    with pytest.raises(StaleVersion):
        made(storage, project, replace(REPLACED, to="inactive"), ARCHIVED)
    with storage.read() as work:
        assert work.decisions.standing(project) == Decisions.of([REPLACED])


def test_the_same_twice_is_once_whatever_was_seen(storage: Storage, project: str):
    assert [made(storage, project, REPLACED, ARCHIVED) for _ in range(2)] == [2, 2]
    with storage.read() as work:
        events = [e.event for e in work.audit.events(project)]
    assert events.count(AuditEvent.DECISION_MADE) == 1


def test_what_was_taken_back_stands_no_more_and_its_line_stays(storage: Storage, project: str):
    made(storage, project, REPLACED, ARCHIVED)
    with storage.begin() as work:
        asked = {"by": "Ben", "reason": "Too early."}
        assert work.decisions.withdraw(project, [WORD], **asked, saw=2) == 3
        assert work.decisions.withdraw(project, [WORD], **asked, saw=2) == 3
        with pytest.raises(StaleVersion):
            work.decisions.withdraw(project, [COLUMN], **asked, saw=2)
        assert work.decisions.standing(project) == Decisions.of([ARCHIVED])
        last = work.decisions.history(project)[-1]
    assert (last.state, last.group, last.by, last.reason) == ("withdrawn", WORD.id, "Ben", "Too early.")


def test_a_proposal_binds_nobody_and_waits_until_somebody_decides(storage: Storage, project: str):
    proposed = replace(REPLACED, by="Val", role="vendor team")
    with storage.begin() as work:
        for _ in range(2):
            assert work.decisions.propose(project, [proposed], by="Val", saw=0) == 0
        assert [row.decision for row in work.decisions.proposals(project)] == [proposed]
        assert work.decisions.standing(project) == Decisions()
        assert len(work.decisions.history(project)) == 1
    assert made(storage, project, replace(REPLACED, to="inactive")) == 2
    with storage.begin() as work:
        assert work.decisions.proposals(project) == ()
        with pytest.raises(StaleVersion):
            work.decisions.propose(project, [proposed], by="Val", saw=0)


def test_a_proposal_that_is_set_aside_waits_no_more(storage: Storage, project: str):
    with storage.begin() as work:
        work.decisions.propose(project, [ARCHIVED], by="Val", saw=0)
        work.decisions.withdraw(project, [COLUMN], by="Ann", reason="No.", saw=0)
        assert work.decisions.proposals(project) == ()


def test_the_audit_trail_says_what_kind_was_decided_and_never_a_value(storage: Storage, project: str):
    made(storage, project, REPLACED)
    with storage.begin() as work:
        work.decisions.propose(project, [ARCHIVED], by="Val", saw=1)
        work.decisions.withdraw(project, [WORD], by="Ann", reason="zz is a secret", saw=1)
    with storage.read() as work:
        events = work.audit.events(project)[1:]
    assert [event.event for event in events] == [
        AuditEvent.DECISION_MADE,
        AuditEvent.DECISION_PROPOSED,
        AuditEvent.DECISION_WITHDRAWN,
    ]
    assert events[0].facts == {
        "kind": "value", "choice": "replace", "count": 3, "groups": 1, "group": [WORD.id],
    }  # fmt: skip
    assert not any("zz" in str(event.facts) or "active" in str(event.facts) for event in events)


def test_projects_count_their_own(storage: Storage, project: str):
    with storage.begin() as work:
        other = work.projects.create("Second").id
    assert (made(storage, project, REPLACED), made(storage, other, REPLACED)) == (1, 1)
    with storage.read() as work:
        assert work.decisions.at_version(other, 1) == work.decisions.standing(project)
