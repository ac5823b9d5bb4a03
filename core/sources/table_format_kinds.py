"""The kinds of finding that databases, dumps and archives raise, in the words that people read."""

from __future__ import annotations

from core.findings import FindingKind, Severity

INFO, WARNING, BLOCK = Severity.INFO, Severity.WARNING, Severity.BLOCK

TABLE_FORMAT_KINDS: tuple[FindingKind, ...] = (
    FindingKind("empty_table", INFO, "A table of the file holds no record and was passed over.", "Nothing."),
    FindingKind(
        "zero_dates",
        WARNING,
        "Some dates are all zeros, which is how the old system writes that it has none.",
        "Say on mapping that zeros mean no date.",
    ),
    FindingKind(
        "sql_expression",
        WARNING,
        "Some values are worked out only by the database that loads the dump; they are kept as they stand.",
        "Load the dump into its own database and export the table anew, if the values are needed.",
    ),
    FindingKind(
        "binary_cells",
        INFO,
        "Some cells hold data that is no text, such as a picture; they are kept as figures.",
        "Export pictures and documents as files.",
    ),
    FindingKind(
        "statements_not_carried_out",
        WARNING,
        "The dump holds statements that change or compute records; they were not carried out.",
        "Load the dump into its own database and export it anew, so that only finished records are in it.",
    ),
    FindingKind(
        "unreadable_tuple",
        BLOCK,
        "A record of the dump is cut off or damaged and could not be read. It waits.",
        "Export the dump again, or settle the record by hand.",
    ),
    FindingKind(
        "dump_cut_off",
        BLOCK,
        "The dump ends in the middle of a table, so records may be missing.",
        "Export the dump again.",
    ),
    FindingKind(
        "dump_without_records",
        WARNING,
        "The dump holds no record. It is kept as it is.",
        "Export it again with the data, not only the structure.",
    ),
)
