"""Lines that became no record, as a workbook that people correct and bring back."""

from reports.rejects.bringing_back import Brought, Fixed, brought
from reports.rejects.model import Place, RejectRow, RejectSheet, sheets_of
from reports.rejects.problems import Note, Problem
from reports.rejects.workbook import workbook

__all__ = [
    "Brought",
    "Fixed",
    "Note",
    "Place",
    "Problem",
    "RejectRow",
    "RejectSheet",
    "brought",
    "sheets_of",
    "workbook",
]
