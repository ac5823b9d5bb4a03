"""Which section of a C-CDA document goes to which table, by its LOINC code (HL7 C-CDA R2.1, section 2).

Sections that none of these codes names go to `other_entries`, under their own title.
"""

from __future__ import annotations

ALLERGIES, PROBLEMS, VITALS, NOTES = "allergies", "problems", "vitals", "notes"
MEDICATIONS, IMMUNIZATIONS, RESULTS = "medications", "immunizations", "results"
FAMILY, ENCOUNTERS, PROCEDURES = "family_history", "encounters", "procedures"
OTHER = "other_entries"
TABLE_OF = {
    "48765-2": ALLERGIES,
    "11450-4": PROBLEMS,
    "11348-0": PROBLEMS,
    "46241-6": PROBLEMS,
    "11535-2": PROBLEMS,
    "10218-6": PROBLEMS,
    "10219-4": PROBLEMS,
    "59769-0": PROBLEMS,
    "10160-0": MEDICATIONS,
    "10183-2": MEDICATIONS,
    "42346-7": MEDICATIONS,
    "29549-3": MEDICATIONS,
    "11369-6": IMMUNIZATIONS,
    "47519-4": PROCEDURES,
    "30954-2": RESULTS,
    "8716-3": VITALS,
    "46240-8": ENCOUNTERS,
    "10157-6": FAMILY,
    "29762-2": "social_history",
    "18776-5": "care_plans",
    "46264-8": "devices",
    "48768-6": "insurance",
    "47420-5": "functional_status",
    "42348-3": "advance_directives",
}
CONCERNS = frozenset({ALLERGIES, PROBLEMS, MEDICATIONS})
"""Tables whose acts are wrappers around the statements in them."""


def table_of(code: str | None) -> str:
    """The table of a section."""
    return TABLE_OF.get(code or "", OTHER)
