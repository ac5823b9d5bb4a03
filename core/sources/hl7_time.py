"""Points in time as HL7 and X12 write them (20050329171504+0500), in ISO 8601.

No more is said than was written: a month stays a month. What is no such time stays the text that it is.
"""

from __future__ import annotations

import re

STAMP = re.compile(
    r"(?P<year>(?:1[6-9]|20|21)\d\d)(?:(?P<month>0[1-9]|1[0-2])(?:(?P<day>0[1-9]|[12]\d|3[01])"
    r"(?:(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?:(?P<second>[0-5]\d)(?P<part>\.\d{1,6})?)?)?)?)?"
    r"(?P<offset>[+-](?:[01]\d)[0-5]\d)?"
)


def iso(text: str) -> str:
    """ "199803" -> "1998-03", "20050329171504+0500" -> "2005-03-29T17:15:04+05:00"."""
    found = STAMP.fullmatch(text.strip())
    if found is None:
        return text
    day = "-".join(piece for piece in found.group("year", "month", "day") if piece)
    if found["hour"] is None:
        return day if found["offset"] is None else text
    time = f"{found['hour']}:{found['minute']}:{found['second'] or '00'}{found['part'] or ''}"
    offset = f"{found['offset'][:3]}:{found['offset'][3:]}" if found["offset"] else ""
    return f"{day}T{time}{offset}"
