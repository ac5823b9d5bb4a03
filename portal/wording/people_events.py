"""Sentences of the Audit trail page about people: told after the name of who did it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from portal.wording.figures import counted
from portal.wording.own_sign_in import device
from portal.wording.people import GRANTS
from storage import AuditEvent

Facts = Mapping[str, Any]


def _grant(facts: Facts) -> str:
    return GRANTS.get(str(facts["grant"]), str(facts["grant"]))


def _signed_in(facts: Facts) -> str:
    wrong = int(facts.get("wrong", 0))
    return f"Signed in, after {counted(wrong, 'try', 'tries')} that did not fit." if wrong else "Signed in."


def _ended_own(facts: Facts) -> str:
    if "device" in facts:
        return f"Ended a session of their own: {device(str(facts['device']))}."
    return f"Ended {counted(int(facts['count']), 'other session')} of their own."


def _broken(facts: Facts) -> str:
    until = datetime.fromisoformat(facts["until"])
    return f"ALERT: took access to charts in an emergency, until {until:%H:%M} UTC: {facts['reason']}"


PEOPLE_KINDS: dict[str, tuple[str, Callable[[Facts], str]]] = {
    AuditEvent.PERSON_SIGNED_IN: ("Signed in", _signed_in),
    AuditEvent.PERSON_SIGNED_OUT: ("Signed out", lambda _: "Signed out."),
    AuditEvent.SESSIONS_ENDED: ("Signed out everywhere", lambda f: f"Signed {f['person']} out everywhere."),
    AuditEvent.OWN_SESSIONS_ENDED: ("Own sessions ended", _ended_own),
    AuditEvent.PHRASE_CHANGED: ("Password changed", lambda _: "Changed their password."),
    AuditEvent.PHRASE_REFUSED: (
        "Password refused",
        lambda _: "Was asked for their password again, and it did not fit.",
    ),
    AuditEvent.SECOND_STEP_RENEWED: (
        "Second step renewed",
        lambda _: "Renewed their second step and recovery codes.",
    ),
    AuditEvent.RECOVERY_RENEWED: ("Recovery codes renewed", lambda _: "Made new recovery codes."),
    AuditEvent.SIGN_IN_REFUSED: ("Sign-in refused", lambda _: "Tried to sign in, and it did not fit."),
    AuditEvent.SIGN_IN_LOCKED: (
        "Sign-in closed for a while",
        lambda f: f"Was shut out for {counted(int(f['minutes']), 'minute')} after too many tries.",
    ),
    AuditEvent.PEOPLE_BEGUN: ("People begun", lambda _: "Began to keep people."),
    AuditEvent.PEOPLE_CLEARED: (
        "Cleared away",
        lambda f: (
            f"Cleared what was over: {counted(int(f['sessions']), 'session')}, "
            f"{counted(int(f['invitations']), 'invitation')}, "
            f"{counted(int(f['accesses']), 'emergency access', 'emergency accesses')}."
        ),
    ),
    AuditEvent.PERSON_INVITED: ("Person invited", lambda f: f"Invited {f['email']} as {f['role']}."),
    AuditEvent.INVITATION_WITHDRAWN: (
        "Invitation taken back",
        lambda f: f"Took back the invitation of {f['email']} as {f['role']}.",
    ),
    AuditEvent.PERSON_JOINED: ("Person joined", lambda f: f"Joined as {f['role']}."),
    AuditEvent.ROLE_CHANGED: (
        "Role changed",
        lambda f: f"Made {f['person']} {f['role']} instead of {f['from']}: {f['reason']}",
    ),
    AuditEvent.RIGHT_GRANTED: (
        "Right given",
        lambda f: f"Gave {f['person']} the right to {_grant(f)}: {f['reason']}",
    ),
    AuditEvent.RIGHT_TAKEN_BACK: (
        "Right taken back",
        lambda f: f"Took the right to {_grant(f)} back from {f['person']}: {f['reason']}",
    ),
    AuditEvent.PERSON_REMOVED: (
        "Person taken out",
        lambda f: f"Took {f['person']}, {f['role']}, out of the project: {f['reason']}",
    ),
    AuditEvent.ACCOUNT_REOPENED: (
        "Way back made",
        lambda f: f"Made a way back in for {f['email']}, who lost theirs.",
    ),
    AuditEvent.IDENTITY_BOUND: (
        "Known at the provider",
        lambda _: "Signed in through the clinic's provider for the first time.",
    ),
    AuditEvent.ACCOUNT_MADE: ("Account made", lambda _: "Made an account with a second step."),
    AuditEvent.RECOVERY_USED: (
        "Recovery code used",
        lambda f: f"Signed in with a recovery code; {counted(int(f['left']), 'is', 'are')} left.",
    ),
    AuditEvent.GLASS_BROKEN: ("Emergency access", _broken),
    AuditEvent.GLASS_SEEN: ("Emergency access read", lambda _: "Read what was taken in an emergency."),
}
"""As KINDS of the trail."""
