"""Entries of money of chance, as rows and as the frame that the engine reads."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
from hypothesis import strategies as st

from core.finances import ENTRIES
from tests.core.finances.reference import Row

AS_OF = date(2026, 6, 26)
KINDS = (
    "charge",
    "payment",
    "insurance_payment",
    "adjustment",
    "write_off",
    "refund",
    "deposit",
    "credit",
    "transfer",
)


@st.composite
def rows(draw: st.DrawFn) -> list[Row]:
    count = draw(st.integers(0, 24))
    return [
        Row(
            id=f"e{number:03d}",
            account=draw(st.sampled_from(("p1", "p2"))),
            clinic=draw(st.sampled_from(("c1", "c2"))),
            currency=draw(st.sampled_from(("USD", "CAD"))),
            kind=draw(st.sampled_from(KINDS)),
            day=AS_OF
            - timedelta(days=draw(st.sampled_from((-3, 0, 5, 30, 31, 45, 60, 61, 75, 90, 91, 400)))),
            amount=draw(st.integers(-3_000, 3_000)),
            procedure=draw(st.sampled_from((None, "t1", "t2"))),
            provider=draw(st.sampled_from((None, "d1", "d2"))),
            voided=draw(st.booleans()) and draw(st.booleans()),
        )
        for number in range(count)
    ]


def frame(given: list[Row]) -> pl.DataFrame:
    """Rows as `entries_of` gives them."""
    whole = [
        {
            **dict.fromkeys(ENTRIES), **vars(each), "service": each.day, "patient": each.account,
            "against": False, "file": "l.csv", "table": "l", "record": at, "line": at + 1,
            "source_id": str(at),
        }
        for at, each in enumerate(given)
    ]  # fmt: skip
    return pl.DataFrame(whole, schema=ENTRIES, orient="row")
