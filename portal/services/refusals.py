"""Refused access is an event too (law 8), noted once at the doors through which people come.

The refused transaction was rolled back, so this is one of its own. It holds the name of what was asked for
and nothing else: not which record, not which word was searched.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from portal.permissions import Forbidden
from storage import AuditEvent, Storage

A_TRY = timedelta(minutes=15)
"""Asking for the same again within this time is the same try: pages ask anew at every rerun."""


@contextmanager
def noted(store: Storage, person: str, project: str) -> Iterator[None]:
    """What is refused to `person` inside is noted in the project's trail, and refused all the same."""
    try:
        yield
    except Forbidden as refused:
        with store.begin() as work:
            facts = {"action": refused.action.value}
            since = store.clock() - A_TRY
            work.audit.append_once(project, AuditEvent.ACCESS_REFUSED, person, facts, since=since)
        raise
