"""Steps of a scope: prepared by owner, champion or vendor team; approved by the owner alone (law 9).

The engine says what may be done (core.scope); the journal keeps it; this says who (contracts, 5, ADR 24).
Once something was approved, the same edit is an amendment.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.scope import Declaration, blank
from portal.permissions import Action, Actor, authorise
from portal.services.confirming import Unconfirmed, opened_key
from portal.services.go_live_steps import figures_taken
from portal.services.patient_identifiers import refuse_patients_in
from portal.services.scope_signing import signed_approval
from portal.services.turns import waits
from portal.wording import scope as words
from storage import AuditEvent, ScopeAsked, ScopeNow, ScopeStepKind, Storage, Work
from storage import scope_steps as steps


def begin(store: Storage, actor: Actor, project: str, *, country: str, seen: int) -> int:
    """Begin a scope with every part named and none decided; gives the version after it, as all of these.

    Raises Forbidden, StaleVersion, StepRefused, as all of these.
    """
    authorise(actor, Action.PREPARE_SCOPE, project)
    asked = _asked(ScopeStepKind.DECLARED, actor, steps.declared(blank(country)))
    with store.begin() as work:
        return work.scope.take(project, asked, saw=seen)


def save(
    store: Storage, actor: Actor, project: str, declaration: Declaration, *, reason: str, seen: int
) -> int:
    """The declaration as it is to stand; an amendment with a reason where one was approved before.

    Raises NamesAPatient too.
    """
    authorise(actor, Action.PREPARE_SCOPE, project)
    with store.begin() as work:
        now = work.scope.of(project)
        agreed = now.scope.agreed is not None
        kind = ScopeStepKind.AMENDED if agreed else ScopeStepKind.CHANGED
        told = {reason} if agreed else set()
        refuse_patients_in(work, project, *sorted(told | _new_words(now, declaration)))
        facts = steps.declared(declaration, reason if agreed else "")
        return _taken(work, actor, now, _asked(kind, actor, facts), seen=seen)


def write_terms(store: Storage, actor: Actor, project: str, text: str, *, reason: str, seen: int) -> int:
    """A new version of the terms; none is ever rewritten. Raises NamesAPatient too."""
    authorise(actor, Action.PREPARE_SCOPE, project)
    with store.begin() as work:
        refuse_patients_in(work, project, text, reason)
        now = work.scope.of(project)
        asked = _asked(ScopeStepKind.TERMS, actor, steps.terms(text.strip(), reason))
        return _taken(work, actor, now, asked, seen=seen)


def approve(store: Storage, actor: Actor, project: str, *, passphrase: str, seen: int) -> int:
    """The owner agrees to what stands and signs it with their passphrase. Approved already, it is done.

    Raises SigningRefused too, which is an event of its own.
    """
    authorise(actor, Action.APPROVE, project)
    with store.begin() as work:
        now = work.scope.of(project)
        if now.scope.approved and now.scope.agreed is not None and now.scope.agreed.by == actor.name:
            return now.version
        opened = opened_key(work, project, actor, passphrase, store.clock())
        if isinstance(opened, Unconfirmed):
            told = {"document": words.THE_SCOPE, "why": opened.why}
            work.audit.append(project, AuditEvent.SIGNING_REFUSED, actor.name, told)
        else:
            kind = ScopeStepKind.AMENDMENT_APPROVED if now.scope.agreed else ScopeStepKind.APPROVED
            anchor = work.audit.anchor(project)
            head = anchor.hash.hex() if anchor else ""
            facts = signed_approval(
                now.scope, opened, passphrase, project=project, by=actor.name, audit_head=head
            )
            done = _taken(work, actor, now, _asked(kind, actor, facts), seen=seen)
    if isinstance(opened, Unconfirmed):
        raise opened.error()
    return done


def _asked(kind: ScopeStepKind, actor: Actor, facts: dict[str, object]) -> ScopeAsked:
    return ScopeAsked(kind, actor.name, actor.role.value, facts)


def _taken(work: Work, actor: Actor, now: ScopeNow, asked: ScopeAsked, *, seen: int) -> int:
    """The step, and the figures of readiness with it where they were taken before and no document counts."""
    version = work.scope.take(now.project, asked, saw=seen)
    after = work.scope.of(now.project)
    if after.scope.unapproved != now.scope.unapproved:
        _counted(work, now.project, actor)
    return version


def _counted(work: Work, project: str, actor: Actor) -> None:
    """As with statements: nobody voids a document that waits for signatures by this (ADR 17)."""
    state = work.readiness.of(project)
    if state.measured is not None and not waits(state):
        figures_taken(work, state, actor, seen=state.version)


def _new_words(now: ScopeNow, declaration: Declaration) -> set[str]:
    """What was typed and is not there yet. Names of the team are those of people at work."""
    there = now.scope.declaration
    return set(_typed(declaration)) - (set(_typed(there)) if there else set())


def _typed(declaration: Declaration) -> Iterator[str]:
    for source in declaration.sources:
        yield from (source.name, source.holds)
    for integration in declaration.integrations:
        yield from (integration.name, integration.note)
    for domain in declaration.domains:
        yield from (domain.tolerance, domain.accepts)
