"""An example to try Chartbridge with: a dental group that does not exist, its exports, and the truth.

The export is what a group leaving an on-premise dental system hands over: tables in cp1252 with CRLF, a
workbook, archives of images and papers. A little is wrong with it on purpose (`blemishes.py` says what),
because an export without a fault teaches nothing. `kinds.py` has the same group in the hands of a paper
office, a cloud system and four disconnected tools. Same seed, same bytes (law 3).
"""

from core.demonstration.blemishes import BLEMISHES, counted
from core.demonstration.export import example_export, export_of, intake_of
from core.demonstration.group import NAME, SMALL, WHOLE, Group, Size, dental_group
from core.demonstration.kind import Kind
from core.demonstration.kinds import KINDS, Demonstration, demonstration, kind_named
from core.demonstration.mapping import demonstration_mapping
from core.demonstration.plants import Plant
from core.demonstration.truth import Truth, truth_files, truth_of

__all__ = [
    "BLEMISHES",
    "KINDS",
    "NAME",
    "SMALL",
    "WHOLE",
    "Demonstration",
    "Group",
    "Kind",
    "Plant",
    "Size",
    "Truth",
    "counted",
    "demonstration",
    "demonstration_mapping",
    "dental_group",
    "example_export",
    "export_of",
    "intake_of",
    "kind_named",
    "truth_files",
    "truth_of",
]
