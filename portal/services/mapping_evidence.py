"""What the cells of a column say for one way of reading them, as counts: no value is shown (law 7)."""

from __future__ import annotations

from dataclasses import replace

from core.transforms import teeth
from portal.services.judged_values import cells_of
from portal.services.mapping_facts import Facts
from portal.viewmodels.mapping import ColumnView, OptionName, Source


def with_evidence(view: ColumnView, facts: Facts, source: Source, column: str) -> ColumnView:
    """The view with how many cells each way of numbering teeth could read, where that is to be settled."""
    if not any(name is OptionName.NOTATION for name, _ in view.options):
        return view
    cells = cells_of(facts, source, column)
    return replace(view, teeth=teeth.evidence(cells["text"], cells["count"]))
