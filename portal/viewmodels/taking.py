"""In which forms a list may be taken along as a file."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """CSV and WORKBOOK are for spreadsheets, PARQUET and JSON_LINES for programs."""

    CSV = "csv"
    PARQUET = "parquet"
    JSON_LINES = "jsonl"
    WORKBOOK = "xlsx"


LOG_FORMS = (Form.CSV, Form.PARQUET)
FINANCE_FORMS = (Form.WORKBOOK,)
TRAIL_FORMS = (Form.CSV, Form.JSON_LINES)
