"""What named people chose for data that did not map, and the groups that they choose for (laws 1 and 2)."""

from core.decisions.model import (
    CHOICES,
    NO_DECISIONS,
    Choice,
    Decision,
    Decisions,
    Group,
    GroupKind,
)

__all__ = ["CHOICES", "NO_DECISIONS", "Choice", "Decision", "Decisions", "Group", "GroupKind"]
"""The public words of the package; what finds, applies and writes them lies in its modules."""
