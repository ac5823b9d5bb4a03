"""What is noticed about one person in several records. Nothing is merged by a rule: a person decides."""

from __future__ import annotations

from core.findings import FindingKind, Severity

KINDS = (
    FindingKind(
        "same_person",
        Severity.INFO,
        "A person at the clinic said that this is somebody who has another record, and the two were merged.",
        "Nothing to do. The decision can be taken back until the document is signed.",
    ),
    FindingKind(
        "same_by_number",
        Severity.INFO,
        "One record names the other's number as its number elsewhere, so they may be one person.",
        "Compare the two and say whether they are the same person.",
    ),
    FindingKind(
        "same_by_name_birth_phone",
        Severity.INFO,
        "Name, date of birth and a telephone number are exactly alike, so they may be one person.",
        "Compare the two and say whether they are the same person.",
    ),
)
