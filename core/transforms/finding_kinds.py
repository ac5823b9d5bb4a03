"""What transforms notice."""

from __future__ import annotations

from core.findings import FindingKind, Severity

ABSENT_WORD_KINDS = ("read_as_absent", "zero_date")
"""Kinds that say: there was a word here, and it means that there is nothing."""
PART_NOT_THERE = "part_not_there"
"""Says that the cell was understood and has no such part: it tells nothing of what became of the cell."""
NOT_FOR_ROW = "not_for_this_row"
"""Says that the rule reads rows of another kind: it tells nothing of what became of the cell either."""
SAYS_NOTHING = (PART_NOT_THERE, NOT_FOR_ROW)
ABSENT_KINDS = (*ABSENT_WORD_KINDS, *SAYS_NOTHING)
"""Kinds by which a null value is no failure."""

KINDS = (
    FindingKind(
        "read_as_absent",
        Severity.INFO,
        "A word for nothing stands here, such as NULL or N/A, or one that somebody said means blank.",
        "Nothing to do. If the word means something in your clinic, say so of its column on the Mapping "
        "page, under More ways to read it.",
    ),
    FindingKind(
        "zero_date",
        Severity.INFO,
        "The old system wrote a date of zeros, its way of saying that there is none.",
        "Nothing to do.",
    ),
    FindingKind(
        PART_NOT_THERE,
        Severity.INFO,
        "Several fields come from this cell, and it has nothing for this one, such as no middle name.",
        "Nothing to do.",
    ),
    FindingKind(
        NOT_FOR_ROW,
        Severity.INFO,
        "A rule that reads only some rows of the table has no use for this cell.",
        "Nothing to do. Where no other rule reads the cell, it is kept in the record's archive.",
    ),
    FindingKind(
        "name_not_read",
        Severity.WARNING,
        "This does not look like the name of one person.",
        "Look at the cell: correct it, or keep it in the record's archive.",
    ),
    FindingKind(
        "name_of_one_word",
        Severity.WARNING,
        "The name has one word, and nothing says whether it is the first name or the family name.",
        "Look at the cell: correct it, or keep it in the record's archive.",
    ),
    FindingKind(
        "name_order_unsettled",
        Severity.WARNING,
        "Nothing says which word is the family name: the first or the last.",
        "Say for the column which of them stands first.",
    ),
    FindingKind(
        "name_words_unclear",
        Severity.WARNING,
        "The name has more words than a first and a family name, and nothing says what those between are.",
        "Say for the column what words in the middle of a name are.",
    ),
    FindingKind(
        "address_not_read",
        Severity.WARNING,
        "The address cannot be told apart: nothing sets its town off, or it has no postal code.",
        "Look at the cell: correct it, or keep it in the record's archive.",
    ),
    FindingKind(
        "tooth_notation_unsettled",
        Severity.WARNING,
        "Nobody has said yet in which way this column numbers the teeth.",
        "Say for the column which way of numbering teeth it uses.",
    ),
    FindingKind(
        "not_a_tooth",
        Severity.WARNING,
        "This is no tooth in the way of numbering that its column uses.",
        "Look at the cell: correct it, or keep it in the record's archive.",
    ),
    FindingKind(
        "tooth_without_number",
        Severity.WARNING,
        "This is an extra tooth, and the numbering of the new record has no number for it.",
        "Keep it in the record's archive, or let the record use the Universal numbers.",
    ),
    FindingKind(
        "not_surfaces",
        Severity.WARNING,
        "These are not surfaces of a tooth that we know.",
        "Look at the cell: correct it, or keep it in the record's archive.",
    ),
    FindingKind(
        "not_a_date",
        Severity.WARNING,
        "This is not a date that exists in any form we know.",
        "Look at the value and correct it, or keep it in the record's archive.",
    ),
    FindingKind(
        "date_order_unsettled",
        Severity.WARNING,
        "The date can be read in two ways, and nothing in its column says whether day or month is first.",
        "Say for the column whether day or month comes first.",
    ),
    FindingKind(
        "two_digit_year",
        Severity.WARNING,
        "The year has two digits, so that the century is not known.",
        "Say for the column which century such years belong to, or correct the values.",
    ),
    FindingKind(
        "time_has_no_place",
        Severity.WARNING,
        "There is a time of day, and the field holds a date only.",
        "Map the column to a field that holds a time, or keep the value in the record's archive.",
    ),
    FindingKind(
        "date_without_time",
        Severity.INFO,
        "Only a date stood here; the time of day is not known and is shown as midnight in the clinic's zone.",
        "Nothing to do.",
    ),
    FindingKind(
        "not_a_time",
        Severity.WARNING,
        "This is not a time of day.",
        "Look at the value and correct it, or keep it in the record's archive.",
    ),
    FindingKind(
        "time_never_was",
        Severity.WARNING,
        "The clocks were put forward over this time, so that it never was.",
        "Check the clinic's time zone, or correct the time.",
    ),
    FindingKind(
        "time_came_twice",
        Severity.INFO,
        "The clocks were put back, so that this time came twice; the first of the two was taken.",
        "Check the visit if an hour matters.",
    ),
    FindingKind(
        "not_a_whole_number",
        Severity.WARNING,
        "This is not a whole number.",
        "Correct the value, or map the column to a field that holds text.",
    ),
    FindingKind(
        "not_a_number",
        Severity.WARNING,
        "This is not a number.",
        "Correct the value, or map the column to a field that holds text.",
    ),
    FindingKind(
        "not_an_amount",
        Severity.WARNING,
        "This is not an amount of money in the clinic's currency.",
        "Correct the value, or say for the column which decimal mark it has and what CR and DR mean.",
    ),
    FindingKind(
        "finer_than_the_currency",
        Severity.WARNING,
        "The amount has more decimal places than its currency has coins.",
        "Decide how the amount is rounded, or keep it in the record's archive.",
    ),
    FindingKind(
        "currency_unknown",
        Severity.WARNING,
        "This is not the code of a currency.",
        "Correct it in the old system, or decide in which currency the amounts of this row are.",
    ),
    FindingKind(
        "amount_without_currency",
        Severity.WARNING,
        "The row does not say in which currency this amount is.",
        "Decide in which currency it is, or keep it in the record's archive.",
    ),
    FindingKind(
        "not_yes_or_no",
        Severity.WARNING,
        "The field holds yes or no, and this is neither.",
        "Say on the Mapping page what the word means.",
    ),
    FindingKind(
        "value_without_a_code",
        Severity.WARNING,
        "Nobody has said yet what this word means in the new record.",
        "Say on the Mapping page, or on Decisions, what it means.",
    ),
    FindingKind(
        "not_in_the_other_table",
        Severity.WARNING,
        "The table that holds the texts of these codes has none for this one.",
        "Bring in the table that has it, or say what the code means.",
    ),
    FindingKind(
        "found_twice",
        Severity.WARNING,
        "The table that holds the texts of these codes has more than one for this code.",
        "Say which of them is meant, or keep the code in the record's archive.",
    ),
    FindingKind(
        "number_from_a_workbook",
        Severity.INFO,
        "The workbook held this identifier as a number with a decimal point; the point was taken off.",
        "Nothing to do, unless leading zeros were lost in the workbook.",
    ),
    FindingKind(
        "email_unusual",
        Severity.INFO,
        "This does not look like an e-mail address; it is kept as it stands.",
        "Ask the patient at the next visit.",
    ),
    FindingKind(
        "phone_kept_as_written",
        Severity.INFO,
        "This is not a number that can be dialled as it stands; it is kept as written.",
        "Ask the patient at the next visit.",
    ),
)
