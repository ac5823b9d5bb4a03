"""The Audit trail page as facts: who did what when, and whether the chain that keeps it is whole (law 8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from portal.viewmodels.go_live import KeyState

NO_KEY = KeyState()
PAGE_SIZE = 20
"""Events on one screen."""
PORTAL = "portal"
"""Whose doing an event is that no person did by hand: the value of a filter, never a person's name."""


@dataclass(frozen=True)
class TrailQuery:
    """Empty strings ask for everything. kind: an event's name. day: ISO, in the clinic's zone."""

    person: str = ""
    kind: str = ""
    day: str = ""
    page: int = 1


@dataclass(frozen=True)
class EventLine:
    """One event. person: "" where the portal did it by itself. readable: False where it was tampered with."""

    seq: int
    at: datetime
    person: str
    kind: str
    facts: Mapping[str, Any] = field(repr=False)
    readable: bool = True


class Soundness(StrEnum):
    """WHOLE: every event fits. PARTED: one does not, and `first_bad` says which."""

    WHOLE = "whole"
    PARTED = "parted"


@dataclass(frozen=True)
class ChainCheck:
    """What the last check found. at: when it was made. events: how many it read.

    anchored: the last event whose hash is also kept outside the database, 0 without one; anchored_at: when
    that event took place. newer: events that came after the check. first_bad, reason: where PARTED.
    """

    soundness: Soundness
    at: datetime
    events: int
    anchored: int
    anchored_at: datetime | None = None
    newer: int = 0
    first_bad: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class TrailPage:
    """page is 1-based. people, kinds, days: what can be asked for, days newest first.

    everyone: False where the person sees only their own events. key: of whoever may remove the project.
    """

    project: str
    check: ChainCheck
    lines: tuple[EventLine, ...] = ()
    matching: int = 0
    total: int = 0
    page: int = 1
    pages: int = 1
    people: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    everyone: bool = True
    key: KeyState = NO_KEY
