"""What a certificate of deletion says, as data: digests, counts and names of those who work here.

Nothing of what was destroyed has a place in it, and no patient (law 7).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class KeyLine:
    """One destroyed key. sha256: hex, of the wrapped key as it was stored."""

    purpose: str
    version: int
    sha256: str


@dataclass(frozen=True)
class Certificate:
    """Everything on paper. id: unique in the installation. at: aware. project: its id in the installation.

    files, size: sealed files that stay, and their bytes. audit_head, events: of the trail, the deletion
    included.
    """

    id: str
    clinic: str
    project: str
    at: datetime
    by: str
    reason: str
    keys: tuple[KeyLine, ...]
    files: int
    size: int
    audit_head: str
    events: int
