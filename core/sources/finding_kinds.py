"""Every kind of finding that reading can raise, in the words that people read."""

from __future__ import annotations

from core.findings import FindingKind, Severity
from core.sources.message_kinds import STRUCTURED_KINDS
from core.sources.table_format_kinds import TABLE_FORMAT_KINDS

INFO, WARNING, BLOCK = Severity.INFO, Severity.WARNING, Severity.BLOCK

KINDS: tuple[FindingKind, ...] = (
    FindingKind(
        "empty_file", BLOCK, "The file is empty.", "Export it again, or leave it out if it should be empty."
    ),
    FindingKind(
        "nothing_readable",
        BLOCK,
        "The file looks like a table, but no row of it could be read.",
        "Export it again, as CSV in UTF-8 if the old system offers that.",
    ),
    FindingKind(
        "unknown_encoding",
        BLOCK,
        "The characters of the file could not be read in any known encoding.",
        "Export it again as UTF-8.",
    ),
    FindingKind(
        "encoding_weighed",
        INFO,
        "The file does not say how its letters are encoded; the encoding was chosen by what reads best.",
        "Look at names with accents. If they read wrong, choose another encoding.",
    ),
    FindingKind(
        "name_disagrees",
        WARNING,
        "The ending of the file's name and its content say different things; the content was followed.",
        "Nothing, if the content was read as you expect.",
    ),
    FindingKind(
        "same_content",
        WARNING,
        "The file holds the very same content as another one; both were read.",
        "Leave one of the two out, or its records may come in twice.",
    ),
    FindingKind(
        "not_supported_yet",
        WARNING,
        "The file is of a kind that is kept but not read yet.",
        "Export the same data as CSV or as a workbook.",
    ),
    FindingKind(
        "not_a_table",
        INFO,
        "The file holds text that is not a table. It is kept as it is.",
        "Nothing, if it is a note or a letter.",
    ),
    FindingKind(
        "header_assumed",
        INFO,
        "Nothing proves that the first row holds column names, but it reads like it.",
        "Look at the first row. If it is a record, say that the table has no header.",
    ),
    FindingKind(
        "no_header",
        WARNING,
        "The table has no row of column names, so its columns are numbered.",
        "Name the columns when you map them.",
    ),
    FindingKind(
        "header_without_rows",
        WARNING,
        "The table has column names and no record.",
        "Check whether the export is complete.",
    ),
    FindingKind(
        "columns_renamed",
        INFO,
        "Some columns had no name, or one that another column has; they were told apart by numbers.",
        "Nothing, if the numbered names are clear.",
    ),
    FindingKind(
        "short_rows",
        WARNING,
        "Some rows have fewer cells than the header; the missing cells are treated as absent.",
        "Look at these rows for a value that slipped into the wrong column.",
    ),
    FindingKind(
        "long_rows",
        WARNING,
        "Some rows have more cells than the header; the cells beyond it are kept in extra columns.",
        "Look at these rows for a value that slipped into the wrong column.",
    ),
    FindingKind(
        "repair_proposed",
        WARNING,
        "Some rows are damaged, and there is one way to read them under which every cell fits its column.",
        "Compare what is proposed with the row as it stood, and accept it or leave it.",
    ),
    FindingKind(
        "row_repaired",
        WARNING,
        "The row was damaged and was repaired as somebody accepted. The row as it stood is kept.",
        "Compare the record with the old system.",
    ),
    FindingKind(
        "row_corrected",
        WARNING,
        "The row could not be read, and somebody said what stands in it. The row as it stood is kept.",
        "Compare the record with the old system.",
    ),
    FindingKind(
        "correction_unfit",
        WARNING,
        "Somebody said what stands in a row that could not be read, but there is no such row any more.",
        "Look at the rows of this file that could not be read, and correct them as they are now.",
    ),
    FindingKind(
        "choice_unfit",
        WARNING,
        "Somebody said how the file is to be read, but it cannot be read so. It was read as it looks.",
        "Look at what was said of the file, and change it or take it back.",
    ),
    FindingKind(
        "choice_remembered",
        INFO,
        "The file looks like an earlier one by itself, and was read as somebody said of that one.",
        "Look at its first rows. If they read wrong, say how this file is to be read.",
    ),
    FindingKind(
        "said_no_table",
        INFO,
        "Somebody said that the file is no table. It is kept as it is.",
        "Nothing, if it is a document.",
    ),
    FindingKind(
        "several_tables",
        INFO,
        "Several tables stand in one text or on one sheet; each was read by itself.",
        "Look whether they were taken apart where you would.",
    ),
    FindingKind(
        "stray_quotes",
        WARNING,
        "Some rows had a quotation mark where none belongs; only one reading fitted and was taken.",
        "Compare these rows with the old system.",
    ),
    FindingKind(
        "unclosed_quote",
        BLOCK,
        "A quotation mark is opened and never closed, so the row cannot be read for certain. It waits.",
        "Correct the row in the old system and export again, or settle it by hand.",
    ),
    FindingKind(
        "overlong_row",
        BLOCK,
        "A row has so many more cells than the others that it cannot be one of them. It waits.",
        "Look at the row as it stands: line ends may be missing there.",
    ),
    FindingKind(
        "reader_and_counter_differ",
        BLOCK,
        "Two independent counts of the rows in this stretch differ, so it waits.",
        "Look at the stretch as it stands and settle it by hand.",
    ),
    FindingKind(
        "nul_bytes",
        WARNING,
        "The file holds zero bytes, which are no characters; they were left out of the cells.",
        "Compare the cells with the old system if they look cut off.",
    ),
    FindingKind(
        "preamble",
        INFO,
        "Lines above the column names are not part of the table.",
        "Nothing, if they are a title.",
    ),
    FindingKind(
        "footer",
        INFO,
        "Lines below the last record are not part of the table.",
        "Nothing, if they are a total or a note.",
    ),
    FindingKind(
        "repeated_header",
        INFO,
        "The row of column names stands again among the records; it was counted apart.",
        "Nothing.",
    ),
    FindingKind("blank_lines", INFO, "Blank lines among the records were passed over.", "Nothing."),
    FindingKind(
        "password_protected",
        BLOCK,
        "The workbook is sealed with a password, so nothing in it could be read.",
        "Save it without a password and upload it again.",
    ),
    FindingKind(
        "damaged_workbook",
        BLOCK,
        "The workbook is cut off or damaged, so nothing in it could be read.",
        "Open it in the program that made it, save it anew and upload it again.",
    ),
    FindingKind(
        "unreadable_sheet",
        BLOCK,
        "One sheet of the workbook is damaged; the other sheets were read.",
        "Save the workbook anew and upload it again.",
    ),
    FindingKind(
        "empty_sheet", INFO, "A sheet of the workbook holds nothing and was passed over.", "Nothing."
    ),
    FindingKind(
        "hidden_sheet",
        INFO,
        "A sheet that is hidden in the workbook was read as well.",
        "Leave it out if it is not data.",
    ),
    FindingKind(
        "merged_cells",
        INFO,
        "Some cells of the sheet are merged; their text stands in the first of them only.",
        "Look at the rows whose cells are merged.",
    ),
    FindingKind(
        "error_cells",
        WARNING,
        "Some cells hold the error of a formula, such as #DIV/0!, and no value.",
        "Correct the formulas in the workbook and upload it again.",
    ),
    FindingKind(
        "whole_numbers",
        INFO,
        "Whole numbers came out of the workbook with a fraction of zero; the fraction was left off.",
        "Look at the column if its numbers had leading zeros: a workbook does not keep those.",
    ),
    FindingKind(
        "damaged_archive",
        BLOCK,
        "The archive is cut off or damaged, so nothing in it could be read.",
        "Pack the files again and upload the new archive.",
    ),
    FindingKind(
        "damaged_member",
        BLOCK,
        "A file inside the archive is damaged and was not read; the others were.",
        "Upload that file by itself.",
    ),
    FindingKind(
        "archive_too_big",
        BLOCK,
        "The archive unpacks to far more than it should; it was not opened.",
        "Unpack it yourself and upload the files that are needed.",
    ),
    FindingKind(
        "archive_too_deep",
        BLOCK,
        "The archive lies inside too many other archives; it was not opened.",
        "Unpack it yourself and upload the files that are needed.",
    ),
    FindingKind(
        "path_leaves_archive",
        BLOCK,
        "A file inside the archive claims a place outside of it and was refused; the others were read.",
        "Upload that file by itself if it is needed.",
    ),
    FindingKind(
        "link_in_archive",
        BLOCK,
        "The archive holds a link to another place instead of a file; it was refused.",
        "Upload the file that it points to.",
    ),
    FindingKind(
        "encrypted_member",
        BLOCK,
        "A file inside the archive is sealed with a password and was not read; the others were.",
        "Unpack it with its password and upload it by itself.",
    ),
    FindingKind(
        "duplicate_member",
        WARNING,
        "Two files inside the archive bear the same name; both were read, the second under a number.",
        "Keep the one that counts.",
    ),
    FindingKind("empty_archive", WARNING, "The archive holds no file.", "Pack the files again."),
    *TABLE_FORMAT_KINDS,
    *STRUCTURED_KINDS,
)
