"""What came of a handover, as facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Made:
    """scope: "everything" or "finances". files: how many beside the manifest. records: by entity.

    manifest: SHA-256 (hex) of manifest.json, as it stands in the audit trail. run: the run's digest.
    """

    scope: str
    files: int
    records: Mapping[str, int]
    manifest: str
    run: str
