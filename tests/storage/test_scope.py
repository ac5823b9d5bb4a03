"""The journal of a scope: added to, replayed, sealed; nothing kept that the pure steps would refuse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from core.scope import Declaration, blank
from core.scope.terms import STANDARD
from storage import AuditEvent, ScopeAsked, ScopeStepKind, Storage
from storage import scope_steps as steps
from storage.errors import JournalBroken, SealBroken, StaleVersion, StepRefused
from tests.core.scope.samples import WHOLE
from tests.storage.canaries import scan
from tests.storage.stored import everything_of, unguard

KIND = ScopeStepKind


def said(kind: ScopeStepKind, declaration: Declaration = WHOLE, reason: str = "") -> ScopeAsked:
    return ScopeAsked(kind, "Robin", "owner", steps.declared(declaration, reason))


def termed(words: str = "Pay later", reason: str = "") -> ScopeAsked:
    return ScopeAsked(KIND.TERMS, "Val", "vendor team", steps.terms(words, reason))


def approved(kind: ScopeStepKind = KIND.APPROVED, role: str = "owner") -> ScopeAsked:
    return ScopeAsked(kind, "Robin", role, steps.approval("passphrase"))


def take(storage: Storage, project: str, *asked: ScopeAsked, saw: int | None = None) -> int:
    for each in asked:
        with storage.begin() as work:
            seen = work.scope.of(project).version if saw is None else saw
            version = work.scope.take(project, each, saw=seen)
    return version


def now(storage: Storage, project: str):
    with storage.read() as work:
        return work.scope.of(project)


def whole(storage: Storage, project: str, reason: str = "One more office") -> None:
    other = replace(WHOLE, country="CA", closed=(date(2026, 4, 3),), noted=("US: fee schedules",))
    take(storage, project, said(KIND.DECLARED, blank("US")), said(KIND.CHANGED), termed(), approved())
    take(storage, project, said(KIND.AMENDED, other, reason), approved(KIND.AMENDMENT_APPROVED))


def test_a_project_begins_without_a_scope(storage: Storage, project: str):
    assert (now(storage, project).version, now(storage, project).scope.declaration) == (0, None)
    with storage.read() as work:
        assert not work.scope.is_declared(project)


def test_what_stands_is_what_all_steps_make(storage: Storage, project: str, reopen: Callable[[], Storage]):
    whole(storage, project)
    found = now(reopen(), project)
    assert found.version == 6 and found.scope.approved
    first, last = found.scope.approvals
    assert first.declaration == WHOLE and last.declaration == found.scope.declaration
    assert (last.declaration.closed, last.declaration.noted) == ((date(2026, 4, 3),), ("US: fee schedules",))
    (amendment,) = found.scope.amendments
    assert (amendment.reason, amendment.by, amendment.approved) == ("One more office", "Robin", last)
    with storage.read() as work:
        assert work.scope.is_declared(project)


def test_a_step_that_the_engine_refuses_is_not_kept(storage: Storage, project: str):
    with pytest.raises(StepRefused, match="Nobody has begun"):
        take(storage, project, approved())
    take(storage, project, said(KIND.DECLARED))
    for asked in (said(KIND.DECLARED, blank()), said(KIND.AMENDED, blank(), "So"), approved(), termed(" ")):
        with pytest.raises(StepRefused):
            take(storage, project, asked)
    take(storage, project, termed())
    with pytest.raises(StepRefused, match="approved by the owner"):
        take(storage, project, approved(role="champion"))
    assert now(storage, project).version == 2


def test_whoever_saw_an_older_state_changes_nothing(storage: Storage, project: str):
    take(storage, project, said(KIND.DECLARED, blank()), saw=0)
    take(storage, project, said(KIND.CHANGED), saw=1)
    with pytest.raises(StaleVersion):
        take(storage, project, said(KIND.CHANGED, blank("CA")), saw=1)
    assert now(storage, project).scope.declaration == WHOLE


def test_a_double_click_does_nothing_twice(storage: Storage, project: str):
    assert [take(storage, project, said(KIND.DECLARED), saw=0) for _ in range(2)] == [1, 1]
    take(storage, project, termed())
    assert [take(storage, project, approved(), saw=2) for _ in range(2)] == [3, 3]
    assert len(now(storage, project).scope.approvals) == 1


def test_the_same_again_is_no_step(storage: Storage, project: str):
    take(storage, project, said(KIND.DECLARED), termed())
    assert take(storage, project, said(KIND.CHANGED)) == 2
    assert take(storage, project, termed()) == 2


def test_every_step_leaves_one_event_and_tells_nothing_that_was_typed(storage: Storage, project: str):
    whole(storage, project, reason="Secretly")
    with storage.read() as work:
        events = work.audit.events(project)[1:]
    assert [event.event for event in events] == [
        AuditEvent.SCOPE_DECLARED, AuditEvent.SCOPE_CHANGED, AuditEvent.TERMS_WRITTEN,
        AuditEvent.SCOPE_APPROVED, AuditEvent.SCOPE_AMENDED, AuditEvent.AMENDMENT_APPROVED,
    ]  # fmt: skip
    assert [event.facts["step"] for event in events] == list(range(1, 7))
    assert {event.facts.get("method") for event in events} == {None, "passphrase"}
    told = repr([event.facts for event in events])
    assert not any(word in told for word in ("Secretly", "Old desk", "Pay later", "Casey"))


def test_nothing_of_a_scope_lies_in_clear(storage: Storage, project: str):
    whole(storage, project, reason="Quastenberg the reason")
    take(storage, project, termed(STANDARD, "Filled in"))
    canaries = ["Quastenberg the reason", STANDARD[18:60], 'solutions engineer":"Sol']
    storage.close()
    assert scan(everything_of(storage), canaries) == ()


def test_steps_are_only_ever_added(storage: Storage, project: str):
    whole(storage, project)
    for statement in ("UPDATE scope_step SET kind = 'terms'", "DELETE FROM scope_step"):
        with pytest.raises(Exception, match="only ever added"), storage.engine.begin() as connection:
            connection.execute(text(statement))


def test_a_step_that_was_taken_out_or_exchanged_is_noticed(storage: Storage, project: str):
    whole(storage, project)
    with storage.engine.begin() as connection:
        unguard(connection, "scope_step")
        connection.execute(text("UPDATE scope_step SET number = 9 WHERE number = 2"))
    with pytest.raises(JournalBroken, match="missing"):
        now(storage, project)
    with storage.engine.begin() as connection:
        connection.execute(text("UPDATE scope_step SET number = 2 WHERE number = 5"))
        connection.execute(text("UPDATE scope_step SET number = 5 WHERE number = 9"))
    with pytest.raises(SealBroken):
        now(storage, project)
