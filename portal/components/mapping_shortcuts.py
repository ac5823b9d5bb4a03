"""What the Mapping page offers for a whole table: the kind that its rows seem to be, and several suggestions.

Only likely suggestions are taken together, each named before it is; one that is not sure is opened first,
so that nothing is settled that nobody has looked at (law 2).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from portal.components import mapping_readings
from portal.viewmodels.mapping import (
    ColumnLine,
    Place,
    TableView,
    together,
)
from portal.viewmodels.mapping_asked import (
    Change,
    SetKind,
    TakeSuggestions,
    TakeTable,
)
from portal.wording import mapping as words


def offered(
    table: TableView, *, key: str, save: Callable[[Change], None], onward: Callable[[Change], None]
) -> None:
    """key: part of the keys of widgets, of the version and the table. onward: saves, and opens the next."""
    columns = together(table.columns)
    _mixed(table, key=key, save=save)
    if table.line.offers:
        _whole(table, columns, key=key, onward=onward)
    if table.line.entity is None:
        _kind(table, key=key, save=save)
        return
    for number, line in enumerate(shared(table)):
        mapping_readings.several(table.line.source, line, base=f"all-{number}-{key}", save=save)
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


def _whole(
    table: TableView, columns: Sequence[ColumnLine], *, key: str, onward: Callable[[Change], None]
) -> None:
    """One tap for the table; what it takes and what goes on waiting is said beside it."""
    kind = table.suggested if table.line.entity is None else None
    asked = TakeTable(table.line.source, kind, tuple(column.name for column in columns))
    st.button(words.TAKE_TABLE, key=f"cb-take-table-{key}", on_click=onward, args=(asked,))
    st.caption(words.taking_table(kind, columns, waiting=_waiting(table) - len(columns)))


def _waiting(table: TableView) -> int:
    return sum(column.to is Place.WAITING for column in table.columns)


def shared(table: TableView) -> tuple[ColumnLine, ...]:
    """Columns whose cells seem to belong to several fields, while nobody has settled them."""
    return tuple(c for c in table.columns if c.suggested.several and not c.by_person and not c.also)
