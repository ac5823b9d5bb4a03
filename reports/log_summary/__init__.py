"""A summary of the migration log on paper: counts, reasons and decisions, under the log's own root."""

from reports.log_summary.content import DecidedLine, LogSummary, ReasonLine
from reports.log_summary.layout import summary_pdf

__all__ = ["DecidedLine", "LogSummary", "ReasonLine", "summary_pdf"]
