"""In which forms a list may be taken along as a file."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """CSV is for spreadsheets, PARQUET and JSON_LINES for programs."""

    CSV = "csv"
    PARQUET = "parquet"
    JSON_LINES = "jsonl"


LOG_FORMS = (Form.CSV, Form.PARQUET)
TRAIL_FORMS = (Form.CSV, Form.JSON_LINES)
