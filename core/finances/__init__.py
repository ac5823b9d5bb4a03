"""A run's money as an accountant reads it: who owes what since when, what was done, what came in (law 6).

Pure functions over frames of whole minor units. Nothing is ever added across currencies, and no row that
counts for nothing goes unsaid: what was struck out or cannot be counted is listed apart (law 2).
"""

from core.finances.ages import AGES, Ages, aged
from core.finances.asked import Asked, Basis, Report, behind, from_facts, ours, to_facts
from core.finances.entries import ENTRIES, Apart, apart, counting, entries_of, newest_day, with_reason
from core.finances.leads import Lead, LeadKind, gaps_in, leads_to
from core.finances.months import by_month, total_by
from core.finances.visits import NoShows, no_shows

__all__ = [
    "AGES",
    "ENTRIES",
    "Ages",
    "Apart",
    "Asked",
    "Basis",
    "Lead",
    "LeadKind",
    "NoShows",
    "Report",
    "aged",
    "apart",
    "behind",
    "by_month",
    "counting",
    "entries_of",
    "from_facts",
    "gaps_in",
    "leads_to",
    "newest_day",
    "no_shows",
    "ours",
    "to_facts",
    "total_by",
    "with_reason",
]
