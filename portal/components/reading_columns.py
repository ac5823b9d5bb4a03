"""What each column of a table seems to hold, and how sure that is."""

from __future__ import annotations

import streamlit as st

from portal.components.markup import Markup, tag
from portal.components.table import Column, plain_table
from portal.viewmodels.reading import ColumnSeen, TableReading
from portal.wording import reading as words

_OPEN = 12
"""Tables with more columns than this begin folded."""


def columns(table: TableReading) -> None:
    if not table.columns:
        return
    title = f"{words.COLUMNS} ({len(table.columns)})"
    with st.expander(title, expanded=len(table.columns) <= _OPEN, key="cb-reading-columns"):
        head = (Column(words.COLUMN), Column(words.KIND), Column(words.SURE))
        rows = [(tag("strong", each.name), each.kind, _sure(each)) for each in table.columns]
        plain_table(head, rows, label=words.COLUMNS)


def _sure(column: ColumnSeen) -> Markup:
    """A small bar with its figure; never rounded up to certainty."""
    share = max(0.0, min(1.0, column.confidence))
    shown = int(share * 100)
    bar = tag("span", tag("i", "", style=f"width:{shown}%"), class_="cb-sure-bar", aria_hidden="true")
    return tag("span", bar, f"{shown} %", class_="cb-sure")
