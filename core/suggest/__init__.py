"""Which entity a table holds and which field a column feeds, suggested with a reason (law 2)."""

from core.suggest.engine import suggest, suggest_all, table_suggestions
from core.suggest.forgetting import forget
from core.suggest.model import Suggestion, Suggestions, TableSuggestion

__all__ = [
    "Suggestion",
    "Suggestions",
    "TableSuggestion",
    "forget",
    "suggest",
    "suggest_all",
    "table_suggestions",
]
