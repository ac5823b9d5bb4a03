"""Law 1: no record and no cell is lost, proven from what is published."""

from core.conservation.cells import CellSums
from core.conservation.entries import Ids
from core.conservation.proof import TableSums, conserved
from core.conservation.published import Published

__all__ = ["CellSums", "Ids", "Published", "TableSums", "conserved"]
