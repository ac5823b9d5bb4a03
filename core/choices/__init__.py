"""What people say about how files are read, as one versioned thing that a run takes in (laws 2 and 3)."""

from core.choices.model import (
    NO_CHOICES,
    REPAIR_ALL,
    Choices,
    Correction,
    FileChoices,
    Said,
    ToldColumn,
    ToldColumns,
    Topic,
)

__all__ = [
    "NO_CHOICES",
    "REPAIR_ALL",
    "Choices",
    "Correction",
    "FileChoices",
    "Said",
    "ToldColumn",
    "ToldColumns",
    "Topic",
]
