"""The panel of a column on the Mapping page: where it goes, what else may be settled of it, its values.

Each is a part of its own, so that the panel is short and only what is looked at is asked for. What becomes of
the cells stands under every part that changes it.
"""

from __future__ import annotations

import streamlit as st

from portal import session
from portal.components import mapping_column, mapping_more, parts
from portal.components.column_holdings import column_holds
from portal.components.mapping_column import Save
from portal.components.markup import tag
from portal.components.values_grid import Asking, values_grid
from portal.viewmodels.mapping import ColumnLine, ColumnView, MappingPage, TableView
from portal.wording import mapping as words
from portal.wording import values


def panel(
    view: MappingPage,
    table: TableView,
    line: ColumnLine,
    detail: ColumnView,
    *,
    save: Save,
    asking: Asking,
) -> None:
    """view: of which the version is part of every key, so that controls show what is saved."""
    base = f"{view.version}-{table.line.key}-{line.name}"
    labels = _parts(view, table, line, detail)
    match parts.chosen(session.MAPPING_PART, labels, label=words.PART):
        case words.WAYS:
            mapping_more.more(table, line, detail, base=base, save=save)
            mapping_column.preview(line, detail)
        case words.VALUES:
            mapping_column.word(line)
            st.html(tag("h4", values.TITLE).html)
            values_grid(asking)
        case words.HOLDS if detail.held is not None:
            column_holds(detail.held, base=base)
        case _:
            _place(view, table, line, detail, base=base, save=save)
            mapping_column.preview(line, detail)


def _parts(view: MappingPage, table: TableView, line: ColumnLine, detail: ColumnView) -> dict[str, str]:
    """What there is of this column to look at or to settle."""
    more = view.may_map and table.line.entity is not None and mapping_more.anything(table, line, detail)
    there = {
        words.PLACE: True,
        words.WAYS: more,
        words.VALUES: detail.feeds and not (detail.ways and detail.ways.joined),
        words.HOLDS: detail.held is not None,
    }
    return {part: words.PARTS[part] for part, wanted in there.items() if wanted}


def _place(
    view: MappingPage, table: TableView, line: ColumnLine, detail: ColumnView, *, base: str, save: Save
) -> None:
    source, settled = table.line.source, table.line.entity is not None
    taking = save if view.may_map and settled else None
    mapping_column.told(source, line, detail, base=base, save=taking)
    if not view.may_map:
        st.caption(words.READ_ONLY.format(view.ask))
        return
    if not settled:
        st.caption(" ".join(words.KIND_FIRST))
    mapping_column.move(table, line, base=base, save=save)
    if settled:
        mapping_column.options(source, line, detail, base=base, save=save)
