"""What shaping notices about records, keys and references."""

from __future__ import annotations

from core.findings import FindingKind, Severity

KINDS = (
    FindingKind(
        "table_without_entity",
        Severity.BLOCK,
        "Nobody has said yet what the records of this table are.",
        "Choose what the table holds on the Mapping page.",
    ),
    FindingKind(
        "no_route_takes_the_row",
        Severity.BLOCK,
        "The table holds records of several kinds, and nothing says yet which kind this one is.",
        "Ask your project team for a rule that says what rows like this one are.",
    ),
    FindingKind(
        "key_missing",
        Severity.BLOCK,
        "The record has no number of its own, so nothing can point to it.",
        "Give the record its number, or say that its table needs none.",
    ),
    FindingKind(
        "duplicate_id",
        Severity.BLOCK,
        "Another record has the same number; the first one read keeps it.",
        "Decide which of the two holds, or give one of them a new number.",
    ),
    FindingKind(
        "identical_row",
        Severity.WARNING,
        "The same record stands in the file twice, alike in every cell.",
        "Nothing to do: the first one counts, and this one is kept in the archive.",
    ),
    FindingKind(
        "no_home",
        Severity.WARNING,
        "The new record has no place for tables of this kind; the record is kept whole in the archive.",
        "Nothing to do, unless your work needs these records: then map the table.",
    ),
    FindingKind(
        "required_missing",
        Severity.BLOCK,
        "Something that the record cannot do without is missing or cannot be read.",
        "Fill it in, or leave the record behind.",
    ),
    FindingKind(
        "orphan_record",
        Severity.BLOCK,
        "The record belongs to somebody or something that is not among the records given.",
        "Find whom it belongs to, upload the missing file, or leave the record behind.",
    ),
    FindingKind(
        "orphan_reference",
        Severity.WARNING,
        "The record points to another one that is not among the records given.",
        "Upload the missing file, or keep the number in the archive.",
    ),
    FindingKind(
        "reference_ambiguous",
        Severity.WARNING,
        "The number stands for records of more than one kind, and nothing says which of them is meant.",
        "Look it up in the old system and say which one is meant.",
    ),
    FindingKind(
        "reference_without_table",
        Severity.INFO,
        "The column points to records of which no file was given; the numbers are kept as they stand.",
        "Upload the file that holds them, if there is one.",
    ),
    FindingKind(
        "not_understood",
        Severity.WARNING,
        "The value could not be read into its field.",
        "Look at the value and correct it, or keep it in the record's archive.",
    ),
    FindingKind(
        "more_than_its_fields",
        Severity.INFO,
        "Several fields come from this cell, and more stands in it than they take; it is kept whole as well.",
        "Nothing to do. To bring the rest over too, give it a field on the Mapping page.",
    ),
    FindingKind(
        "number_of_two_lists",
        Severity.WARNING,
        "Two lists use this number, each for a record of its own, and nothing tells which of them is meant.",
        "Say in the mapping which tool each list is from, or decide which of the two records holds.",
    ),
    FindingKind(
        "controlled_not_active",
        Severity.WARNING,
        "The old system calls this prescription of a controlled drug active; it was put on hold.",
        "Have a prescriber look at it. An import never makes such a prescription active.",
    ),
    FindingKind(
        "refuted_not_active",
        Severity.WARNING,
        "The old system calls this allergy active, and also says that it was refuted or entered in error.",
        "It comes over as inactive. Have a practitioner look at it.",
    ),
    FindingKind(
        "currency_assumed",
        Severity.INFO,
        "The amounts of this column name no currency; they were read in the clinic's.",
        "Check that the clinic's currency is right.",
    ),
    FindingKind(
        "zone_assumed",
        Severity.INFO,
        "The times of this column name no time zone; they were read in the clinic's.",
        "Check that the clinic's time zone is right.",
    ),
    FindingKind(
        "country_assumed",
        Severity.INFO,
        "Telephone numbers of this column without a country code were read as the clinic's country.",
        "Check that the clinic's country is right.",
    ),
)
