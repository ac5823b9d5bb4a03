"""The Go-live page's facts: the date, what stands in the way, what was stated, and the documents.

Nothing here measures anything: it tells what the journal says, so that looking voids no document.
"""

from __future__ import annotations

from datetime import date

from core.money import Money
from core.readiness import (
    Area,
    GateResult,
    Journey,
    Part,
    Signer,
    Statement,
    Verdict,
    may_be_issued,
    who_may_waive,
)
from core.readiness import Document as Written
from core.readiness.statements import PART_OF, standing
from portal.permissions import Action, Actor, allowed, authorise, proposes, whom_to_ask
from portal.services import acting, example
from portal.services.control_totals import offered
from portal.services.measured_parts import measured_parts, still_stated
from portal.services.overview import newest_run
from portal.services.people import names
from portal.services.readiness_document import stated_by
from portal.services.signing_key_lines import key_of, replaced_lines
from portal.services.turns import newer_than_figures, refused_to_sign, signer_of
from portal.viewmodels.go_live import (
    DocumentLine,
    Figures,
    GateLine,
    GoLive,
    Proposed,
    SignatureLine,
    Stating,
    TotalLine,
)
from portal.visit import ProjectChoice
from storage import IssuedRow, Readiness, RunRow, StepKind, Storage, Work
from storage.readiness_steps import stated_since

WAIVING = {
    Area.GENERAL: Action.WAIVE,
    Area.CLINICAL: Action.WAIVE_CLINICAL,
    Area.FINANCIAL: Action.WAIVE_FINANCIAL,
}
STATING = {
    Part.TOTALS: Action.STATE_TOTALS,
    Part.CHARTS: Action.SPOT_CHECK,
    Part.TRAINING: Action.STATE_TRAINING,
    Part.PARALLEL: Action.STATE_PRACTICE,
    Part.SCOPE: Action.APPROVE,
}


def view(store: Storage, actor: Actor, project: ProjectChoice, *, currency: str) -> GoLive:
    """currency: of amounts that name none."""
    authorise(actor, Action.SEE_LOG, project.id)
    with store.read() as work:
        state = work.readiness.of(project.id)
        run = newest_run(work, project.id)
        people = people_of(work, state, actor)
        stating = _stating(work, state, run, actor, currency=currency)
        key = key_of(store, work, project.id, actor)
        replaced = replaced_lines(work, project.id)
    refusal = may_be_issued(state.journey.snapshot)
    return GoLive(
        project=project.name,
        version=state.version,
        ran=run is not None,
        date=state.journey.evidence.go_live,
        moves=state.journey.moves,
        may_move=allowed(actor, Action.SCHEDULE),
        ask_move=whom_to_ask(Action.SCHEDULE),
        proposal=_proposal(state),
        may_propose=proposes(actor, Action.SCHEDULE),
        gates=_gates(state, stating, actor),
        figures=_figures(state, run),
        may_take=allowed(actor, Action.SIGN_DOCUMENT),
        stating=stating,
        documents=tuple(_document(state, row, actor, run) for row in state.documents),
        may_issue=allowed(actor, Action.SIGN_READINESS),
        refusal=refusal.reason if refusal else "",
        people=people,
        key=key,
        replaced=replaced,
    )


def _proposal(state: Readiness) -> Proposed | None:
    step = state.proposal
    if step is None:
        return None
    new = step.facts["new"]
    return Proposed(date.fromisoformat(new) if new else None, step.facts["reason"], step.by, step.at)


def people_of(work: Work, state: Readiness, actor: Actor) -> dict[Signer, str]:
    """Who is known for each role that signs: who signs in here, else the example's people, else whoever took
    part, the last of each role, and the person who asks.
    """
    if invited := names(work, state.project):
        known = [(each.role, each.name) for each in invited]
    elif example.is_example(work, state.project):
        known = [(each.role.value, each.name) for each in acting.PEOPLE]
    else:
        took_part = (s for s in state.steps if s.kind is not StepKind.TRAINING_CERTIFY)
        known = [*((step.role, step.by) for step in took_part), (actor.role.value, actor.name)]
    return {Signer(role): name for role, name in known if role in set(Signer)}


def _gates(state: Readiness, stating: Stating, actor: Actor) -> tuple[GateLine, ...]:
    """What stands in the way first, then what is not ready but waived, what to look at, what is ready."""
    stated = dict(stated_by(stating.standing))
    lines = [_gate(state.journey, each, actor, stated, stating.measured) for each in state.journey.results]
    return tuple(sorted(lines, key=lambda line: (not line.blocks, -line.result.verdict)))


def _gate(
    journey: Journey,
    result: GateResult,
    actor: Actor,
    stated: dict[str, str],
    measured: frozenset[Part],
) -> GateLine:
    given = next((each for each in journey.waivers if each.gate == result.gate.name), None)
    may = allowed(actor, WAIVING[result.gate.area])
    covered = given is not None and given.covers(result)
    ask = " or the ".join(who_may_waive(result.gate.area))
    by = stated.get(result.gate.name, "") if result.value is not None else ""
    not_ready = result.verdict is not Verdict.PASS and not covered
    part = PART_OF.get(result.gate.name)
    below = part not in (None, Part.TOTALS, *measured)
    return GateLine(
        result, given, covered, may and not_ready, may and given is not None, f"the {ask}", by, below
    )


def _figures(state: Readiness, run: RunRow | None) -> Figures:
    step = state.measured
    known = state.journey.evidence
    newer = run is not None and newer_than_figures(state, run)
    return Figures(
        at=step.at if step else None,
        by=step.by if step else "",
        run=known.run,
        newer_run=newer and step is not None,
        waiting=stated_since(state.steps),
    )


def _stating(work: Work, state: Readiness, run: RunRow | None, actor: Actor, *, currency: str) -> Stating:
    said = standing(still_stated(work, state.project, state.statements))
    measured = measured_parts(work, state.project)
    may = tuple(part for part, action in STATING.items() if allowed(actor, action) and part not in measured)
    there = offered(work, state.project, run.run) if run and Part.TOTALS in may else ()
    totals = tuple(_total(each, state.ours.get(each.subject)) for each in said if each.part is Part.TOTALS)
    return Stating(said, totals, may, there, currency, measured)


def _total(said: Statement, ours: int | None) -> TotalLine:
    found = None if ours is None else Money(ours, said.currency)
    return TotalLine(said, Money(said.figure("theirs"), said.currency), found, said.explains(ours))


def _document(state: Readiness, row: IssuedRow, actor: Actor, run: RunRow | None) -> DocumentLine:
    written = next(each for each in state.journey.documents if each.id == row.id)
    refusal = refused_to_sign(state, row, actor, newest=run) if signer_of(actor) else None
    return DocumentLine(
        id=row.id,
        at=row.step.at,
        by=row.step.by,
        void=written.void,
        signatures=tuple(_signature(written, role, name) for role, name in row.signers.items()),
        yours=bool(signer_of(actor)) and refusal is None,
        refusal=refusal.reason if refusal else "",
    )


def _signature(written: Written, role: Signer, name: str) -> SignatureLine:
    signed = next((each for each in written.signatures if each.signer is role), None)
    return SignatureLine(role, name, signed.at if signed else None)
