"""Refused access is an event too (law 8), noted once at the doors through which people come.

The refused transaction was rolled back, so this is one of its own. It holds the name of what was asked for
and nothing else: not which record, not which word was searched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta

from portal.permissions import Elsewhere, Forbidden
from storage import AuditEvent, Storage

A_TRY = timedelta(minutes=15)
"""Asking for the same again within this time is the same try: pages ask anew at every rerun."""


_ELSEWHERE = {"action": "open another project", "elsewhere": True}
"""What is noted, in their own project, of whoever asked for another one; not which."""


@contextmanager
def noted(store: Storage, person: str, project: str) -> Iterator[None]:
    """What is refused to `person` inside is noted in the project's trail, and refused all the same."""
    try:
        yield
    except Forbidden as refused:
        _note(store, person, project, {"action": refused.action.value})
        raise
    except Elsewhere as refused:
        _note(store, person, refused.home, _ELSEWHERE)
        raise


def _note(store: Storage, person: str, project: str, facts: Mapping[str, object]) -> None:
    """Looked up first: whoever stays on a page that is not theirs would else write at every click."""
    since = store.clock() - A_TRY
    with store.read() as work:
        if work.audit.is_told(project, AuditEvent.ACCESS_REFUSED, person, facts, since=since):
            return
    with store.begin() as work:
        work.audit.append_once(project, AuditEvent.ACCESS_REFUSED, person, facts, since=since)
