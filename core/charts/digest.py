"""The digest of a chart: equal for equal content, so that a verdict speaks for what its person saw.

Content is what the fields say. Where a row stood in its file is not part of it: a newer extract numbers its
rows anew, and nobody wants to be asked again for that.
"""

from __future__ import annotations

from core.charts.model import Chart, Entry
from core.digests import facts_digest


def digest_of(chart: Chart) -> str:
    """Hex SHA-256 over the fields of every entry, whatever their order."""
    return facts_digest(dict(pair for entry in chart.everything for pair in _facts(entry)))


def _facts(entry: Entry) -> list[tuple[str, str]]:
    place = f"{entry.id}\0{entry.standing}"
    return [(f"{place}\0{name}", repr(value)) for name, value in entry.values] or [(place, "")]
