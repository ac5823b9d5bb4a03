"""The account of one table (law 1): records and unreadable lines against a second count, and every byte.

The tick is drawn only where the second count is even and no line is unreadable.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from core.tables import Share
from portal import session
from portal.components.conservation import dot, standing_mark
from portal.components.heading import section
from portal.components.markup import Markup, joined, tag
from portal.viewmodels.conservation import Sum
from portal.viewmodels.reading import TableReading
from portal.wording import reading as words
from portal.wording.figures import count, counted, size
from reports.charts.reading import Part, figure_of_shares

_QUIET = {"displayModeBar": False}
_COLOURS: dict[Share, str] = {
    Share.RECORD: "imported",
    Share.REJECT: "waiting",
    Share.HEADER: "merged",
    Share.REPEATED_HEADER: "flagged",
    Share.PREAMBLE: "archived",
    Share.FOOTER: "archived",
    Share.BLANK: "skipped",
}


def account(table: TableReading, *, key: str) -> None:
    section(words.ACCOUNT, words.ACCOUNT_WHY)
    whole = sum_of(table)
    with st.container(border=True, key="cb-reading-account"):
        st.html(joined(standing_mark(whole.standing), _sum(whole)).html)
        shares = [(share, number) for share, number in table.shares if number]
        if shares:
            _bytes(shares, key=key)


def sum_of(table: TableReading) -> Sum:
    """What the second count found, and what the reader made of it."""
    return Sum(table.counted, (("imported", table.records), ("waiting", table.rejects_in_all)))


def _sum(whole: Sum) -> Markup:
    head = tag("p", tag("strong", count(whole.total)), f" {words.COUNTED}", class_="cb-total")
    named = {"imported": words.RECORDS, "waiting": words.REJECTS}
    terms = (
        tag("li", dot(part), tag("strong", count(number)), f" {named[part]}") for part, number in whole.parts
    )
    body = joined(head, tag("ul", joined(*terms), class_="cb-terms"))
    if whole.missing:
        off = counted(abs(whole.missing), "line")
        body += tag("p", words.UNEVEN.format(off), class_="cb-uneven", role="alert")
    return tag("div", body, class_="cb-sum")


def _bytes(shares: Sequence[tuple[Share, int]], *, key: str) -> None:
    whole = sum(number for _, number in shares)
    st.html(tag("p", words.EVERY_PART.format(size(whole)), class_="cb-total").html)
    parts = [
        Part(
            words.SHARES[share], number, _said(share, number), _COLOURS[share], hatched=share is Share.REJECT
        )
        for share, number in shares
    ]
    figure = figure_of_shares(parts, theme=session.dark_or_light())
    st.plotly_chart(figure, key=f"cb-shares-{key}", config=_QUIET, alt=words.SHARES_ALT)
    terms = (tag("li", dot(_COLOURS[share]), _said(share, number)) for share, number in shares)
    st.html(tag("ul", joined(*terms), class_="cb-shares").html)


def _said(share: Share, number: int) -> str:
    return f"{size(number)} {words.SHARES[share]}"
