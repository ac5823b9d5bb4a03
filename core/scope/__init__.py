"""What moves and what stays, for what, by whom and until when; approved by the owner before it begins."""

from core.scope.checking import problem
from core.scope.comparing import Difference, Section, differences
from core.scope.declaration import (
    Becomes,
    Category,
    Declaration,
    Domain,
    DomainName,
    Integration,
    Kind,
    Post,
    Source,
    blank,
)
from core.scope.story import (
    Amendment,
    Approval,
    Scope,
    Terms,
    Word,
    amend,
    approve,
    approve_amendments,
    change,
    declare,
    may_be_approved,
    set_terms,
)

__all__ = [
    "Amendment",
    "Approval",
    "Becomes",
    "Category",
    "Declaration",
    "Difference",
    "Domain",
    "DomainName",
    "Integration",
    "Kind",
    "Post",
    "Scope",
    "Section",
    "Source",
    "Terms",
    "Word",
    "amend",
    "approve",
    "approve_amendments",
    "blank",
    "change",
    "declare",
    "differences",
    "may_be_approved",
    "problem",
    "set_terms",
]
