"""How many appointments were missed: no-show rate = missed / (missed + kept), by month and clinic.

Cancelled and moved appointments are in neither part, since they were called off; those that were struck out
or are still to come are none. Old systems differ in what they call broken, so the page says what was counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

_MISSED, _KEPT = "no_show", ("completed", "arrived", "in_progress")


@dataclass(frozen=True)
class NoShows:
    """One clinic in one month."""

    clinic: str
    month: str
    missed: int
    kept: int

    @property
    def per_mille(self) -> int:
        """Of a thousand, rounded half up: no float decides a figure."""
        whole = self.missed + self.kept
        return (2000 * self.missed + whole) // (2 * whole)


def no_shows(appointments: pl.DataFrame, zones: Mapping[str, str], *, zone: str) -> tuple[NoShows, ...]:
    """zones: clinic id -> time zone; a booking belongs to the month that it is in at its clinic."""
    there = appointments.filter(~pl.col("voided").fill_null(value=False))
    place = pl.col("clinic").replace_strict(zones, default=zone, return_dtype=pl.String)
    days = [
        pl.when(place == each).then(pl.col("start").dt.convert_time_zone(each).dt.date())
        for each in sorted({*zones.values(), zone})
    ]
    month = pl.coalesce(*days, "date").dt.strftime("%Y-%m").alias("month")
    counted = (
        there.select(pl.col("clinic").fill_null(""), month, "status")
        .filter(pl.col("month").is_not_null() & pl.col("status").is_in((_MISSED, *_KEPT)))
        .group_by("clinic", "month")
        .agg(
            (pl.col("status") == _MISSED).sum().alias("missed"),
            (pl.col("status") != _MISSED).sum().alias("kept"),
        )
        .sort("clinic", "month")
    )
    return tuple(NoShows(*row) for row in counted.rows())
