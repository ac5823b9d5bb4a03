"""What is wrong with the example, on purpose and in small doses. Everything is listed here and only here.

The same person is in the patient list twice under one number; one appointment belongs to nobody; one
ledger row has a cell too many; dates are written in three ways; credits stand in parentheses; one date
was never filled in.
"""

from __future__ import annotations

from datetime import date

NOBODY = 99_999
"""A patient number that no patient has: of one appointment and of one X-ray."""
ZERO_DATE = "0000-00-00"


def written_day(day: date, place: int) -> str:
    """Month/day/year, as the old system writes it; now and then as somebody typed it.

    place: ordinal of the row, so that the odd ones are few and always the same.
    """
    if place % 23 == 11:
        return day.isoformat()
    if place % 41 == 17:
        return f"{day:%d-%b-%Y}"
    return f"{day:%m/%d/%Y}"


def written_money(cents: int) -> str:
    """Dollars with thousands separated; what lowers a debt in parentheses."""
    sign = cents < 0
    text = f"{abs(cents) // 100:,}.{abs(cents) % 100:02d}"
    return f"({text})" if sign else text


def with_a_duplicate(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The fourth patient once more at the end, under the same number, in capitals."""
    again = tuple(cell.upper() for cell in rows[3])
    return [*rows, again]


def with_an_orphan(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The patient of the fortieth row (second cell) becomes nobody."""
    orphan = (rows[39][0], str(NOBODY), *rows[39][2:])
    return [*rows[:39], orphan, *rows[40:]]


def with_a_cell_too_many(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The thirtieth row gets a cell beyond the header, as an unquoted comma makes one."""
    return [*rows[:29], (*rows[29], "see paper file"), *rows[30:]]
