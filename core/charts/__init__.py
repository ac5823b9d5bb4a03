"""One patient's chart from the published parts of a run, beside the old rows that it was made of (law 2).

Pure functions over frames. What a person may not see is cut out here, before anything is drawn from it.
"""

from core.charts.allergies import Allergies, state_of
from core.charts.assembling import charts_of
from core.charts.cutting import cut
from core.charts.digest import digest_of
from core.charts.model import Chart, Entry, Section, SourceRow
from core.charts.old_side import Left, OldRow, left_out, old_rows
from core.charts.sections import SECTION_OF
from core.charts.standing import Standing

__all__ = [
    "SECTION_OF",
    "Allergies",
    "Chart",
    "Entry",
    "Left",
    "OldRow",
    "Section",
    "SourceRow",
    "Standing",
    "charts_of",
    "cut",
    "digest_of",
    "left_out",
    "old_rows",
    "state_of",
]
