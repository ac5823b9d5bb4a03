"""Words around a name that are no part of it: forms of address, degrees and generations, particles.

They are told by where they stand: "Sr." before a name is a form of address, after it a generation. Words
that are also usual given or family names (Don, Do, Master) are left out, so that nobody's name is taken away.
"""

from __future__ import annotations

_BEFORE = (
    "dr", "dra", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "rev", "hon", "capt", "sgt", "lt",
    "col", "maj", "fr", "sir", "herr", "frau", "sr", "sra", "srta", "señor", "señora", "mme", "mlle", "dott",
    "dottoressa", "sig",
)  # fmt: skip
_AFTER = (
    "jr", "sr", "junior", "senior", "ii", "iii", "iv", "2nd", "3rd", "esq", "dds", "dmd", "md", "phd", "rn",
    "rdh", "dvm", "cpa", r"m\.d", r"d\.d\.s", r"d\.m\.d", r"ph\.d", r"r\.n", "filho", "neto",
)  # fmt: skip
_JOINING = (
    "van", "von", "der", "den", "de", "del", "della", "da", "das", "do", "dos", "di", "du", "la", "las", "le",
    "los", "el", "al", "bin", "ibn", "ter", "ten", "zu", "zur", "zum", "st", "san", "santa",
)  # fmt: skip

BEFORE = rf"(?:(?:{'|'.join(_BEFORE)})(?:\.\s*|\s+))+"
"""One form of address or several, each with the space or point that ends it."""
BEFORE_LAST = rf"(?:,\s*|\s+)(?:{'|'.join(_BEFORE)})\.?$"
"""A form of address that stands last: "Lee, Ana Mrs."."""
AFTER = rf"(?:(?:,\s*|\s+)(?:{'|'.join(_AFTER)})\.?)+"
"""One degree or generation or several, each with the space or comma before it."""
JOINING = rf"(?:(?:{'|'.join(_JOINING)})\.?\s+)"
"""A particle and the space after it: "de la " of "de la Cruz"."""
INITIALS = r"(?:\p{L}\.?|(?:\p{L}\.){2,})"
SEVERAL_PEOPLE = r"(?i)\b(?:and|und|or|et)\b"
