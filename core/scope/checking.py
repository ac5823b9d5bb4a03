"""What a declaration has to be to be kept: things have names, once each, and no count is below zero."""

from __future__ import annotations

from collections.abc import Iterable

from core.scope import wording
from core.scope.declaration import Declaration, DomainName


def problem(declared: Declaration) -> str:
    """The one sentence that says why it cannot be kept so, or ""."""
    for names in (
        [each.name for each in declared.sources],
        [each.name for each in declared.integrations],
    ):
        if any(not name.strip() for name in names):
            return wording.NO_NAME
        if _twice(names):
            return wording.TWICE
    if tuple(each.name for each in declared.domains) != tuple(DomainName):
        return wording.DOMAINS
    return wording.BELOW_ZERO if any(size < 0 for size in _sizes(declared)) else ""


def _twice(names: Iterable[str]) -> bool:
    folded = [" ".join(name.split()).casefold() for name in names]
    return len(folded) != len(set(folded))


def _sizes(declared: Declaration) -> list[int]:
    sizes = [(each.tables, each.records, each.images) for each in declared.sources]
    return [size for each in sizes for size in each if size is not None]
