"""What is found amiss before the checks ask, and where: one list names everything, nothing is asked twice."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Elsewhere:
    """what: asked of which records. where: the module that decides. kinds: the findings that it raises."""

    what: str
    where: str
    kinds: tuple[str, ...]


ELSEWHERE = (
    Elsewhere(
        "A field that a record cannot do without is filled.", "core.shape.linking", ("required_missing",)
    ),
    Elsewhere("A record has a number of its own.", "core.shape.compiling", ("key_missing",)),
    Elsewhere(
        "Every value is of its field's type.",
        "core.transforms",
        (
            "not_a_date",
            "not_a_time",
            "not_a_number",
            "not_a_whole_number",
            "not_an_amount",
            "not_yes_or_no",
            "not_a_tooth",
            "not_surfaces",
            "not_understood",
        ),
    ),
    Elsewhere("Every word of a closed list has a code.", "core.transforms.codes", ("value_without_a_code",)),
    Elsewhere(
        "No two records of a kind have one number, and no row stands there twice.",
        "core.shape.linking",
        ("duplicate_id", "identical_row"),
    ),
    Elsewhere("No two patients are one person.", "core.identity", ("same_person",)),
    Elsewhere(
        "What a record points to is among the records given.",
        "core.shape.linking",
        ("orphan_record", "orphan_reference", "reference_ambiguous", "reference_without_table"),
    ),
    Elsewhere(
        "No controlled prescription and no refuted allergy comes over as active.",
        "core.shape.controlled and core.shape.refuted",
        ("controlled_not_active", "refuted_not_active"),
    ),
)
