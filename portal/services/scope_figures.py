"""What the scope tells readiness: how many parts are not approved, and the lines of the document."""

from __future__ import annotations

from collections.abc import Iterator

from core.scope import Becomes, Declaration, Scope
from core.scope.comparing import Section
from portal.wording import scope as words
from reports.readiness import ScopeLine
from storage import Work


def is_measured(work: Work, project: str) -> bool:
    """Whether a scope was begun, which takes the place of what was stated."""
    return work.scope.is_declared(project)


def scope_unapproved(work: Work, project: str) -> dict[str, int]:
    """The figure of the gate; nothing where no scope was begun."""
    if not is_measured(work, project):
        return {}
    return {"scope_unapproved": work.scope.of(project).scope.unapproved}


def lines_of_document(work: Work, project: str) -> tuple[ScopeLine, ...]:
    """Every domain and integration as it stands, with the name of the owner who agreed to it; "" where nobody
    has. What nobody has decided is neither said to move nor to stay.
    """
    scope = work.scope.of(project).scope
    return () if scope.declaration is None else tuple(_lines(scope, scope.declaration))


def _lines(scope: Scope, declared: Declaration) -> Iterator[ScopeLine]:
    changed = {(each.section, each.name) for each in scope.pending}
    by = scope.agreed.by if scope.agreed else ""
    for domain in declared.domains:
        open_ = (Section.DOMAIN, domain.name.value) in changed
        told = words.tolerance(domain) if domain.moves else ""
        yield ScopeLine(words.DOMAINS[domain.name], domain.moves, told, approved_by="" if open_ else by)
    for each in declared.integrations:
        open_ = (Section.INTEGRATION, each.name) in changed
        told = ". ".join(part for part in (words.BECOMES[each.becomes], each.note) if part)
        moves = None if each.becomes is Becomes.OPEN else each.becomes is Becomes.CONNECTED
        yield ScopeLine(each.name, moves, told, approved_by="" if open_ else by)
