"""Words for taking a list along as a file."""

from __future__ import annotations

from portal.viewmodels.taking import Form

TAKE = {
    Form.CSV: "Take along as a spreadsheet",
    Form.PARQUET: "Take along for a program (Parquet)",
    Form.JSON_LINES: "Take along with the chain (JSON Lines)",
    Form.WORKBOOK: "Take along as a workbook",
    Form.ORIGINAL: "Take the original along",
    Form.PROOF: "Take the proof of this entry along",
    Form.MAPPING: "Take the mapping along",
    Form.SUMMARY: "Take a summary of all of it along (PDF)",
}
SAVE = {
    Form.CSV: "Save the spreadsheet file",
    Form.PARQUET: "Save the Parquet file",
    Form.JSON_LINES: "Save the JSON Lines file",
    Form.WORKBOOK: "Save the workbook",
    Form.ORIGINAL: "Save the original file",
    Form.PROOF: "Save the proof",
    Form.MAPPING: "Save the mapping file",
    Form.SUMMARY: "Save the summary",
}
ONCE = "The link works once, for five minutes. Taking the file along is kept in the audit trail."
IN_CLEAR = "Whoever has the file can read it, so keep it where only the right people look."
