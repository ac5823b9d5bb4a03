"""Reading: a batch of uploads becomes source tables, stored files and findings (laws 1, 2 and 4)."""

from core.sources.finding_kinds import KINDS
from core.sources.intake import look_at, read_uploads

__all__ = ["KINDS", "look_at", "read_uploads"]
