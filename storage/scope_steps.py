"""Steps of a scope as they are kept, and the scope that they make when they are taken again.

A step is kept as plain facts; what it does is decided by `core.scope` alone, so that nothing can be kept that
those pure steps would have refused. What an approval agreed to follows from the steps before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from core.readiness import Refusal
from core.scope import (
    Becomes,
    Category,
    Declaration,
    Domain,
    DomainName,
    Integration,
    Kind,
    Post,
    Scope,
    Source,
    Terms,
    Word,
    amend,
    approve,
    approve_amendments,
    change,
    declare,
    set_terms,
)
from storage.canonical import to_json_bytes


class ScopeStepKind(StrEnum):
    """What can be done. Stored: one that was ever used is never renamed."""

    DECLARED = "declared"
    CHANGED = "changed"
    APPROVED = "approved"
    AMENDED = "amended"
    AMENDMENT_APPROVED = "amendment_approved"
    TERMS = "terms"


@dataclass(frozen=True)
class ScopeStep:
    """One step. role: that of `by`. facts: JSON-able, as the functions below write them. at: aware."""

    kind: ScopeStepKind
    by: str
    role: str
    facts: Mapping[str, Any] = field(repr=False)
    at: datetime

    @property
    def word(self) -> Word:
        return Word(self.by, self.role, self.at)


@dataclass(frozen=True)
class ScopeAsked:
    """A step that somebody asks for; it gets its time when it is taken."""

    kind: ScopeStepKind
    by: str
    role: str
    facts: Mapping[str, Any] = field(repr=False)

    def step(self, at: datetime) -> ScopeStep:
        return ScopeStep(self.kind, self.by, self.role, self.facts, at)


def declared(declaration: Declaration, reason: str = "") -> dict[str, Any]:
    """The whole declaration, for a step that declares, changes or amends it."""
    facts = asdict(declaration)
    facts["start"] = declaration.start.isoformat() if declaration.start else None
    facts["closed"] = [day.isoformat() for day in declaration.closed]
    for name in ("sources", "integrations", "domains", "noted"):
        facts[name] = list(facts[name])
    facts["team"] = {post.value: name for post, name in declaration.team.items()}
    return {"declaration": facts, "reason": reason}


def terms(text: str, reason: str = "") -> dict[str, Any]:
    return {"text": text, "reason": reason}


def approval(
    method: str, *, signature: bytes = b"", chain: Sequence[bytes] = (), audit_head: str = ""
) -> dict[str, Any]:
    """method: how the owner confirmed who they are. signature: of `to_be_signed`. chain: DER. audit_head: of
    the audit chain as it was signed over, "" in approvals of before it was.
    """
    signed = {"signature": signature.hex(), "chain": [each.hex() for each in chain]}
    return {"method": method, **signed, "audit_head": audit_head}


def signature_of(step: ScopeStep) -> tuple[bytes, tuple[bytes, ...]]:
    """(signature, certificates) of an approval; empty where it bears none."""
    return bytes.fromhex(step.facts["signature"]), tuple(map(bytes.fromhex, step.facts["chain"]))


def audit_head_of(step: ScopeStep) -> str:
    """The head of the audit chain that an approval anchors; "" in those of before it did."""
    return str(step.facts.get("audit_head", ""))


def to_be_signed(
    project: str, declaration: Declaration, version: Terms, *, by: str, audit_head: str
) -> bytes:
    """What an approval agrees to, as bytes that come out the same years later."""
    agreed = {"number": version.number, "text": version.text}
    whole = declared(declaration)["declaration"]
    head = {"audit_head": audit_head} if audit_head else {}
    return to_json_bytes({"project": project, "by": by, "declaration": whole, "terms": agreed, **head})


def declaration_of(facts: Mapping[str, Any]) -> Declaration:
    """What `declared` wrote down."""
    kept = facts["declaration"]
    return Declaration(
        domains=tuple(Domain(**{**each, "name": DomainName(each["name"])}) for each in kept["domains"]),
        sources=tuple(Source(**{**each, "category": Category(each["category"])}) for each in kept["sources"]),
        integrations=tuple(_integration(each) for each in kept["integrations"]),
        team={Post(post): kept["team"][post] for post in Post if post in kept["team"]},
        country=kept["country"],
        start=date.fromisoformat(kept["start"]) if kept["start"] else None,
        closed=tuple(date.fromisoformat(day) for day in kept["closed"]),
        noted=tuple(kept["noted"]),
    )


def _integration(kept: Mapping[str, Any]) -> Integration:
    return Integration(kept["name"], Kind(kept["kind"]), Becomes(kept["becomes"]), kept["note"])


def taken(scope: Scope, step: ScopeStep) -> Scope | Refusal:
    """`scope` after `step`, by the pure steps."""
    return _TAKERS[step.kind](scope, step)


def replayed(steps: Iterable[ScopeStep]) -> Scope | Refusal:
    """The scope that `steps` make from nothing; the first refusal where they do not follow."""
    scope = Scope()
    for step in steps:
        after = taken(scope, step)
        if isinstance(after, Refusal):
            return after
        scope = after
    return scope


def _amended(scope: Scope, step: ScopeStep) -> Scope | Refusal:
    return amend(scope, declaration_of(step.facts), reason=step.facts["reason"], word=step.word)


def _terms(scope: Scope, step: ScopeStep) -> Scope | Refusal:
    return set_terms(scope, step.facts["text"], reason=step.facts["reason"], word=step.word)


_TAKERS: dict[ScopeStepKind, Callable[[Scope, ScopeStep], Scope | Refusal]] = {
    ScopeStepKind.DECLARED: lambda scope, step: declare(scope, declaration_of(step.facts)),
    ScopeStepKind.CHANGED: lambda scope, step: change(scope, declaration_of(step.facts)),
    ScopeStepKind.APPROVED: lambda scope, step: approve(scope, word=step.word),
    ScopeStepKind.AMENDED: _amended,
    ScopeStepKind.AMENDMENT_APPROVED: lambda scope, step: approve_amendments(scope, word=step.word),
    ScopeStepKind.TERMS: _terms,
}
