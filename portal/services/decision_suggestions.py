"""What is offered for each open group with one tap: from the mapping that the run followed (law 2).

Offered to whoever may decide about the group, and never beside a proposal that waits for their answer.
"""

from __future__ import annotations

from collections.abc import Callable

from core.decisions import GroupKind
from core.decisions.suggesting import Suggested, suggested
from core.record import RECORD
from portal.permissions import Actor
from portal.services.decision_attaching import mapping_of
from portal.services.decision_examples import sees_values
from portal.services.decision_groups import GroupNow, say_of
from portal.viewmodels.decisions import Say
from storage import RunRow, Storage

Offer = Callable[[GroupNow], Suggested | None]


def offers(store: Storage, actor: Actor, project: str, run: RunRow | None) -> Offer:
    """What this person can take with one tap, group by group. Reads for somebody who has been let in."""
    mapping = mapping_of(store, project, run)
    records = _records(run)

    def offer(now: GroupNow) -> Suggested | None:
        if not now.open or now.proposal is not None or say_of(actor, now.action) is not Say.DECIDES:
            return None
        source = (now.found.group.file, now.found.group.table)
        saved = mapping.table(source) if mapping else None
        made = suggested(now.found, saved, RECORD, records=records.get(source, 0))
        return made if made and _sees(actor, now) else None

    return offer


def _sees(actor: Actor, now: GroupNow) -> bool:
    """A word that gets a meaning is decided about by who can see it."""
    kind = now.found.group.kind
    return kind is not GroupKind.VALUE or sees_values(actor, now.found)


def _records(run: RunRow | None) -> dict[tuple[str, str], int]:
    tables = run.summary["tables"] if run else ()
    return {(each["file"], each["table"]): each["records_in_file"] for each in tables}
