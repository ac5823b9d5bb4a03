"""The findings that readers of messages and structured text raise, in the words that people read."""

from __future__ import annotations

from core.findings import FindingKind, Severity

INFO, WARNING, BLOCK = Severity.INFO, Severity.WARNING, Severity.BLOCK

STRUCTURED_KINDS: tuple[FindingKind, ...] = (
    FindingKind(
        "damaged_record",
        BLOCK,
        "A record is cut off or damaged and could not be read. It waits.",
        "Look at it as it stands. Correct it in the old system and export again, or settle it by hand.",
    ),
    FindingKind(
        "damaged_document",
        BLOCK,
        "The file is cut off or damaged, so nothing in it could be read.",
        "Export it again, and compare its size with that of the first one.",
    ),
    FindingKind(
        "too_deep",
        BLOCK,
        "Things lie inside of each other far more deeply in this file than in any export. It was not read.",
        "Export it again, as CSV if the old system offers that.",
    ),
    FindingKind(
        "entities_refused",
        BLOCK,
        "The file brings abbreviations of its own, which can hide other files or grow without end. "
        "It was not opened.",
        "Export it again without a document type, or ask the maker of the old system for another format.",
    ),
    FindingKind(
        "no_records",
        INFO,
        "The file holds no record. It is kept as it is.",
        "Nothing, if it only describes the other files.",
    ),
    FindingKind(
        "repeated_keys",
        WARNING,
        "Some records give two values for one name; both were kept, the second under a number.",
        "Look at these records: only one of the two values may be right.",
    ),
    FindingKind(
        "broken_characters",
        WARNING,
        "Some letters were written as halves of a letter. They stand as they were written.",
        "Compare the cells with the old system.",
    ),
    FindingKind(
        "embedded_files",
        INFO,
        "Whole files lie inside of this one, such as a letter or a scan. Each was taken out and read.",
        "Nothing.",
    ),
    FindingKind(
        "damaged_embedded",
        WARNING,
        "A file that lies inside of this one could not be taken out of it.",
        "Ask for that letter or scan as a file of its own.",
    ),
    FindingKind(
        "damaged_segment",
        BLOCK,
        "A line of a message is none that can be read. It waits.",
        "Look at it as it stands: a line may have been broken in two.",
    ),
    FindingKind(
        "count_differs",
        WARNING,
        "A message or batch says that it holds another number of parts than there are.",
        "Ask the old system for the file again; something may have been lost or put in on the way.",
    ),
)
