"""What a run from the command line takes of the person of the settings, asked before anything is received.

It brings files in, says what their columns mean and starts a run; with a file of decisions it decides, and
where clear files are written it takes the records along (contracts, section 5).
"""

from __future__ import annotations

from core.decisions import Decisions
from portal.permissions import Action, Actor, authorise
from portal.services.group_rights import class_of, whose


def authorise_run(actor: Actor, decisions: Decisions, *, clear: bool) -> None:
    """decisions: those to be followed. clear: whether files are written in clear. Raises Forbidden."""
    authorise(actor, Action.UPLOAD, None)
    authorise(actor, Action.START_RUN, None)
    for each in decisions:
        authorise(actor, whose(each.group, class_of(each.group)), None)
    if clear:
        authorise(actor, Action.HANDOVER, None)
