"""A difference between two mappings as our own HTML: table by table, and on whose word each thing stands."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from portal.components.markup import Markup, joined, tag
from portal.viewmodels.mapping_history import TableTold, Told
from portal.wording import mapping_history as words
from portal.wording.figures import counted
from portal.wording.mapping_difference import WHOLE

MOST = 60
"""Lines of one table that are shown: a screenful or two."""


def difference(tables: Sequence[TableTold]) -> None:
    for table in tables:
        st.html(_table(table).html)


def _table(table: TableTold) -> Markup:
    lines = [tag("li", _line(line)) for line in table.lines[:MOST]]
    if len(table.lines) > MOST:
        lines.append(tag("li", words.MORE.format(counted(len(table.lines) - MOST, "more change"))))
    if table.details:
        lines.append(tag("li", tag("small", words.DETAILS.format(counted(table.details, "detail")))))
    head = tag("h3", table.table or WHOLE)
    return tag("section", head, tag("ul", joined(*lines)), class_="cb-difference")


def _line(line: Told) -> Markup:
    return joined(line.text, " ", tag("small", said(line))) if line.by else joined(line.text)


def said(line: Told) -> str:
    return words.BECAUSE.format(line.by, line.why) if line.why else words.ON_WORD.format(line.by)
