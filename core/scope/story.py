"""How a scope comes about: declared, changed, approved by the owner, amended, approved again.

Pure steps over one frozen value. Once something was approved it is never edited: what changes is an amendment
with a reason, stands beside what was agreed, and counts once the owner has approved it too (law 9).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from core.readiness.journey import Refusal
from core.scope import wording
from core.scope.checking import problem
from core.scope.comparing import Difference, differences, parts
from core.scope.declaration import Declaration


@dataclass(frozen=True)
class Terms:
    """One version of the commercial terms. number: from 1; none is ever rewritten."""

    number: int
    text: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Approval:
    """What an owner agreed to: the declaration as it stood, under this version of the terms."""

    declaration: Declaration
    terms: Terms
    by: str
    at: datetime


@dataclass(frozen=True)
class Amendment:
    """One change after an approval. approved: by whom and when, None while it waits."""

    number: int
    changes: tuple[Difference, ...]
    reason: str
    by: str
    role: str
    at: datetime
    approved: Approval | None = None


@dataclass(frozen=True)
class Word:
    """Who says it, as what, and when."""

    by: str
    role: str
    at: datetime


@dataclass(frozen=True)
class Scope:
    """Everything that was said. declaration: as it stands now, approved or not."""

    declaration: Declaration | None = None
    terms: tuple[Terms, ...] = ()
    approvals: tuple[Approval, ...] = ()
    amendments: tuple[Amendment, ...] = ()

    @property
    def agreed(self) -> Approval | None:
        """What counts: what the owner approved last."""
        return self.approvals[-1] if self.approvals else None

    @property
    def pending(self) -> tuple[Difference, ...]:
        """How what stands now differs from what was agreed; nothing where nothing was agreed yet."""
        if self.agreed is None or self.declaration is None:
            return ()
        return differences(self._agreed_state, self._state)

    @property
    def _state(self) -> tuple[Declaration | None, int]:
        return self.declaration, len(self.terms)

    @property
    def _agreed_state(self) -> tuple[Declaration | None, int]:
        return (self.agreed.declaration, self.agreed.terms.number) if self.agreed else (None, 0)

    @property
    def approved(self) -> bool:
        """Whether the owner has agreed to what stands now, all of it."""
        return self.agreed is not None and not self.pending

    @property
    def unapproved(self) -> int:
        """How many parts the owner has not agreed to as they stand; before an approval, all of them."""
        return len(parts(self._state)) if self.agreed is None else len(self.pending)

    @property
    def waiting(self) -> tuple[Amendment, ...]:
        """Amendments that the owner has not approved yet."""
        return tuple(each for each in self.amendments if each.approved is None)


def declare(scope: Scope, declaration: Declaration) -> Scope | Refusal:
    """Begin; done once."""
    if scope.declaration is not None:
        return Refusal(wording.DECLARED)
    return _checked(declaration) or replace(scope, declaration=declaration)


def change(scope: Scope, declaration: Declaration) -> Scope | Refusal:
    """Edit what nobody has approved yet."""
    if scope.declaration is None:
        return Refusal(wording.NOT_DECLARED)
    if scope.agreed is not None:
        return Refusal(wording.AMEND)
    return _checked(declaration) or replace(scope, declaration=declaration)


def _checked(declaration: Declaration) -> Refusal | None:
    amiss = problem(declaration)
    return Refusal(amiss) if amiss else None


def amend(scope: Scope, declaration: Declaration, *, reason: str, word: Word) -> Scope | Refusal:
    """Change what was approved; waits for the owner."""
    if scope.agreed is None or scope.declaration is None:
        return Refusal(wording.NOT_APPROVED)
    if not reason.strip():
        return Refusal(wording.NO_REASON)
    if declaration == scope.declaration:
        return scope
    return _checked(declaration) or _amended(scope, replace(scope, declaration=declaration), reason, word)


def set_terms(scope: Scope, text: str, *, reason: str, word: Word) -> Scope | Refusal:
    """Another version of the terms; after an approval it is an amendment too."""
    if scope.declaration is None:
        return Refusal(wording.NOT_DECLARED)
    if not text.strip():
        return Refusal(wording.NO_TERMS)
    if scope.terms and scope.terms[-1].text == text:
        return scope
    if scope.agreed is not None and not reason.strip():
        return Refusal(wording.NO_REASON)
    version = Terms(len(scope.terms) + 1, text, word.by, word.at)
    after = replace(scope, terms=(*scope.terms, version))
    return after if scope.agreed is None else _amended(scope, after, reason, word)


def _amended(before: Scope, after: Scope, reason: str, word: Word) -> Scope:
    changes = differences(before._state, after._state)
    number = len(before.amendments) + 1
    made = Amendment(number, changes, reason.strip(), word.by, word.role, word.at)
    return replace(after, amendments=(*before.amendments, made))


def may_be_approved(scope: Scope) -> Refusal | None:
    """None where the owner can approve what stands now; else the one sentence that says what is open."""
    declared = scope.declaration
    if declared is None:
        return Refusal(wording.NOT_DECLARED)
    if scope.approved:
        return Refusal(wording.APPROVED)
    if not declared.sources:
        return Refusal(wording.NO_SOURCE)
    if declared.undecided:
        return Refusal(wording.undecided(declared.undecided))
    if declared.open_integrations:
        return Refusal(wording.open_integrations(declared.open_integrations))
    return None if scope.terms else Refusal(wording.NO_TERMS)


def approve(scope: Scope, *, word: Word) -> Scope | Refusal:
    """The owner agrees to what stands now, for the first time."""
    if scope.agreed is not None:
        return Refusal(wording.APPROVED if scope.approved else wording.APPROVE_AMENDMENTS)
    return _approved(scope, word)


def approve_amendments(scope: Scope, *, word: Word) -> Scope | Refusal:
    """The owner agrees to every amendment that waits, all at once: to what stands now."""
    if scope.agreed is None:
        return Refusal(wording.NOT_APPROVED)
    return _approved(scope, word)


def _approved(scope: Scope, word: Word) -> Scope | Refusal:
    if word.role != "owner":
        return Refusal(wording.only_the_owner(word.role))
    refusal = may_be_approved(scope)
    if refusal is not None or scope.declaration is None:
        return refusal or Refusal(wording.NOT_DECLARED)
    given = Approval(scope.declaration, scope.terms[-1], word.by, word.at)
    amendments = tuple(replace(each, approved=each.approved or given) for each in scope.amendments)
    return replace(scope, approvals=(*scope.approvals, given), amendments=amendments)
