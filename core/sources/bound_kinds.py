"""What is said where a file asks for more than it may: which bound that was, and its setting."""

from __future__ import annotations

from core.findings import FindingKind, Severity

WARNING, BLOCK = Severity.WARNING, Severity.BLOCK
_ASK = "If the file is as it should be, ask whoever runs Chartbridge to raise"

BOUND_KINDS: tuple[FindingKind, ...] = (
    FindingKind(
        "archive_too_big",
        BLOCK,
        "The archive unpacks to more than one archive may; it was not opened.",
        f"Unpack it yourself and upload the files that are needed. {_ASK} CHARTBRIDGE_MOST_UNPACKED.",
    ),
    FindingKind(
        "archive_swells",
        BLOCK,
        "The archive unpacks to far more than its own size, as harmful files do; it was not opened.",
        f"Unpack it yourself and upload the files that are needed. {_ASK} CHARTBRIDGE_MOST_RATIO.",
    ),
    FindingKind(
        "archive_of_too_many",
        BLOCK,
        "The archive holds more files than one archive may; it was not opened.",
        f"Pack the files into several archives. {_ASK} CHARTBRIDGE_MOST_FILES.",
    ),
    FindingKind(
        "archive_too_deep",
        BLOCK,
        "The archive lies inside too many other archives; it was not opened.",
        f"Unpack it yourself and upload the files that are needed. {_ASK} CHARTBRIDGE_MOST_ARCHIVES.",
    ),
    FindingKind(
        "archive_needs_memory",
        BLOCK,
        "The file was compressed in a way that takes very much memory to unpack; it was not opened.",
        f"Unpack it yourself and upload what is in it. {_ASK} CHARTBRIDGE_MOST_MEMORY.",
    ),
    FindingKind(
        "sheet_too_large",
        BLOCK,
        "A sheet of the workbook reaches over more cells than a sheet may; the workbook was not opened.",
        "Often a single cell far below or far to the right is the reason: delete what stands there, or save "
        f"each sheet as CSV. {_ASK} CHARTBRIDGE_MOST_CELLS.",
    ),
    FindingKind(
        "workbook_too_big",
        BLOCK,
        "The workbook unpacks to more than one workbook may; it was not opened.",
        f"Save each sheet as CSV. {_ASK} CHARTBRIDGE_MOST_WORKBOOK.",
    ),
    FindingKind(
        "too_deep",
        BLOCK,
        "Things lie inside of each other far more deeply in this file than in any export. It was not read.",
        f"Export it again, as CSV if the old system offers that. {_ASK} CHARTBRIDGE_MOST_NESTING.",
    ),
    FindingKind(
        "columns_together",
        WARNING,
        "The records have more columns than a table may; what is in the further ones stands together in one.",
        f"Look at the column further_cells. {_ASK} CHARTBRIDGE_MOST_COLUMNS.",
    ),
    FindingKind(
        "cell_too_long",
        BLOCK,
        "A note or value is longer than a cell may be, so not all of this table could be read.",
        f"Export the table as CSV. {_ASK} CHARTBRIDGE_MOST_CELL.",
    ),
    FindingKind(
        "took_too_long",
        BLOCK,
        "Reading this took longer than a file may take, so not all of it was read.",
        f"Copy the database anew with its program closed. {_ASK} CHARTBRIDGE_MOST_SECONDS.",
    ),
)
