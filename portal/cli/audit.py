"""`chartbridge audit verify`: whether the trail of what was done is whole, and if not, from where on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

from core.errors import WrongUsage
from portal.cli.saying import Voice
from portal.opening import open_storage
from portal.permissions import Actor
from portal.services import audit_trail, refusals
from portal.settings import read_settings
from storage import INSTALLATION, ProjectRow, Storage, Verdict

WHOLE, ALTERED = 0, 1
_OF_PEOPLE = ProjectRow(INSTALLATION, "Signing in", datetime.min.replace(tzinfo=UTC))
"""The chain of what belongs to no project."""


def verify(project: str | None, *, as_json: bool) -> int:
    """Checks the trail of `project` (name or id), or of every one; 0 where all are whole, else 1."""
    voice, settings = Voice(as_json), read_settings()
    actor = Actor(settings.person, settings.role)
    with closing(open_storage(settings)) as store:
        verdicts = [*_verdicts(store, actor, project)]
    if as_json:
        voice.result({"schema": 1, "projects": [_record(row, verdict) for row, verdict in verdicts]})
    for row, verdict in verdicts:
        voice.say(f"{row.name or row.id}: {_sentence(verdict)}")
    if not verdicts:
        voice.say("There is no project yet, so there is nothing to check.")
    return WHOLE if all(verdict.valid for _, verdict in verdicts) else ALTERED


def _verdicts(store: Storage, actor: Actor, project: str | None) -> Iterator[tuple[ProjectRow, Verdict]]:
    """Raises Forbidden for whoever may not see a trail."""
    for row in _chosen(store, project):
        with refusals.noted(store, actor.name, row.id):
            yield row, audit_trail.verdict(store, actor, row.id)
    if project is None and _has_people(store):
        yield _OF_PEOPLE, audit_trail.verdict(store, actor, INSTALLATION)


def _has_people(store: Storage) -> bool:
    with store.read() as work:
        return work.installation.is_there()


def _chosen(store: Storage, project: str | None) -> list[ProjectRow]:
    with store.read() as work:
        chosen = [row for row in work.projects.all() if project in (None, row.id, row.name)]
    if project is not None and not chosen:
        raise WrongUsage(
            place="--project",
            found="There is no project of this name or id.",
            do="Leave the option away to check them all.",
        )
    return chosen


def _record(row: ProjectRow, verdict: Verdict) -> dict[str, Any]:
    return {
        "project": row.id,
        "name": row.name,
        "valid": verdict.valid,
        "events": verdict.events,
        "anchored": verdict.anchored,
        "first_bad": verdict.first_bad,
        "reason": verdict.reason,
    }


def _sentence(verdict: Verdict) -> str:
    if not verdict.valid:
        return f"NOT WHOLE: from event {verdict.first_bad} on: {verdict.reason}."
    later = verdict.events - verdict.anchored
    unproven = (
        f"; the last {later:,} could have been cut without a trace, being younger than the anchor"
        if later
        else ""
    )
    return f"whole: {verdict.events:,} events in an unbroken chain{unproven}."
