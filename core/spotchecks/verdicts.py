"""What was found in one chart, by whom, and whether it still speaks for the chart as it is now (law 2).

A verdict carries the digest of what its person had before them. Where a later run made another chart of it,
the verdict no longer counts, and the chart is asked about again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Found(StrEnum):
    """What one tap says. A serious difference could harm a patient: a critical miss."""

    RIGHT = "right"
    SMALL = "small difference"
    SERIOUS = "serious"

    @property
    def faulty(self) -> bool:
        return self is not Found.RIGHT


class Scope(StrEnum):
    """What of a chart was checked; only the whole of it counts for the bound."""

    CHART = "chart"
    IMAGES = "images"
    APPOINTMENTS = "appointments"


@dataclass(frozen=True)
class Verdict:
    """patient: id of the record. digest: of the chart as seen. run: in which it was seen so."""

    patient: str = field(repr=False)
    scope: Scope
    found: Found
    digest: str = field(repr=False)
    run: str
    by: str
    at: datetime

    def speaks_for(self, *, run: str, digest: str) -> bool:
        """Whether the chart of `run` is the one that was seen; a chart of the same run is."""
        return self.run == run or self.digest == digest
