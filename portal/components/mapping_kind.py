"""What the rows of a table are and how its records are told apart, as a person settles it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from portal import session
from portal.components.markup import Markup, tag
from portal.viewmodels.mapping import TableView
from portal.viewmodels.mapping_asked import Change, SetKey, SetKind
from portal.wording import mapping as words
from portal.wording import mapping_split as split_words


def kind_and_key(table: TableView, *, drawn: str, save: Callable[[Change], None]) -> None:
    """drawn: part of the keys of widgets, of the version and the table."""
    kind, key = st.columns(2)
    with kind:
        if table.split.by:
            st.html(tag("p", split_words.held(table.split.by, table.split.kinds), class_="cb-why").html)
        else:
            _kind(table, drawn=drawn, save=save)
    with key:
        _key(table, drawn=drawn, save=save)


def _kind(table: TableView, *, drawn: str, save: Callable[[Change], None]) -> None:
    kinds = words.kinds(table.line.entity, table.suggested, table.runner_up)
    widget = f"cb-kind-{drawn}"

    def chosen(kind: str) -> None:
        save(SetKind(table.line.source, kind or None))

    st.selectbox(
        words.KIND,
        kinds,
        index=kinds.index(table.line.entity or ""),
        format_func=lambda name: words.kind_choice(name or None),
        key=widget,
        on_change=session.on_change(widget, table.line.entity or "", chosen),
    )


def _key(table: TableView, *, drawn: str, save: Callable[[Change], None]) -> None:
    widget = f"cb-key-{drawn}"

    def chosen(columns: list[str]) -> None:
        save(SetKey(table.line.source, tuple(columns)))

    st.multiselect(
        words.KEY,
        sorted(column.name for column in table.columns),
        default=list(table.key),
        placeholder=words.KEY_NONE,
        help=words.KEY_HELP,
        key=widget,
        on_change=session.on_change(widget, list(table.key), chosen),
        disabled=table.line.entity is None,
    )
    shared = [name for name in table.key if name not in table.unique]
    if shared and len(table.key) == 1:
        st.caption(words.KEY_SHARED.format(shared[0]))


def settled(table: TableView) -> Markup:
    """The same for whoever may look only."""
    key = ", ".join(table.key) or words.KEY_NONE
    told = table.split
    of_one = f"{words.KIND}: {words.kind(table.line.entity)}"
    kind = tag("p", split_words.held(told.by, told.kinds) if told.by else of_one)
    return kind + tag("p", f"{words.KEY}: {key}")
