"""The words for what became of a record or a cell, and what each means to a reader in a hurry."""

from __future__ import annotations

from portal.viewmodels.conservation import Standing, Sum
from portal.wording.figures import count, counted

NAMES = {
    "imported": "imported",
    "flagged": "imported, worth a look",
    "merged": "merged",
    "skipped": "skipped",
    "waiting": "waiting for a decision",
    "mapped": "in a field",
    "archived": "kept in the archive",
    "declined": "left out by decision",
}
SHORT = {
    **NAMES,
    "flagged": "worth a look",
    "waiting": "waiting",
    "archived": "archived",
    "declined": "left out",
}
MEANINGS = {
    "imported": "It became part of the new clinic record.",
    "flagged": "It was imported, and something about it is worth a look.",
    "merged": "It was joined with another record of the same person or thing.",
    "skipped": "A named rule left it out. Its contents are kept in the archive.",
    "waiting": "Nothing was guessed. Somebody needs to decide.",
    "mapped": "The value reached a field of the new clinic record.",
    "archived": "There is no field for the value, so it is kept beside the record.",
    "declined": "A named person or rule decided not to carry the value over.",
}

RECORDS = "Records"
CELLS = "Values"
IN_FILES = "in your files"
CELLS_IN_FILES = "filled in, in your files"

STANDINGS = {
    Standing.SETTLED: "Adds up",
    Standing.WAITING: "Adds up, some waiting",
    Standing.UNEVEN: "Does not add up",
}


def as_sentence(name: str, whole: Sum) -> str:
    """The sum in words, for people who do not see the bar."""
    parts = " plus ".join(f"{count(n)} {NAMES[part]}" for part, n in whole.parts)
    return f"{name}: {count(whole.total)} {IN_FILES} equals {parts}."


def missing(name: str, whole: Sum) -> str:
    """What an uneven sum is off by."""
    off = counted(abs(whole.missing), name.lower().removesuffix("s"))
    if whole.missing > 0:
        return f"{off} of your files cannot be accounted for. Please do not rely on this run."
    return f"{off} too many are accounted for. Please do not rely on this run."
