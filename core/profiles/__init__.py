"""What each column of a source table holds, seen whole: the evidence behind suggestion and date order."""

from core.profiles.columns import profile
from core.profiles.dates import DateOrder, OrderEvidence
from core.profiles.model import ColumnProfile, TableProfile
from core.profiles.references import Reference, reference_candidates
from core.profiles.shapes import Shape

__all__ = [
    "ColumnProfile",
    "DateOrder",
    "OrderEvidence",
    "Reference",
    "Shape",
    "TableProfile",
    "profile",
    "reference_candidates",
]
