"""Steps towards going live: the date, waivers, and taking the figures anew. Each is one act of one person.

The engine says what may be done (core.readiness); the journal keeps it; this says who (contracts, 5).
"""

from __future__ import annotations

from datetime import date

from core.readiness import GATES, Evidence
from portal.permissions import Action, Actor, authorise, authorise_any
from portal.services.evidence import taken
from portal.services.go_live import WAIVING
from portal.services.patient_identifiers import refuse_patients_in
from portal.wording import go_live_day as words
from storage import Asked, Readiness, StepKind, Storage, Work
from storage import readiness_steps as steps
from storage.errors import StepRefused


def move_date(store: Storage, actor: Actor, project: str, new: date | None, *, reason: str, seen: int) -> int:
    """Schedule, move or unset the day. Voids documents of the old day, forces nothing (law 5).

    Gives the version after it, as all of these. Raises Forbidden, StaleVersion, StepRefused, NamesAPatient.
    """
    authorise(actor, Action.SCHEDULE, project)
    return _take(store, project, _asked(StepKind.DATE, actor, steps.dated(new, reason)), seen, reason)


def propose_date(
    store: Storage, actor: Actor, project: str, new: date | None, *, reason: str, seen: int
) -> int:
    """Put another day before whoever moves it; until they do, nothing changes."""
    authorise_any(actor, (Action.SCHEDULE,), project)
    return _take(store, project, _asked(StepKind.PROPOSE, actor, steps.dated(new, reason)), seen, reason)


def decline_date(store: Storage, actor: Actor, project: str, *, seen: int) -> int:
    """Leave the day as it is, against what was proposed. Raises StepRefused where nothing is."""
    authorise(actor, Action.SCHEDULE, project)
    with store.begin() as work:
        if work.readiness.of(project).proposal is None:
            raise StepRefused(place="going live", found=words.NO_PROPOSAL, do=words.NOTHING_CHANGED)
        return work.readiness.take(project, _asked(StepKind.DECLINE, actor, {}), saw=seen)


def waive(store: Storage, actor: Actor, project: str, gate: str, *, reason: str, seen: int) -> int:
    """Answer for a gate that is not ready, by name and reason; the gate goes on saying what it says."""
    authorise(actor, _waiving(gate), project)
    return _take(store, project, _asked(StepKind.WAIVE, actor, steps.waived(gate, reason)), seen, reason)


def take_back(store: Storage, actor: Actor, project: str, gate: str, *, seen: int) -> int:
    """Take a waiver back; whoever may give it may do so."""
    authorise(actor, _waiving(gate), project)
    return _take(store, project, _asked(StepKind.UNWAIVE, actor, {"gate": gate}), seen)


def take_figures(store: Storage, actor: Actor, project: str, *, seen: int) -> int:
    """Take the figures of the gates anew. Where any differs, documents written before are void."""
    authorise(actor, Action.SIGN_DOCUMENT, project)
    with store.begin() as work:
        return figures_taken(work, work.readiness.of(project), actor, seen=seen)


def figures_taken(work: Work, state: Readiness, actor: Actor, *, seen: int) -> int:
    """The figures as they are now, with what was stated until now, as one step."""
    found = taken(work, state.project, state.statements)
    facts = steps.measured(found.evidence, found.ours)
    return work.readiness.take(state.project, _asked(StepKind.EVIDENCE, actor, facts), saw=seen)


def figures_with(work: Work, state: Readiness, actor: Actor, newer: Evidence) -> None:
    """The figures as they were taken, with those that a page has counted since in their place."""
    facts = steps.measured(newer, state.ours)
    work.readiness.take(state.project, _asked(StepKind.EVIDENCE, actor, facts))


def _asked(kind: StepKind, actor: Actor, facts: dict[str, object]) -> Asked:
    return Asked(kind, actor.name, actor.role.value, facts)


def _take(store: Storage, project: str, asked: Asked, seen: int, words: str = "") -> int:
    """words: what somebody typed, which must name no patient."""
    with store.begin() as work:
        refuse_patients_in(work, project, words)
        return work.readiness.take(project, asked, saw=seen)


def _waiving(gate: str) -> Action:
    """A gate that there is not is nobody's but the owner's to be told so."""
    return next((WAIVING[each.area] for each in GATES if each.name == gate), Action.WAIVE)
