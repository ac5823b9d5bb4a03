"""What the README of a handover says, in plain words."""

from __future__ import annotations

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
_DOCUMENTS = """documents/          the readiness documents, with the signatures that they have
"""
_END = """manifest.json       the size and the SHA-256 of every file here, and who made this when

How to read them
Amounts are whole cents (minor units) with their currency beside them.
Dates are written year-month-day. Times are in UTC.
In csv/, kept/ and log/ a cell of a .csv file that a spreadsheet would run as a formula has
an apostrophe in front: take one away to have the value. The .jsonl files have every value as it is.
A record that names another one does so by that record's id.

To check that nothing was changed or lost since
chartbridge handover DIR --check
or compare the SHA-256 of each file with the list in manifest.json.
"""


def readme(scope: Scope, *, documents: bool) -> str:
    """documents: whether there are any."""
    what = _EVERYTHING if scope.unclassed else _FINANCES
    care = (
        "Keep it where only those may look who may see all of this, and delete it when you need it no more."
    )
    parts = [f"{what}\n{IN_CLEAR}\n{care}\n", _FILES, _ALL if scope.unclassed else "", _LOG]
    return "".join([*parts, _DOCUMENTS if documents else "", _END])
