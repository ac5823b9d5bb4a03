"""Mapping: each column with its suggestion, its home, and old beside new; saved as it is tapped (law 2).

Every control carries the version that it was drawn from, so that a click in a page that has grown old is
refused by the service and overwrites nothing.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from core.errors import ChartbridgeError
from portal import session
from portal.components import (
    mapping_column,
    mapping_given,
    mapping_history,
    mapping_kind,
    mapping_panel,
    mapping_shortcuts,
    mapping_split,
    parts,
    progress,
    states,
)
from portal.components.heading import heading
from portal.components.markup import tag
from portal.components.values_grid import Asking
from portal.session import Place as Page
from portal.viewmodels.jobs import JobKind
from portal.viewmodels.mapping import (
    ColumnLine,
    ColumnView,
    MappingPage,
    TableLine,
    TableView,
)
from portal.viewmodels.mapping_asked import (
    Change,
)
from portal.visit import Portal
from portal.wording import mapping as words

_TABLE, _COLUMN, _FIRST, _NONE = "mapping.table", "mapping.column", "mapping.first", "-"


def render(portal: Portal) -> None:
    with st.spinner(words.READING, show_time=False):
        view = portal.mapping(session.remembered(_TABLE))
    heading(words.TITLE, words.WHY, over=view.project, left=words.left(view))
    refusal = session.take_refusal()
    if refusal is not None:
        states.failure(*refusal)
    if view.job is not None:
        progress.watch(view.job, portal.job)
    if view.table is None:
        _nothing_to_map(view)
        return
    _run(portal, view)
    match parts.chosen(session.MAPPING_SHEET, words.SHEETS, label=words.SHEET):
        case words.VERSIONS:
            mapping_history.versions(portal, view.version, act=_done)
        case words.FILES:
            mapping_given.files(portal, view, act=_done)
        case _:
            _table(portal, view, view.table)


def _nothing_to_map(view: MappingPage) -> None:
    if view.uploads:
        states.empty(words.NO_TABLES, words.NO_TABLES_MORE)
    else:
        states.empty(words.EMPTY, words.EMPTY_MORE)
    if st.button(words.BRING_IN, type="primary", key="cb-bring-in"):
        session.go_to(Page.UPLOADS)


def _run(portal: Portal, view: MappingPage) -> None:
    """The one main action; while a run is under way it says what a change now counts for."""
    if view.job is not None and view.job.under_way and view.job.kind is JobKind.RUN:
        st.caption(words.DURING)
        return
    if not view.may_map:
        st.caption(words.READ_ONLY.format(view.ask))
    st.caption(_standing(view))
    with st.container(horizontal=True, key="cb-map-actions"):
        if view.may_run:
            asked = (portal, view.version)
            st.button(words.RUN, type="primary", key="cb-run-mapping", on_click=_started, args=asked)
        if view.run_version is not None and st.button(words.SEE_RESULT, key="cb-map-result"):
            session.go_to(Page.OVERVIEW)


def _standing(view: MappingPage) -> str:
    """Which version this is, and how it stands to the last run."""
    if view.run_version is None:
        return f"{words.version(view)}. {words.NEVER_RAN}"
    told = words.NEWER.format(view.run_version) if view.newer else words.SAME
    return f"{words.version(view)}. {told}"


def _started(portal: Portal, seen: int) -> None:
    _done(lambda: portal.run_mapping(seen=seen))


def _done(act: Callable[[], object]) -> bool:
    """Whether what was asked is done; an expected failure is shown once the page is drawn anew."""
    try:
        act()
    except ChartbridgeError as error:
        session.leave_refusal(error.place, error.found, error.do)
        return False
    return True


def _save(portal: Portal, change: Change, seen: int) -> bool:
    def act() -> None:
        session.leave_note(words.SAVED.format(portal.change_mapping(change, seen=seen)))

    return _done(act)


def _table(portal: Portal, view: MappingPage, table: TableView) -> None:
    """What is slow comes first: until the new panel is drawn, the one of the last table can be clicked.

    A table stays where it is once its last column is settled, so that the effect is seen.
    """
    session.remember(_TABLE, table.line.key)
    opened = _opened(table)
    detail = portal.mapping_column(table.line.source, opened) if opened != _NONE else None
    _choose_table(view, table)
    with st.container(border=True, key="cb-map-table-facts"):
        st.html(tag("p", words.about_table(table), class_="cb-why").html)
        if view.may_map:
            mapping_kind.kind_and_key(table, drawn=_drawn(view, table), save=_saving(portal, view))
            _shortcuts(portal, view, table)
            mapping_split.split(table, drawn=_drawn(view, table), save=_saving(portal, view))
        else:
            st.html(mapping_kind.settled(table).html)
        _next_table(view, table)
    for number, line in enumerate(_in_order(table)):
        _line(line, number=number, opened=line.name == opened)
        if line.name == opened and detail is not None:
            _panel(portal, view, table, line, detail)


def _shortcuts(portal: Portal, view: MappingPage, table: TableView) -> None:
    """The next table is opened once this one is saved; where nothing more is offered, it stays."""
    later = [*_after(view, table), table.line]
    following = next((line for line in later if line.offers), table.line)

    def onward(change: Change) -> None:
        def act() -> None:
            session.leave_note(words.SAVED.format(portal.change_mapping(change, seen=view.version)))
            _open_table(following.key)

        _done(act)

    save = _saving(portal, view)
    mapping_shortcuts.offered(table, key=_drawn(view, table), save=save, onward=onward)


def _after(view: MappingPage, table: TableView) -> list[TableLine]:
    """The other tables, those behind this one first."""
    place = [line.key for line in view.tables].index(table.line.key)
    return [*view.tables[place + 1 :], *view.tables[:place]]


def _choose_table(view: MappingPage, table: TableView) -> None:
    lines = {line.key: line for line in view.tables}
    names = [line.source[1] for line in view.tables]
    key = f"cb-map-table-{view.version}-{table.line.key}"
    st.selectbox(
        words.TABLE,
        list(lines),
        index=list(lines).index(table.line.key),
        format_func=lambda k: words.table(lines[k], alike=names.count(lines[k].source[1]) > 1),
        key=key,
        on_change=session.on_change(key, table.line.key, _open_table),
    )


def _open_table(table: str) -> None:
    session.remember(_TABLE, table)
    _open_column("")


def _open_column(column: str) -> None:
    """Where it goes comes first, whatever was looked at of the last one."""
    session.remember(_COLUMN, column)
    session.show_part(session.MAPPING_PART, "")


def _saving(portal: Portal, view: MappingPage) -> Callable[[Change], None]:
    def save(change: Change) -> None:
        _save(portal, change, view.version)

    return save


def _drawn(view: MappingPage, table: TableView) -> str:
    return f"{view.version}-{table.line.key}"


def _next_table(view: MappingPage, table: TableView) -> None:
    """Once this one is settled, the next that wants a look is one tap away."""
    onward = next((line for line in view.tables if line.open), None)
    if table.line.open or onward is None:
        return
    label = words.NEXT_TABLE.format(words.table(onward, alike=False))
    st.button(label, type="tertiary", key="cb-map-next", on_click=_open_table, args=(onward.key,))


def _in_order(table: TableView) -> list[ColumnLine]:
    """What wants a look stands first, and stays there in this visit once it is settled."""
    name = f"{_FIRST}.{table.line.key}"
    first = {*session.remembered(name).split("\t"), *(column.name for column in table.columns if column.open)}
    session.remember(name, "\t".join(sorted(first)))
    return sorted(table.columns, key=lambda column: column.name not in first)


def _opened(table: TableView) -> str:
    """The column that a person opened, else the first that wants a look; none where they closed it."""
    told = session.remembered(_COLUMN)
    if told == _NONE or any(column.name == told for column in table.columns):
        return told
    return next((column.name for column in table.columns if column.open), _NONE)


def _line(line: ColumnLine, *, number: int, opened: bool) -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"cb-entry-map-{number}"
    ):
        st.html(mapping_column.row(line).html)
        st.button(
            words.CLOSE if opened else words.OPEN,
            key=f"cb-open-map-{number}",
            type="tertiary",
            on_click=_open_column,
            args=(_NONE if opened else line.name,),
        )


def _panel(portal: Portal, view: MappingPage, table: TableView, line: ColumnLine, detail: ColumnView) -> None:
    def save(change: Change) -> None:
        _keep_open(portal, view, line, change)

    asking = Asking(
        table.line.source,
        line.name,
        place=f"{view.project}-{table.line.key}-{line.name}",
        of=f"{_drawn(view, table)}-{line.name}",
        look=portal.column_values,
        attempt=portal.try_values,
        save=lambda change: _keep_open(portal, view, line, change),
    )
    with st.container(border=True, key="cb-map-panel"):
        mapping_panel.panel(view, table, line, detail, save=save, asking=asking)


def _keep_open(portal: Portal, view: MappingPage, line: ColumnLine, change: Change) -> bool:
    """Saved as it is tapped; the column stays open, so that its effect is seen."""
    session.remember(_COLUMN, line.name)
    return _save(portal, change, view.version)
