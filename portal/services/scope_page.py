"""The Scope page's facts: what is declared, the plan that follows from it, and what waits for the owner."""

from __future__ import annotations

from core.readiness import Signer
from core.scope import may_be_approved
from core.scope.kit import Facts, kit
from core.scope.plan import plan
from core.scope.regions import points_for
from portal.permissions import Action, Actor, allowed, authorise, whom_to_ask
from portal.services.go_live import people_of
from portal.services.scope_signing import signatures_fit
from portal.services.signing_key_lines import key_of, replaced_lines
from portal.viewmodels.scope import ScopePage
from portal.visit import ProjectChoice
from portal.wording import figures
from storage import Storage


def view(store: Storage, actor: Actor, project: ProjectChoice, *, currency: str) -> ScopePage:
    """currency: of what staying costs, to begin from."""
    authorise(actor, Action.SEE_LOG, project.id)
    with store.read() as work:
        now = work.scope.of(project.id)
        going = work.readiness.of(project.id)
        owner = people_of(work, going, actor).get(Signer.OWNER, "")
        fits = signatures_fit(work, now)
        key = key_of(store, work, project.id, actor)
        replaced = replaced_lines(work, project.id, Signer.OWNER)
    declared, day = now.scope.declaration, going.journey.evidence.go_live
    refusal = may_be_approved(now.scope)
    facts = Facts(project.name, owner, figures.day(day) if day else "")
    return ScopePage(
        project=project.name,
        version=now.version,
        scope=now.scope,
        plan=plan(declared) if declared else None,
        points=points_for(declared.country) if declared else (),
        kit=kit(declared, facts) if declared else {},
        refusal=refusal.reason if refusal else "",
        may_prepare=allowed(actor, Action.PREPARE_SCOPE),
        may_approve=allowed(actor, Action.APPROVE),
        ask_prepare=whom_to_ask(Action.PREPARE_SCOPE),
        ask_approve=whom_to_ask(Action.APPROVE),
        key=key,
        replaced=replaced,
        signatures_fit=fits,
        currency=currency,
    )
