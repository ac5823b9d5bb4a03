"""Destroying a project for good, as facts: what one has to say for it, and what is known afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Asked:
    """name: the project's, typed out. passphrase: of the person's signing key, entered for this."""

    name: str
    reason: str
    passphrase: str = field(repr=False)


@dataclass(frozen=True)
class Deleted:
    """certificate: its name, such as D-2026-3F2A."""

    certificate: str
    by: str
    at: datetime
    reason: str
