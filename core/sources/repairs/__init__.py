"""Repairs of damaged rows: what each column holds, the readings of a line, and which of them fits."""

from core.sources.repairs.applying import Given, Repaired, headed, repaired
from core.sources.repairs.correcting import of_corrections
from core.sources.repairs.proposing import Rows

__all__ = ["Given", "Repaired", "Rows", "headed", "of_corrections", "repaired"]
