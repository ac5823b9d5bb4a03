"""Tables as our own HTML, a screenful at a time. Patient data never enters a grid with a toolbar.

`plain_table` is for a handful of lines; `paged` draws the bar under a list that is paged on the server.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from portal.components.markup import Content, Markup, joined, tag


@dataclass(frozen=True)
class Column:
    """number: aligned to the right, in figures of one width."""

    title: str
    number: bool = False


def plain_table(
    columns: Sequence[Column], rows: Sequence[Sequence[Content]], *, label: str, stacks: bool = False
) -> None:
    """label: what the table is, for those who hear it. stacks: on a phone, cells stand under each other."""
    head = tag("thead", tag("tr", joined(*(_cell("th", c, c.title) for c in columns))))
    body = tag("tbody", joined(*(_row(columns, row, named=stacks) for row in rows)))
    table = tag("table", head, body, aria_label=label)
    st.html(
        tag(
            "div",
            table,
            class_="cb-table stacks" if stacks else "cb-table",
            tabindex="0",
            role="region",
            aria_label=label,
        ).html
    )


def _row(columns: Sequence[Column], row: Sequence[Content], *, named: bool) -> Markup:
    told = (_told(c, content) if named else content for c, content in zip(columns, row, strict=True))
    return tag("tr", joined(*(_cell("td", c, content) for c, content in zip(columns, told, strict=True))))


def _told(column: Column, content: Content) -> Content:
    """A number with what it counts, which is shown where its column has no head: on a phone."""
    return joined(tag("em", column.title.lower()), " ", content) if column.number and content else content


def _cell(name: str, column: Column, content: Content) -> Markup:
    scope = "col" if name == "th" else ""
    return tag(name, content, class_="number" if column.number else "", scope=scope)


def paging(pages: int, *, key: str) -> int:
    """The page asked for, 1-based. key: change it with the filters, and the list starts over."""
    if pages <= 1:
        return 1
    return st.pagination(pages, key=key, max_visible_pages=7)
