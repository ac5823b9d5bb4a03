"""The repairs under which a run read its files, so that whoever reads them again sees the same rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.repairs import Repairs


def repairs_of(summary: Mapping[str, Any]) -> Repairs:
    """Those that were accepted for the run of this summary; none for runs before there were any."""
    return Repairs.from_record(summary.get("repairs", ()))
