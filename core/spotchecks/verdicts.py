"""What was found in one chart, by whom, and whether it still speaks for the chart as it is now (law 2).

A verdict carries the digest of what its person had before them. Where a later run made another chart of it,
the verdict no longer counts, and the chart is asked about again. A word that makes a chart look better than
the last one did, or the last one about the chart as it stands, has a reason beside it (ADR 67); a graver one
needs none, so that nothing hinders bad news.
"""

from __future__ import annotations

from collections.abc import Sequence
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


def wants_reason(said: Sequence[Verdict], found: Found, *, run: str, digest: str) -> bool:
    """Whether `found` makes the chart of `run` look better than what was said of it before."""
    return bool(overruled(said, found, run=run, digest=digest))


def overruled(said: Sequence[Verdict], found: Found, *, run: str, digest: str) -> tuple[Verdict, ...]:
    """Those whose place `found`, said of the chart of `run`, takes and than which it is milder, in order.

    said: every word about this part of the chart, in order. The last one, after "serious" always, after a
    small difference where the chart is still the one that was seen; and the last one about this very chart,
    which is another where a newer run has taken back what changed it.
    """
    if not said:
        return ()
    last, same = said[-1], [each for each in said if each.digest == digest][-1:]
    heard = last.found is Found.SERIOUS or last.speaks_for(run=run, digest=digest)
    words = [*(each for each in same if each is not last), *([last] if heard else [])]
    return tuple(each for each in words if found.milder_than(each.found))
