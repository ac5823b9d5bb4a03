"""One word that somebody said of a chart, as pages tell it."""

from __future__ import annotations

from core.spotchecks import Verdict
from portal.viewmodels.charts import Said


def told_of(said: Verdict) -> Said:
    return Said(said.scope, said.found, said.by, said.at, said.reason)
