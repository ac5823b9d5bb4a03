"""What pages say about signing keys: that of the person reading, and those that were replaced (ADR 66)."""

from __future__ import annotations

from datetime import timedelta
from math import ceil

from core.readiness import Signer
from portal.permissions import Actor
from portal.services.passphrases import closed_for
from portal.services.turns import signer_of
from portal.viewmodels.go_live import KeyState, ReplacedLine
from reports.signing import from_stored
from storage import ReplacedKey, Storage, Work

_MINUTE = timedelta(minutes=1)


def key_of(store: Storage, work: Work, project: str, actor: Actor) -> KeyState:
    """Whether this person has a key to sign with, how long it is closed, and from when it can be used."""
    role = signer_of(actor)
    if role is None:
        return KeyState()
    held = work.signing_keys.of_person(project, actor.name, actor.role.value)
    if held is None:
        return KeyState(role)
    now, begins = store.clock(), from_stored(held.content).certified.holds_from
    closed = ceil(closed_for(held.wrong, now) / _MINUTE)
    return KeyState(role, made=True, closed=closed, waits=begins if now < begins else None)


def replaced_lines(work: Work, project: str, *roles: Signer) -> tuple[ReplacedLine, ...]:
    """Newest first. roles: only keys of these; of all where none is named."""
    found = [each for each in work.signing_keys.replaced(project) if not roles or each.what.role in roles]
    return tuple(line_of(each) for each in reversed(found))


def line_of(each: ReplacedKey) -> ReplacedLine:
    what = each.what
    return ReplacedLine(what.name, what.role, each.at, what.holds_from, what.how, what.doubt, what.let_in_by)
