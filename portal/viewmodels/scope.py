"""The Scope page as facts: what is declared, its plan, its kit, and who may change or approve it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.scope import Scope
from core.scope.kit import Sheet
from core.scope.plan import Plan
from core.scope.regions import Point
from portal.viewmodels.go_live import KeyState, ReplacedLine


class Open(StrEnum):
    """What comes next, in the order in which a scope is made."""

    BEGIN = "begin"
    SOURCES = "sources"
    DOMAINS = "domains"
    INTEGRATIONS = "integrations"
    TEAM = "team"
    DAYS = "days"
    TERMS = "terms"
    APPROVE = "approve"
    NOTHING = "nothing"


@dataclass(frozen=True)
class ScopePage:
    """refusal: why it cannot be approved as it stands, or "". ask_prepare, ask_approve: who may.

    signatures_fit: whether every approval bears its owner's signature of just what was approved.
    """

    project: str
    version: int = 0
    scope: Scope = field(default_factory=Scope)
    plan: Plan | None = None
    points: tuple[Point, ...] = ()
    kit: Mapping[Sheet, str] = field(default_factory=dict)
    refusal: str = ""
    may_prepare: bool = False
    may_approve: bool = False
    ask_prepare: str = ""
    ask_approve: str = ""
    key: KeyState = field(default_factory=KeyState)
    replaced: tuple[ReplacedLine, ...] = ()
    currency: str = "USD"
    signatures_fit: bool = True

    @property
    def amends(self) -> bool:
        """Whether what is changed now is an amendment and needs a reason."""
        return self.scope.agreed is not None

    @property
    def next(self) -> Open:
        """The first thing that is missing; what a plan can do without comes after what an approval needs."""
        declared = self.scope.declaration
        if declared is None:
            return Open.BEGIN
        missing = {
            Open.SOURCES: not declared.sources,
            Open.DOMAINS: bool(declared.undecided),
            Open.INTEGRATIONS: bool(declared.open_integrations),
            Open.TEAM: bool(declared.gaps) and not self.amends,
            Open.DAYS: declared.start is None and not self.amends,
            Open.TERMS: not self.scope.terms,
            Open.APPROVE: not self.scope.approved,
        }
        return next((each for each, is_ in missing.items() if is_), Open.NOTHING)
