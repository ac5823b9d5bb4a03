"""The page "Your sign-in" as facts: a person's own open sessions, and what their account has."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class SessionLine:
    """id: names it when it is ended. device: as `portal.wording.own_sign_in.device` says it. this: the one
    that the page is looked at in."""

    id: str = field(repr=False)
    device: str
    begun_at: datetime
    seen_at: datetime
    this: bool = False


@dataclass(frozen=True)
class OwnSignIn:
    """sessions: the open ones, that of the page first. codes: recovery codes left; None without an account
    here, for whoever signs in elsewhere."""

    name: str = field(repr=False)
    email: str = field(repr=False)
    sessions: tuple[SessionLine, ...]
    codes: int | None


@dataclass(frozen=True)
class OwnSigningKey:
    """What the page about replacing a signing key says. made: whether there is one to replace."""

    project: str = field(repr=False)
    name: str = field(repr=False)
    role: str
    made: bool
