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
    FindingKind(
        "damaged_table",
        BLOCK,
        "The table is cut off or damaged, so nothing in it could be read.",
        "Copy the file anew from the old system and upload it again.",
    ),
    FindingKind(
        "deleted_record",
        BLOCK,
        "The old system deleted this record, but it is still in the file. It waits.",
        "Decide whether deleted records stay behind.",
    ),
    FindingKind(
        "cut_off_record",
        BLOCK,
        "The last record of the table is cut off. It waits.",
        "Copy the file anew from the old system and upload it again.",
    ),
    FindingKind(
        "invalid_cells",
        WARNING,
        "Some cells hold what their column does not allow, such as words for a date. They are kept so.",
        "Compare these cells with the old system.",
    ),
    FindingKind(
        "record_count_differs",
        BLOCK,
        "The table says that it holds more records than there are in the file.",
        "Copy the file anew from the old system and upload it again.",
    ),
    FindingKind(
        "beyond_last_record",
        WARNING,
        "Behind the last record of the table lies more that looks like records; it was left aside.",
        "Ask who keeps the old system whether records were removed there.",
    ),
    FindingKind(
        "memo_missing",
        BLOCK,
        "The table keeps notes in a second file, which did not come along, so these cells are absent.",
        "Upload the file of the same name that ends in .fpt or .dbt beside it.",
    ),
    FindingKind(
        "damaged_memo",
        WARNING,
        "Some notes could not be found in the second file of the table; these cells are absent.",
        "Copy both files anew from the old system, at the same time, and upload them again.",
    ),
    FindingKind(
        "memo_file", INFO, "The file holds the notes of a table beside it and was read with it.", "Nothing."
    ),
    FindingKind(
        "memo_without_table",
        WARNING,
        "The file holds the notes of a dBASE table that did not come along.",
        "Upload the file of the same name that ends in .dbf beside it.",
    ),
    FindingKind(
        "encrypted_archive",
        BLOCK,
        "The archive is sealed with a password, so nothing in it could be read.",
        "Give its password, or unpack it and upload the files.",
    ),
    FindingKind(
        "damaged_database",
        BLOCK,
        "The database is cut off or damaged; not everything in it could be read.",
        "Close the program that uses it, copy the file anew and upload it again.",
    ),
    FindingKind(
        "database_without_records",
        WARNING,
        "The database holds no record. It is kept as it is.",
        "Check whether this is the file that the old system works with.",
    ),
    FindingKind(
        "changes_beside",
        WARNING,
        "The latest changes of the database lie in a second file, which is not read.",
        "Close the program that uses the database, copy it anew and upload it again.",
    ),
    FindingKind(
        "view_not_read",
        INFO,
        "A view of the database was left aside, since it holds no records of its own.",
        "Nothing; the tables behind it were read.",
    ),
    FindingKind(
        "access_tools_missing",
        BLOCK,
        "The file is an Access database, and the program that opens those is not installed here.",
        "Ask whoever runs Chartbridge to install mdbtools, then look at the file again.",
    ),
    FindingKind(
        "linked_table",
        WARNING,
        "A table of the database lies in another database and was not read.",
        "Upload the other database as well; it often stands on the server.",
    ),
    FindingKind(
        "wrong_password",
        BLOCK,
        "The password that was given does not open the file.",
        "Ask whoever sealed it, or save it without a password and upload it again.",
    ),
    FindingKind(
        "unknown_seal",
        BLOCK,
        "The file is sealed in a way that cannot be opened here, or it is damaged.",
        "Save it without a password and upload it again.",
    ),
    FindingKind(
        "names_on_two_rows",
        INFO,
        "The column names stand on two rows; they were put together, the group first.",
        "Nothing, if the names are clear.",
    ),
    FindingKind(
        "hidden_rows",
        INFO,
        "Rows that are hidden in the workbook were read as well.",
        "Look whether the hidden rows are meant to be left behind.",
    ),
    FindingKind(
        "columns_found",
        INFO,
        "The text has columns of a fixed width; where they begin was found by the blanks between them.",
        "Look whether the columns are cut where you would cut them. If not, say where they begin.",
    ),
    FindingKind(
        "crosses_columns",
        WARNING,
        "In some lines a text runs across the border of two columns.",
        "Look at these lines, and say where the columns begin.",
    ),
)
