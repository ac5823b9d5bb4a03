"""An example to try Chartbridge with: a dental group that does not exist, its export, and the truth.

The export is what a group leaving an on-premise dental system hands over: tables in cp1252 with CRLF, a
workbook, archives of images and papers. A little is wrong with it on purpose (`blemishes.py` says what),
because an export without a fault teaches nothing. Same seed, same bytes (law 3).
"""

from core.demonstration.blemishes import BLEMISHES, counted
from core.demonstration.export import example_export, export_of, intake_of
from core.demonstration.group import NAME, SMALL, WHOLE, Group, Size, dental_group
from core.demonstration.mapping import demonstration_mapping
from core.demonstration.truth import Truth, truth_files, truth_of

__all__ = [
    "BLEMISHES",
    "NAME",
    "SMALL",
    "WHOLE",
    "Group",
    "Size",
    "Truth",
    "counted",
    "demonstration_mapping",
    "dental_group",
    "example_export",
    "export_of",
    "intake_of",
    "truth_files",
    "truth_of",
]
