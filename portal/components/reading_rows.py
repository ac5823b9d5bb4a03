"""The first lines of a table: each as it stands in the file, and beside it what it was read as.

Lines and cells are patient data: they are our own HTML, escaped, and enter no grid and no widget (law 7).
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from core.tables import Share
from portal.components.markup import Markup, joined, tag
from portal.viewmodels.reading import RawRow, TableReading
from portal.wording import reading as words
from portal.wording.figures import count


def first_lines(table: TableReading) -> None:
    if not table.first:
        return
    raw = any(row.raw for row in table.first)
    why = tag("p", words.FIRST_WHY if raw else words.FIRST_READ, class_="cb-why")
    st.html(joined(tag("h4", words.FIRST), why, _lines(table, raw=raw)).html)


def _lines(table: TableReading, *, raw: bool) -> Markup:
    """raw: whether the format has lines that can be shown; a workbook has none."""
    width = max([len(table.columns), *(len(row.cells) for row in table.first)])
    names = [column.name for column in table.columns]
    names += [words.BEYOND] * (width - len(names))
    head = tag(
        "tr", *(tag("th", name, scope="col") for name in (words.LINE, *([words.RAW] if raw else []), *names))
    )
    body = (_row(row, width, raw=raw) for row in table.first)
    drawn = tag("table", tag("thead", head), tag("tbody", joined(*body)), aria_label=words.FIRST)
    return tag(
        "div",
        drawn,
        class_="cb-table cb-lines" if raw else "cb-table cb-lines read",
        tabindex="0",
        role="region",
        aria_label=words.FIRST,
    )


def _row(row: RawRow, width: int, *, raw: bool) -> Markup:
    """What is no record says what it is, and has no cells to compare."""
    number = tag("td", count(row.line), class_="number")
    stands = tag("td", raw_line(row.raw)) if raw else Markup("")
    if row.share is not Share.RECORD and not any(row.cells):
        is_ = tag("td", words.IS[row.share], class_="cb-line-is", colspan=str(max(width, 1)))
        return tag("tr", number, stands, is_, class_="cb-aside")
    kind = "cb-names" if row.share in (Share.HEADER, Share.REPEATED_HEADER) else ""
    return tag(
        "tr",
        number,
        stands,
        joined(*(tag("td", cell(each)) for each in _padded(row.cells, width))),
        class_=kind,
    )


def _padded(cells: Sequence[str | None], width: int) -> list[str | None]:
    return [*cells, *[None] * (width - len(cells))]


def raw_line(raw: str) -> Markup:
    return tag("code", raw, class_="cb-raw")


def cell(text: str | None) -> Markup:
    """A cell, or the word for one that is absent or blank."""
    if text is None:
        return tag("span", "–", class_="cb-none", title=words.ABSENT)
    if not text.strip():
        return tag("span", words.BLANK, class_="cb-none")
    return tag("span", text)
