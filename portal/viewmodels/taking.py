"""In which forms a list may be taken along as a file."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """CSV and WORKBOOK are for spreadsheets, PARQUET and JSON_LINES for programs; ORIGINAL is as it came.

    PROOF is of one entry of the log (docs/log-proof.md), SUMMARY a few pages about all of them. MAPPING:
    docs/mapping-file.md.
    """

    CSV = "csv"
    PARQUET = "parquet"
    JSON_LINES = "jsonl"
    WORKBOOK = "xlsx"
    ORIGINAL = "bin"
    PROOF = "json"
    MAPPING = "mapping.json"
    SUMMARY = "pdf"


ENTRY_FORMS = (Form.CSV, Form.WORKBOOK, Form.PARQUET)
"""Those that hold the entries of the log themselves."""
LOG_FORMS = (*ENTRY_FORMS, Form.SUMMARY)
PROOF_FORMS = (Form.PROOF,)
MAPPING_FORMS = (Form.MAPPING,)
ORIGINAL_FORMS = (Form.ORIGINAL,)
FINANCE_FORMS = (Form.WORKBOOK,)
TRAIL_FORMS = (Form.CSV, Form.JSON_LINES)
