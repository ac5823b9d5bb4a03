"""How files are read: what each was taken for, what is damaged, and whether it adds up (laws 1 and 2).

Nothing is repaired or read otherwise in silence: a choice is tried out before it is kept, a repair is looked
at before it is accepted, and each change carries the version that was drawn.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from core.errors import ChartbridgeError
from portal import session
from portal.components import (
    progress,
    reading_account,
    reading_choices,
    reading_columns,
    reading_files,
    reading_layout,
    reading_opened,
    reading_password,
    reading_rejects,
    reading_repairs,
    states,
)
from portal.components.heading import heading
from portal.components.markup import joined, tag
from portal.components.reading_opened import Asked
from portal.session import Place
from portal.viewmodels.jobs import JobView
from portal.viewmodels.reading import FileLine, FileReading, ReadingQuery, TableReading
from portal.visit import Portal
from portal.wording import reading as words


def render(portal: Portal) -> None:
    with st.spinner(words.READING, show_time=False):
        asked = _asked(portal)
    view = asked.view
    heading(words.TITLE, words.WHY, over=view.project, left=words.left(view))
    refusal = session.take_refusal()
    if refusal is not None:
        states.failure(*refusal)
    job = portal.job()
    if job is not None:
        progress.watch(job, portal.job)
    if not view.files:
        _nothing_read(job)
        return
    _beside(asked)
    reading_files.files(view)
    if view.open is not None:
        _opened(asked, view.open)


def _asked(portal: Portal) -> Asked:
    """A choice under which a file cannot be read is told and tried no longer; a file that is gone is left."""
    query = ReadingQuery(reading_opened.file(), reading_opened.trying())
    try:
        return Asked(portal, portal.reading(query), query.trying)
    except ChartbridgeError as error:
        if query == ReadingQuery():
            raise
        left = replace(query, trying=None) if query.trying else ReadingQuery()
        view = portal.reading(left)
        reading_opened.open_file(left.path)
        session.leave_refusal(error.place, error.found, error.do)
        return Asked(portal, view)


def _nothing_read(job: JobView | None) -> None:
    if job is not None and job.under_way:
        states.empty(words.UNDER_WAY, words.UNDER_WAY_MORE)
        return
    states.empty(words.EMPTY, words.EMPTY_MORE)
    if st.button(words.BRING_IN, type="primary", key="cb-bring-in"):
        session.go_to(Place.UPLOADS)


def _beside(asked: Asked) -> None:
    """What holds for the whole page, and the way on once nothing is left in the file that is open."""
    view = asked.view
    if not view.may_change:
        st.caption(words.READ_ONLY.format(view.ask))
    if not view.sees_rows:
        st.caption(words.NO_ROWS)
    settled = asked.trying is None and not (view.open and _wants(asked, view.open))
    with st.container(horizontal=True, key="cb-reading-acts"):
        if settled:
            _way_on(asked)
        if view.may_change and view.can_undo:
            st.button(words.UNDO, type="tertiary", key="cb-reading-undo", on_click=asked.undo)


def _way_on(asked: Asked) -> None:
    """The next file that needs somebody, else the next page."""
    onward = _onward(asked)
    if onward is not None:
        label, path = words.NEXT_FILE.format(_plain(onward.path)), (onward.path,)
        st.button(label, type="primary", key="cb-reading-next", on_click=reading_opened.open_file, args=path)
    elif st.button(words.TO_MAPPING, type="primary", key="cb-reading-mapping"):
        session.go_to(Place.MAPPING)


def _onward(asked: Asked) -> FileLine | None:
    """What stands below the open file, then what can surely be settled above: nobody is led round in a circle
    by lines that cannot be put right here.
    """
    if not asked.may_change:
        return None
    view = asked.view
    at = next((n for n, line in enumerate(view.files) if view.open and line.path == view.open.path), -1)
    below = [line for line in view.files[at + 1 :] if reading_files.needs_somebody(line)]
    above = [line for line in view.files[: max(at, 0)] if line.open_repairs or line.locked]
    return next((line for line in (*below, *above) if view.sees_rows or line.locked), None)


def _plain(name: str) -> str:
    """Names of files may hold marks that Markdown would act on; they are shown as they are."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]()#+-.!|<>$~:" else c for c in name)


def _wants(asked: Asked, file: FileReading) -> bool:
    """Whether the file, in the table that is shown, has something that this person can put right here."""
    table = reading_opened.table(file)
    damaged = table is not None and reading_opened.wants(table)
    return (asked.may_change and file.locked) or (asked.may_repair and damaged)


def _opened(asked: Asked, file: FileReading) -> None:
    name = tag("h2", file.path, class_="cb-section")
    why = tag("small", file.why) if file.why else ""
    taken = tag("p", tag("strong", f"{words.TAKEN_FOR} {file.label}"), why)
    head = name if file.locked else joined(name, taken)
    st.html(tag("header", head, class_="cb-reading-file").html)
    reading_password.password(asked, file)
    table = _table(asked, file)
    if table is None:
        if not file.locked:
            st.caption(words.NO_TABLE)
        return
    if asked.trying is not None:
        reading_choices.how_it_was_read(asked, file, table)
        return
    main = asked.may_change and not file.locked
    reading_repairs.repairs(asked, file, table, main=main)
    reading_rejects.rejects(asked, file, table, main=main and not reading_opened.damaged(table))
    reading_choices.how_it_was_read(asked, file, table)
    reading_layout.layout(asked, file, table)
    reading_account.account(table, key=asked.key(file))
    reading_columns.columns(table)


def _table(asked: Asked, file: FileReading) -> TableReading | None:
    """Of several tables, the one that was chosen by its place."""
    table = reading_opened.table(file)
    if table is None or len(file.tables) < 2:
        return table
    places = list(range(len(file.tables)))
    at = next(place for place in places if file.tables[place] is table)
    key = f"cb-reading-table-{asked.key(file)}-{at}"
    st.selectbox(
        words.TABLE,
        places,
        index=at,
        format_func=lambda place: file.tables[place].name,
        key=key,
        on_change=session.on_change(key, at, reading_opened.open_table),
    )
    return table
