"""What each column of a source table holds, seen whole: the evidence behind suggestion and date order."""

from core.profiles.columns import profile
from core.profiles.dates import DateOrder, OrderEvidence
from core.profiles.formats import Formats, Written
from core.profiles.holdings import Holding, TableHoldings, holdings
from core.profiles.keys import Key
from core.profiles.kinds import ColumnKind, Kind
from core.profiles.model import ColumnProfile, TableProfile
from core.profiles.references import Reference, reference_candidates
from core.profiles.shapes import Shape
from core.profiles.spread import Bin, Spread
from core.profiles.versions import Difference, difference

__all__ = [
    "Bin",
    "ColumnKind",
    "ColumnProfile",
    "DateOrder",
    "Difference",
    "Formats",
    "Holding",
    "Key",
    "Kind",
    "OrderEvidence",
    "Reference",
    "Shape",
    "Spread",
    "TableHoldings",
    "TableProfile",
    "Written",
    "difference",
    "holdings",
    "profile",
    "reference_candidates",
]
