"""The entries that make up one figure, a screenful at a time, and where to look first where it differs."""

from __future__ import annotations

import streamlit as st

from core.finances import LeadKind
from portal import session
from portal.components import states
from portal.components.heading import section
from portal.components.markup import Content, Markup, joined, tag
from portal.components.table import Column, paging, plain_table
from portal.components.tiles import tiles
from portal.session import Place
from portal.viewmodels.finances import Drill, EntryLine
from portal.wording import figures, finance_leads
from portal.wording import finances as words


def head(found: Drill) -> None:
    """What the figure is, ours beside theirs, and where a difference may come from."""
    back = tag("a", words.BACK, href=session.address(Place.FINANCES), target="_self")
    st.html(tag("p", back, class_="cb-why").html)
    section(found.title, words.BEHIND)
    total = found.total
    beside = [(str(total.theirs), words.THEIRS)] if total else []
    gap = total.difference if total else None
    said = [(words.difference(gap), words.DIFFERENCE)] if gap is not None and gap.minor_units else []
    tiles([*beside, (str(found.ours), words.OURS), *said])
    if said:
        section(words.LEADS)
        if found.leads:
            st.html(tag("ul", joined(*_leads(found)), class_="cb-leads").html)
        else:
            st.html(tag("p", words.NO_LEADS, class_="cb-why").html)


def _leads(found: Drill) -> list[Markup]:
    lines = []
    for each in found.leads:
        said: Content = finance_leads.lead(each, found.asked.currency)
        if each.kind is LeadKind.NOT_HERE and each.place in found.tables:
            there = session.address(Place.LOG, table=str(found.tables[each.place]), disposition="waiting")
            said = tag("a", said, href=there, target="_self")
        lines.append(tag("li", said))
    return lines


def days(found: Drill) -> None:
    head = (Column(words.ENTRY_HEADS[0]), Column(words.ENTRIES, number=True), Column(words.OURS, number=True))
    rows = [(figures.day(day), figures.count(count), str(money)) for day, count, money in found.days]
    plain_table(head, rows, label=words.DAYS)


def entries(found: Drill) -> None:
    if not found.entries:
        states.empty(words.NO_ENTRIES, words.NO_ENTRIES_MORE)
        return
    head = [Column(name, number=name == words.ENTRY_HEADS[2]) for name in words.ENTRY_HEADS]
    st.caption(figures.counted(found.count, "entry", "entries"))
    plain_table(head, [_row(each) for each in found.entries], label=words.BEHIND, stacks=True)


def wanted(found: Drill) -> int:
    """The page of entries that is asked for below them."""
    return paging(found.pages, key="cb-finance-page")


def _row(each: EntryLine) -> tuple[Content, ...]:
    kind: Content = words.KINDS.get(each.kind, each.kind)
    if each.against:
        kind = joined(kind) + tag("small", words.AGAINST, class_="cb-uneven")
    return (
        figures.day(each.day), kind, str(each.amount), each.clinic, each.provider, each.patient,
        _source(each),
    )  # fmt: skip


def _source(each: EntryLine) -> Content:
    """The entry of the migration log that says what became of the row."""
    said = f"{each.file}, record {each.record:,}"
    if each.table is None:
        return said
    there = session.address(Place.LOG, table=str(each.table), record=str(each.record))
    return tag("a", said, href=there, target="_self")
