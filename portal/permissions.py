"""Who may do what: the table of contracts section 5, for the actions that exist so far.

This is the one page that decides. Services call `authorise` first, on every call; pages only reflect it
with `allowed`. A row is added here when an action is built; grants come with the people who give them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from core.errors import ChartbridgeError


class Role(StrEnum):
    """The roles of design section 6; the three of the vendor's side act as one team here."""

    OWNER = "owner"
    CHAMPION = "champion"
    PRACTITIONER = "practitioner"
    ASSISTANT = "assistant"
    RECEPTIONIST = "receptionist"
    ACCOUNTANT = "accountant"
    VENDOR = "vendor team"
    AUDITOR = "auditor"


class Action(StrEnum):
    """What a person can ask for. The values are how a sentence names them."""

    START_PROJECT = "start a project"
    UPLOAD = "upload files"
    START_RUN = "start a run"
    SEE_LOG = "see the migration log"
    SEE_IDENTITY = "see whose record an entry is about"
    SEE_ORIGINALS = "see a record as it stood in the old system"


_EVERYONE = frozenset(Role)
_LEADS = frozenset({Role.OWNER, Role.CHAMPION})

TABLE: dict[Action, frozenset[Role]] = {
    Action.START_PROJECT: _LEADS | {Role.VENDOR},
    Action.UPLOAD: _LEADS | {Role.VENDOR},
    Action.START_RUN: _LEADS | {Role.VENDOR},
    Action.SEE_LOG: _EVERYONE,
    Action.SEE_IDENTITY: _EVERYONE - {Role.VENDOR, Role.AUDITOR},
    Action.SEE_ORIGINALS: _LEADS | {Role.PRACTITIONER},
}


@dataclass(frozen=True)
class Actor:
    """The person on whose word something is done; the name goes into the audit trail."""

    name: str
    role: Role


class Forbidden(ChartbridgeError):
    """A person asked for what their role does not do. Says whom to ask."""

    kind: ClassVar[str] = "forbidden"

    def __init__(self, actor: Actor, action: Action) -> None:
        super().__init__(
            place=action.value,
            found=f"Your role here is {actor.role}, and this role cannot {action.value}.",
            do=f"Please ask {whom_to_ask(action)}.",
        )


def allowed(actor: Actor, action: Action) -> bool:
    return actor.role in TABLE[action]


def authorise(actor: Actor, action: Action, project: str | None) -> None:
    """Return quietly where `actor` may do `action` in `project`; raise Forbidden otherwise.

    project: None for what belongs to no project yet. Roles hold in every project until people are
    invited to single ones; the argument is the seam for that.
    """
    del project
    if not allowed(actor, action):
        raise Forbidden(actor, action)


def whom_to_ask(action: Action) -> str:
    """ "the owner or the champion of your clinic": those of the clinic who may."""
    asked = [role for role in (Role.OWNER, Role.CHAMPION, Role.PRACTITIONER) if role in TABLE[action]]
    return f"the {' or the '.join(asked[:2])} of your clinic"
