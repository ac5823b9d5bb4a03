"""Columns of a fixed width: a ruler over the first lines, and a small table of where each column begins.

The table holds names and places of columns; lines stand above it in our own HTML (law 7).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import streamlit as st

from core.sources.fixed_width.layout import Column
from portal.components.heading import section
from portal.components.markup import Markup, joined, tag
from portal.components.reading_opened import Asked
from portal.components.table import Column as Head
from portal.components.table import plain_table
from portal.viewmodels.reading import FileReading, GiveLayout, TableReading, Topic
from portal.wording import reading as words

_STEP = 10
_MOST_SKIPPED = 1_000


def layout(asked: Asked, file: FileReading, table: TableReading) -> None:
    if not file.layout:
        _said_by_hand(asked, file, table)
        return
    section(words.LAYOUT, words.LAYOUT_WHY)
    longest = max((len(row.raw) for row in table.first), default=0)
    if longest:
        st.html(_ruled(file.layout, [row.raw for row in table.first], longest).html)
    names = [column.name for column in table.columns]
    rows = rows_of(file.layout, names, longest=longest)
    if asked.may_change:
        _form(asked, file, rows)
    else:
        heads = (
            Head(words.LAYOUT_NAME),
            Head(words.LAYOUT_START, number=True),
            Head(words.LAYOUT_WIDTH, number=True),
        )
        plain_table(heads, [[str(value) for value in row.values()] for row in rows], label=words.LAYOUT)


def _said_by_hand(asked: Asked, file: FileReading, table: TableReading) -> None:
    """Columns that touch each other cannot be found; of a text that was cut otherwise, they can be said."""
    if not asked.may_change or not any(each.topic is Topic.FORMAT for each in table.choices):
        return
    with st.expander(words.LAYOUT_SAY, key="cb-reading-by-hand"):
        st.caption(words.LAYOUT_SAY_WHY)
        longest = max((len(row.raw) for row in table.first), default=0)
        if longest:
            st.html(_ruled((), [row.raw for row in table.first], longest).html)
        _form(asked, file, rows_of((Column("", 0, None),), ("",), longest=max(longest, 1)))


def _form(asked: Asked, file: FileReading, rows: list[dict[str, Any]]) -> None:
    """What is typed is taken as the form is sent; a table that is left as it was changes nothing."""
    key = f"cb-reading-layout-{asked.key(file)}"
    with st.form(f"{key}-form", border=False):
        st.caption(words.LAYOUT_HELP)
        edited = st.data_editor(
            rows,
            num_rows="dynamic",
            hide_index=True,
            key=key,
            column_config={
                words.LAYOUT_START: st.column_config.NumberColumn(min_value=1, step=1),
                words.LAYOUT_WIDTH: st.column_config.NumberColumn(min_value=1, step=1),
            },
        )
        skip = int(
            st.number_input(
                words.LAYOUT_SKIP, 0, _MOST_SKIPPED, min(file.skip, _MOST_SKIPPED), key=f"{key}-skip"
            )
        )
        with st.container(horizontal=True):
            sent = st.form_submit_button(words.LAYOUT_SAVE)
            found = st.form_submit_button(words.LAYOUT_BACK, type="tertiary")
    if sent or found:
        columns = columns_of(edited) if sent else ()
        asked.change(GiveLayout(file.path, columns, skip=skip if sent else 0))
        st.rerun()


def rows_of(columns: Sequence[Column], names: Sequence[str], *, longest: int) -> list[dict[str, Any]]:
    """Columns as people count them: from 1, each with its width."""
    known = [*names, *[""] * len(columns)]
    return [
        {
            words.LAYOUT_NAME: each.name or known[place],
            words.LAYOUT_START: each.start + 1,
            words.LAYOUT_WIDTH: max(1, (longest if each.stop is None else each.stop) - each.start),
        }
        for place, each in enumerate(columns)
    ]


def columns_of(rows: Sequence[Mapping[str, Any]]) -> tuple[Column, ...]:
    """The inverse of `rows_of`, in the order of their places; rows without a place are left out."""
    told = [
        (
            int(row[words.LAYOUT_START]) - 1,
            int(row.get(words.LAYOUT_WIDTH) or 1),
            str(row.get(words.LAYOUT_NAME) or ""),
        )
        for row in rows
        if row.get(words.LAYOUT_START)
    ]
    return tuple(Column(name, start, start + width) for start, width, name in sorted(told))


def _ruled(columns: Sequence[Column], lines: Sequence[str], longest: int) -> Markup:
    """A ruler that counts from 1, a mark above each place where a column begins, and the lines below."""
    ruler = "".join(str(at + 1).ljust(_STEP, " ") for at in range(0, longest, _STEP))[:longest]
    starts = {column.start for column in columns}
    marks = "".join("▾" if at in starts else " " for at in range(longest))
    shown = (tag("span", _cut(line, sorted(starts))) + Markup("\n") for line in lines)
    return tag(
        "pre",
        tag("span", f"{ruler}\n{marks}\n", class_="cb-ruler"),
        joined(*shown),
        class_="cb-fixed",
        tabindex="0",
        role="region",
        aria_label=words.LAYOUT_RULER,
    )


def _cut(line: str, starts: Sequence[int]) -> Markup:
    """The line in its columns, every second of them shaded."""
    edges = [*starts, max(len(line), 1)] if starts and starts[0] == 0 else [0, *starts, max(len(line), 1)]
    pieces = (line[start:stop] for start, stop in pairwise(edges))
    return joined(*(tag("span", piece, class_="odd" if n % 2 else "") for n, piece in enumerate(pieces)))
