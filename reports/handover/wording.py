"""What the README of a handover says, in plain words."""

from __future__ import annotations

from collections.abc import Collection

from reports.clear_export import IN_CLEAR
from reports.handover.scope import Scope

_EVERYTHING = "This is everything that your clinic brought in, and what became of it."
_FINANCES = (
    "These are the finances of your clinic: the records that hold money, without names, charts or originals."
)
_FILES = """
records/            your records, one file a kind. Each line is one record as JSON
records/*.schema.json  what each field is, for programs (JSON Schema)
csv/                the same records for a spreadsheet
"""
_LOG = """log/                one entry for every record of your old systems: what became of it and why
mapping.json        which column went into which field, and on whose word
decisions.json      what people decided about data that did not fit
"""
_ALL = """originals/          every file as you gave it to us, not a byte changed
originals.json      where each of them lies here, when it came and who brought it
choices.json        what people said of how these files are read
kept/               values that have no field of their own, values that wait for a decision,
                    lines that could not be read, and what was noticed about your files
summary.json        the sums: every record and every value accounted for
"""
_SCOPE = """scope/              what was agreed on: each version of the scope and the terms, who approved
                    which, and the owner's signatures
"""
_CHECKS = """spot-checks/        the charts that were drawn, what people found in them, concerns and answers
"""
_TRAINING = """training/           the lessons and tasks that each person completed
"""
_DOCUMENTS = """documents/          readiness documents and the like as PDF, with the seals and signatures
                    that they have
"""
_TRUST = """trust.pem           the root that vouches for the signatures here. Compare its fingerprint with
                    that of the portal: anybody can put another file in its place
"""
_SOMETIMES = {
    "scope": _SCOPE,
    "spot-checks": _CHECKS,
    "training": _TRAINING,
    "documents": _DOCUMENTS,
    "trust.pem": _TRUST,
}
"""By what is there."""
_END = """manifest.json       the size and the SHA-256 of every file here, and who made this when

How to read them
Amounts are whole cents (minor units) with their currency beside them.
Dates are written year-month-day. Times are in UTC.
In a .csv file a cell that a spreadsheet would run as a formula has an apostrophe in front: take
one away to have the value. The .json and .jsonl files have every value as it is.
A record that names another one does so by that record's id.

To check that nothing was changed or lost since
chartbridge handover DIR --check
or compare the SHA-256 of each file with the list in manifest.json.
A document with seals or signatures: chartbridge verify FILE --trust trust.pem
"""


def readme(scope: Scope, *, there: Collection[str]) -> str:
    """there: what of `_SOMETIMES` the package has."""
    what = _EVERYTHING if scope.unclassed else _FINANCES
    care = (
        "Keep it where only those may look who may see all of this, and delete it when you need it no more."
    )
    parts = [f"{what}\n{IN_CLEAR}\n{care}\n", _FILES, _ALL if scope.unclassed else "", _LOG]
    return "".join([*parts, *(said for name, said in _SOMETIMES.items() if name in there), _END])
