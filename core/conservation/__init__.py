"""Law 1: no record and no cell is lost, proven from what is published."""

from core.conservation.proof import CellSums, Published, TableSums, conserved

__all__ = ["CellSums", "Published", "TableSums", "conserved"]
