"""Lines that became no record: each as it stands, why, and one field a column to put it right (law 1).

One form is open at a time, remembered by its place in the list. What is typed there is in `reading_fields`.
"""

from __future__ import annotations

import re

import streamlit as st

from portal import session
from portal.components import reading_opened
from portal.components.heading import section
from portal.components.markup import Markup, joined, tag
from portal.components.reading_fields import as_split, fields
from portal.components.reading_opened import Asked
from portal.components.reading_rows import cell, raw_line
from portal.components.reading_workbook import workbook
from portal.components.table import paging
from portal.viewmodels.reading import Correct, FileReading, RejectView, TableReading, Topic
from portal.wording import reading_repairs as words
from portal.wording.figures import count, counted

_A_PAGE = 5
_BEYOND = re.compile(r"extra_\d+")
"""How the reader calls columns of cells beyond the row of names (contracts, section 4)."""


def rejects(asked: Asked, file: FileReading, table: TableReading, *, main: bool) -> None:
    """main: whether putting the first of them right is the page's one main action."""
    if not table.rejects and not table.rejects_in_all:
        return
    section(words.REJECTS, words.REJECTS_WHY if table.rejects_in_all else words.REJECTS_DONE)
    if not table.rejects:
        st.caption(words.REJECTS_HIDDEN.format(counted(table.rejects_in_all, "line")))
        return
    key = asked.key(file)
    first = next((place for place, each in enumerate(table.rejects) if each.corrected is None), None)
    here = st.container(key="cb-reading-rejects")
    page = paging(-(-len(table.rejects) // _A_PAGE), key=f"cb-reject-page-{key}")
    with here:
        for place in range((page - 1) * _A_PAGE, min(page * _A_PAGE, len(table.rejects))):
            _one(asked, table, place, key=f"{key}-{place}", main=main and place == first)
    shown = sum(each.corrected is None for each in table.rejects)
    if asked.may_repair and any(each.id and each.corrected is None for each in table.rejects):
        workbook(asked, file)
    if shown < table.rejects_in_all:
        st.caption(words.REJECTS_MORE.format(shown=count(shown), all=count(table.rejects_in_all)))


def _one(asked: Asked, table: TableReading, place: int, *, key: str, main: bool) -> None:
    view = table.rejects[place]
    opened = reading_opened.reject() == place
    with st.container(border=True, key=f"cb-reading-reject-{key}"):
        st.html(_drawn(view, table).html)
        if view.corrected is None and _has_repair(view, table):
            st.caption(words.HAS_REPAIR)
        if not asked.may_change or not view.id:
            return
        if view.corrected is not None:
            back = Correct(table.path, view.id, None)
            label = f"cb-reject-back-{key}"
            st.button(words.BACK, type="tertiary", key=label, on_click=asked.change, args=(back,))
            return
        if opened:
            _form(asked, table, view)
        st.button(
            words.CLOSE if opened else words.PUT_RIGHT,
            type="tertiary" if opened else "primary" if main else "secondary",
            key=f"cb-reject-open-{key}",
            on_click=reading_opened.open_reject,
            args=(None if opened else place,),
        )


def _has_repair(view: RejectView, table: TableReading) -> bool:
    """Whether a repair of the very line is proposed above."""
    return any(
        each.line == view.line and each.raw == view.raw and not each.applied
        for group in table.repairs
        for each in group.examples
    )


def _drawn(view: RejectView, table: TableReading) -> Markup:
    head = tag("p", tag("strong", words.LINE.format(count(view.line))), _state(view), class_="cb-entry-head")
    why = tag("p", tag("span", view.reason), tag("small", view.advice))
    raw = tag("div", tag("small", words.AS_STANDS), raw_line(view.raw), class_="cb-raw-line")
    if view.corrected is None:
        return tag("article", head, why, raw, class_="cb-repair")
    pairs = zip(table.columns, view.corrected, strict=False)
    cells = (tag("div", tag("dt", column.name), tag("dd", cell(text))) for column, text in pairs)
    return tag("article", head, raw, tag("dl", joined(*cells), class_="cb-facts"), class_="cb-repair")


def _state(view: RejectView) -> Markup:
    if view.corrected is None:
        return Markup("")
    said = words.RIGHT_BY.format(view.by) if view.by else words.RIGHT
    return tag("span", tag("i", "✓", aria_hidden="true"), said, class_="cb-mark person")


def _form(asked: Asked, table: TableReading, view: RejectView) -> None:
    """Saved at once; the page is then drawn anew, with the line among the records."""
    st.html(tag("p", words.FORM_WHY, class_="cb-why").html)
    names = _own(table)
    begin = as_split(view.raw, _delimiter(table), len(names))
    key = f"cb-reading-fields-{session.turn('reading.reject')}"
    saved = fields(names, begin, of=f"{asked.view.version}-{view.id}", key=key)
    if saved is not None:
        if asked.changed(Correct(table.path, view.id, saved)):
            reading_opened.open_reject(None)
        st.rerun()


def _own(table: TableReading) -> list[str]:
    """Columns that the table has by itself; cells beyond them are what a line that is put right has not."""
    names = [column.name for column in table.columns]
    while len(names) > 1 and _BEYOND.fullmatch(names[-1]):
        names.pop()
    return names


def _delimiter(table: TableReading) -> str:
    told = next((each for each in table.choices if each.topic is Topic.DELIMITER), None)
    return "" if told is None else told.found if told.said is None else told.said
