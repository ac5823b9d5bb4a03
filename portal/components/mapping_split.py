"""Rows of several kinds in one table, as a person tells them apart on the Mapping page.

What is chosen is counted over all rows before it is saved, as one version. Words are cells of the export, so
the widgets hold kinds and their places, and no word (law 7).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from portal import session
from portal.components.markup import tag
from portal.viewmodels.mapping import TableView
from portal.viewmodels.mapping_asked import Change
from portal.viewmodels.mapping_cells import SplitRows, SplitWord
from portal.wording import mapping as mapping_words
from portal.wording import mapping_split as words

Save = Callable[[Change], None]


def split(table: TableView, *, drawn: str, save: Save) -> None:
    """drawn: part of the keys of widgets, of the version and the table. Folded away where all are of one."""
    told = table.split
    if not told.may:
        return
    columns, key = dict(told.may), f"cb-split-by-{drawn}"
    now = told.by if told.by in columns else ""

    def left(by: str) -> None:
        if not by and now:
            save(SplitRows(table.line.source))

    with st.expander(words.TITLE):
        st.caption(words.WHY)
        by = st.selectbox(
            words.BY,
            ["", *columns],
            index=["", *columns].index(now),
            format_func=lambda name: name or words.NONE,
            key=key,
            on_change=session.on_change(key, now, left),
        )
        if by:
            _kinds(table, by, columns[by], drawn=drawn, save=save)


def _kinds(table: TableView, by: str, told: Sequence[SplitWord], *, drawn: str, save: Save) -> None:
    first = table.line.entity or ""
    offered = mapping_words.kinds(first, *table.split.kinds, table.suggested, table.runner_up)
    were = [each.kind if by == table.split.by else first for each in told]
    kinds = [
        st.selectbox(
            words.word(each),
            offered,
            index=offered.index(was),
            format_func=words.kind,
            key=f"cb-split-{drawn}-{by}-{place}",
        )
        for place, (each, was) in enumerate(zip(told, were, strict=True))
    ]
    chosen = _by_kind(told, kinds, first)
    st.html(tag("p", words.preview(_counts(told, kinds), rows=table.split.rows), class_="cb-why").html)
    asked = SplitRows(table.line.source, by, tuple(chosen.items()))
    nothing = kinds == were if by == table.split.by else set(kinds) == {first}
    off = nothing or not chosen
    st.button(words.SAVE, key=f"cb-split-save-{drawn}", disabled=off, on_click=save, args=(asked,))


def _by_kind(told: Sequence[SplitWord], kinds: Sequence[str], first: str) -> Mapping[str, tuple[str, ...]]:
    """The kind that the table is taken for comes first, so that it stays what it is called."""
    named = sorted({kind for kind in kinds if kind}, key=lambda kind: (kind != first, kinds.index(kind)))
    return {
        kind: tuple(each.text for each, of in zip(told, kinds, strict=True) if of == kind) for kind in named
    }


def _counts(told: Sequence[SplitWord], kinds: Sequence[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for each, kind in zip(told, kinds, strict=True):
        if kind:
            counts[kind] = counts.get(kind, 0) + each.count
    return counts
