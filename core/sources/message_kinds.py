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
        "stated_count_differs",
        WARNING,
        "A message or batch says that it holds another number of parts than there are.",
        "Ask the old system for the file again; something may have been lost or put in on the way.",
    ),
    FindingKind(
        "joined_lines",
        WARNING,
        "Some lines had been broken in two. Where only one reading fitted, they were put together again.",
        "Open the letters and scans that lie in these messages, and see that they are whole.",
    ),
    FindingKind(
        "odd_header",
        WARNING,
        "The first line of a claim file is too long or too short; the rest was read by what follows.",
        "Nothing, if the claims below read well.",
    ),
    FindingKind(
        "envelope_header_missing",
        WARNING,
        "A part of a claim file begins without the header that should stand before it.",
        "Ask for the file as it was sent; its first lines may be gone.",
    ),
    FindingKind(
        "envelope_unclosed",
        BLOCK,
        "A part of a claim file is opened and never closed. The end may be missing.",
        "Ask for the file again, and compare the number of claims.",
    ),
    FindingKind(
        "control_number_differs",
        WARNING,
        "The end of a part of a claim file bears another number than its beginning.",
        "Ask for the file as it was sent; parts of two files may have been put together.",
    ),
    FindingKind(
        "message_number_repeats",
        WARNING,
        "Two parts of a claim file bear the same number; both were read.",
        "Check whether the same claims were sent twice.",
    ),
    FindingKind(
        "hierarchy_broken",
        WARNING,
        "A level of a claim file names one above it that is not there, or bears a number that is taken.",
        "Check whose the claims below it are.",
    ),
    FindingKind(
        "name_missing",
        WARNING,
        "A level of a claim file does not say whose it is.",
        "Look up in the old system whose claims these are.",
    ),
    FindingKind(
        "name_repeated",
        WARNING,
        "A level of a claim file names two where there can be one; both were read.",
        "Check which of the two sent the claims.",
    ),
    FindingKind(
        "element_missing",
        WARNING,
        "A part of a claim lacks something without which it says little.",
        "Look it up in the old system.",
    ),
    FindingKind(
        "unknown_code",
        WARNING,
        "A claim names somebody in a part that no claim knows; it was kept as it stands.",
        "Check who that is.",
    ),
    FindingKind(
        "segment_out_of_order",
        INFO,
        "The lines of an address do not stand in their usual order; they were read all the same.",
        "Nothing, if the address is right.",
    ),
    FindingKind(
        "claim_without_lines",
        WARNING,
        "A claim names no treatment.",
        "Look up in the old system what was billed.",
    ),
    FindingKind(
        "claim_without_diagnosis",
        INFO,
        "A claim names no diagnosis.",
        "Nothing for dental claims; look it up for medical ones.",
    ),
    FindingKind(
        "no_claims",
        INFO,
        "The file holds questions and answers between computers, and no claims. It is kept.",
        "Nothing.",
    ),
    FindingKind(
        "claims_refused",
        WARNING,
        "The file says that claims which were sent were refused. It is kept as it is.",
        "Look up in the old system whether they were sent again.",
    ),
)
