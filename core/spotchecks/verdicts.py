"""What was found in one chart, by whom, and whether it still speaks for the chart as it is now (law 2).

A verdict carries the digest of what its person had before them. Where a later run made another chart of it,
the verdict no longer counts, and the chart is asked about again. A word that makes a chart look better than
the last one did has a reason beside it (ADR 67); a graver one needs none, so that nothing hinders bad news.
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

    def milder_than(self, other: Found) -> bool:
        order = list(Found)
        return order.index(self) < order.index(other)


class Scope(StrEnum):
    """What of a chart was checked; only the whole of it counts for the bound."""

    CHART = "chart"
    IMAGES = "images"
    APPOINTMENTS = "appointments"


@dataclass(frozen=True)
class Verdict:
    """patient: id of the record. digest: of the chart as seen. run: in which it was seen so.

    reason: why it is milder than the one before, "" where none is needed; None where nobody was asked for
    one, in journals from before ADR 67.
    """

    patient: str = field(repr=False)
    scope: Scope
    found: Found
    digest: str = field(repr=False)
    run: str
    by: str
    at: datetime
    reason: str | None = field(default="", repr=False)

    def speaks_for(self, *, run: str, digest: str) -> bool:
        """Whether the chart of `run` is the one that was seen; a chart of the same run is."""
        return self.run == run or self.digest == digest


def wants_reason(last: Verdict | None, found: Found, *, run: str, digest: str) -> bool:
    """Whether `found`, said of the chart of `run`, makes it look better than the last word about it did.

    After "serious" always; after a small difference where the chart is still the one that was seen.
    """
    if last is None or not found.milder_than(last.found):
        return False
    return last.found is Found.SERIOUS or last.speaks_for(run=run, digest=digest)
