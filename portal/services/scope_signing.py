"""What an owner's signature on a scope covers, made as it is approved and checked whenever it is looked at.

The declaration, the text of the terms, the project, the name and the head of the audit chain: a row that was
altered, or an approval that was put under another scope, no longer fits its signature.
"""

from __future__ import annotations

from core.scope import Declaration, Scope, Terms
from portal.permissions import Role
from portal.services.confirming import METHOD
from portal.services.installation_keys import roots
from portal.services.passphrases import secret_of
from reports.signing import LooseSignature, SealedKey, fits, sign_loose
from storage import ScopeNow, ScopeStepKind, Work
from storage import scope_steps as steps

_CONFIRMED = (ScopeStepKind.APPROVED, ScopeStepKind.AMENDMENT_APPROVED)


def signed_approval(
    scope: Scope, key: SealedKey, passphrase: str, *, project: str, by: str, audit_head: str
) -> dict[str, object]:
    """The facts of the step; unsigned where there is nothing to sign, which the engine refuses.

    audit_head: of the project's audit chain, which every signed document anchors (contracts, section 3).
    """
    if scope.declaration is None or not scope.terms:
        return steps.approval(METHOD)
    content = steps.to_be_signed(project, scope.declaration, scope.terms[-1], by=by, audit_head=audit_head)
    made = sign_loose(content, key, secret=secret_of(passphrase))
    return steps.approval(METHOD, signature=made.signature, chain=made.chain, audit_head=audit_head)


def signatures_fit(work: Work, now: ScopeNow) -> bool:
    """Whether every approval bears its owner's signature of just what was approved."""
    known = roots(work)
    return all(
        signed is not None and fits(*signed, name=approval.by, title=Role.OWNER.value, roots=known)
        for signed, approval in zip(approvals_signed(now), now.scope.approvals, strict=True)
    )


def approvals_signed(now: ScopeNow) -> tuple[tuple[bytes, LooseSignature] | None, ...]:
    """Of each approval what it agreed to, as it was signed, and its signature; None where it bears none."""
    given = [step for step in now.steps if step.kind in _CONFIRMED]
    pairs = zip(given, now.scope.approvals, strict=True)
    return tuple(_signed(now.project, step, each.declaration, each.terms) for step, each in pairs)


def _signed(
    project: str, step: steps.ScopeStep, declaration: Declaration, terms: Terms
) -> tuple[bytes, LooseSignature] | None:
    signature, chain = steps.signature_of(step)
    if not signature or not chain:
        return None
    head = steps.audit_head_of(step)
    content = steps.to_be_signed(project, declaration, terms, by=step.by, audit_head=head)
    return content, LooseSignature(signature, chain)
