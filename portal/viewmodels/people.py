"""The People page as facts: who is here, what they are and may, and who is invited."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class GrantLine:
    """grant: its name, as permissions have it. at, by, reason: of its giving."""

    grant: str
    at: datetime
    by: str = field(repr=False)
    reason: str = field(repr=False)


@dataclass(frozen=True)
class PersonLine:
    """version: what whoever changes it has seen. seen_at: None for somebody who never signed in."""

    id: str
    name: str = field(repr=False)
    email: str = field(repr=False)
    role: str
    post: str
    grants: tuple[GrantLine, ...]
    seen_at: datetime | None
    version: int
    yourself: bool = False
    last_owner: bool = False


@dataclass(frozen=True)
class InvitationLine:
    id: str
    email: str = field(repr=False)
    role: str
    by: str = field(repr=False)
    ends_at: datetime


@dataclass(frozen=True)
class GlassLine:
    """Access that was taken in an emergency."""

    person: str = field(repr=False)
    at: datetime
    until: datetime
    reason: str = field(repr=False)
    seen: bool


@dataclass(frozen=True)
class PeoplePage:
    """roles: those that the person reading may invite to. may_change: roles and grants of others."""

    project: str
    people: tuple[PersonLine, ...]
    invitations: tuple[InvitationLine, ...]
    glass: tuple[GlassLine, ...]
    roles: tuple[str, ...]
    may_change: bool

    @property
    def unseen(self) -> int:
        return sum(not line.seen for line in self.glass)
