"""What the Mapping page offers for a whole table: the kind that its rows seem to be, and several suggestions.

Only likely suggestions are taken together, each named before it is; one that is not sure is opened first,
so that nothing is settled that nobody has looked at (law 2).
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from portal.components import mapping_readings
from portal.viewmodels.mapping import Change, ColumnLine, Level, Place, SetKind, TableView, TakeSuggestions
from portal.wording import mapping as words


def offered(table: TableView, *, key: str, save: Callable[[Change], None]) -> None:
    """key: part of the widgets' keys, of the version and the table."""
    _mixed(table, key=key, save=save)
    if table.line.entity is None:
        _kind(table, key=key, save=save)
        return
    for number, line in enumerate(shared(table)):
        mapping_readings.several(table.line.source, line, base=f"all-{number}-{key}", save=save)
    columns = together(table)
    if len(columns) > 1:
        asked = TakeSuggestions(table.line.source, tuple(column.name for column in columns))
        st.caption(words.suggestions(columns))
        st.button(words.use_all(columns), key=f"cb-use-all-{key}", on_click=save, args=(asked,))


def _mixed(table: TableView, *, key: str, save: Callable[[Change], None]) -> None:
    """The answer that rows are of several kinds, while the table is not taken for what holds them all."""
    if table.mixed is None or table.line.entity == table.mixed[0]:
        return
    entity, reason = table.mixed
    st.caption(reason)
    label = words.USE_KIND.format(words.kind(entity))
    asked = (SetKind(table.line.source, entity),)
    st.button(label, key=f"cb-use-mixed-{key}", on_click=save, args=asked)


def _kind(table: TableView, *, key: str, save: Callable[[Change], None]) -> None:
    if table.suggested is None:
        return
    label = words.USE_KIND.format(words.kind(table.suggested))
    asked = SetKind(table.line.source, table.suggested)
    st.button(label, key=f"cb-use-kind-{key}", on_click=save, args=(asked,))


def together(table: TableView) -> tuple[ColumnLine, ...]:
    """Columns that wait and have a likely suggestion, each to a field that no other of them is to feed."""
    waiting = [column for column in table.columns if column.open and column.to is Place.WAITING]
    likely = [c for c in waiting if c.suggested.home and c.suggested.level is not Level.NOT_SURE]
    homes = [column.suggested.home for column in likely]
    return tuple(column for column in likely if homes.count(column.suggested.home) == 1)


def shared(table: TableView) -> tuple[ColumnLine, ...]:
    """Columns whose cells seem to belong to several fields, while nobody has settled them."""
    return tuple(c for c in table.columns if c.suggested.several and not c.by_person and not c.also)
