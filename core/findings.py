"""Something noticed, as data: one catalogue of kinds for the whole engine.

A finding is never an exception and never a sentence assembled on the spot: it has a kind from the
catalogue, a place and facts (counts, codes, dialect choices; patient values only where `sealed`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """In rising order. INFO: worth knowing. WARNING: flags the record. BLOCK: waits for a decision."""

    INFO = "info"
    WARNING = "warning"
    BLOCK = "block"


@dataclass(frozen=True)
class FindingKind:
    """name: stable identifier. means: what it says, to a receptionist. advice: what to do about it."""

    name: str
    severity: Severity
    means: str
    advice: str


@dataclass(frozen=True)
class Finding:
    """One finding. column and record are None where it concerns the whole table, table where the file.

    facts: plain values for the sentence shown; never patient data.
    """

    kind: str
    file: str
    table: str | None = None
    column: str | None = None
    record: int | None = None
    count: int = 1
    facts: Mapping[str, str | int] = field(default_factory=dict)
