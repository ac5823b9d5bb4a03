"""Columns read together, pieces for other fields, rows that are left out: what few columns need.

Values by which rows are told apart may be of patients, so the widgets hold their places and not them (law 7).
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from portal import session
from portal.viewmodels.mapping import (
    ColumnLine,
    ColumnView,
    OptionName,
    Source,
    TableView,
)
from portal.viewmodels.mapping_asked import Change
from portal.viewmodels.mapping_cells import AlsoFeed, Condition, JoinColumns, SetOnly, Ways
from portal.wording import mapping as mapping_words
from portal.wording import mapping_readings as words

Save = Callable[[Change], None]


def more(table: TableView, line: ColumnLine, detail: ColumnView, *, base: str, save: Save) -> None:
    """What else may be settled of the column."""
    source, told = table.line.source, detail.ways
    if _in_pieces(detail):
        _also(table, line, base=base, save=save)
    if told is not None:
        _join(source, line, told, base=base, save=save)
        _only(source, line, told, base=base, save=save)


def anything(table: TableView, line: ColumnLine, detail: ColumnView) -> bool:
    """Whether there is more to settle of the column than where it goes."""
    return detail.ways is not None or _in_pieces(detail)


def _in_pieces(detail: ColumnView) -> bool:
    return any(name is OptionName.READING and value.startswith("split") for name, value in detail.options)


def _also(table: TableView, line: ColumnLine, *, base: str, save: Save) -> None:
    taken = {column.to for column in table.columns} | {
        home for column in table.columns for home in column.also
    }
    homes = {f"{home.entity}.{home.field}": home for home in table.homes if home not in taken}
    key = f"cb-also-{base}"

    def chosen(code: str) -> None:
        save(AlsoFeed(table.line.source, line.name, homes[code].entity, homes[code].field))

    st.selectbox(
        words.ALSO,
        ["", *homes],
        format_func=lambda code: mapping_words.choice(homes[code]) if code else words.ALSO_NONE,
        key=key,
        on_change=session.on_change(key, "", chosen),
    )


def _join(source: Source, line: ColumnLine, told: Ways, *, base: str, save: Save) -> None:
    if not told.may_join:
        return
    which, between = st.columns([3, 2])
    key, mark_key = f"cb-join-{base}", f"cb-join-mark-{base}"
    with which:
        st.multiselect(
            words.JOIN,
            list(told.may_join),
            default=list(told.joined),
            placeholder=words.NOT_JOINED,
            help=words.JOIN_HELP,
            key=key,
            on_change=session.on_change(
                key,
                list(told.joined),
                lambda others: save(JoinColumns(source, line.name, tuple(others), told.mark)),
            ),
        )
    if not told.joined:
        return
    marks = list(words.MARKS)
    with between:
        st.selectbox(
            words.MARK,
            marks,
            index=marks.index(told.mark) if told.mark in marks else 0,
            format_func=lambda mark: words.MARKS[mark],
            key=mark_key,
            on_change=session.on_change(
                mark_key, told.mark, lambda mark: save(JoinColumns(source, line.name, told.joined, mark))
            ),
        )


def _only(source: Source, line: ColumnLine, told: Ways, *, base: str, save: Save) -> None:
    """Which column tells the rows apart is not saved alone: only with values it means anything."""
    known = {each.column: each for each in told.may_only}
    if not known:
        return
    by_key = f"cb-only-by-{base}"
    now = told.only.column if told.only and told.only.column in known else ""

    def left(by: str) -> None:
        if not by:
            save(SetOnly(source, line.name, now, ()))

    by = st.selectbox(
        words.ONLY,
        ["", *known],
        index=["", *known].index(now),
        format_func=lambda name: name or words.ONLY_ALL,
        help=words.ONLY_HELP,
        key=by_key,
        on_change=session.on_change(by_key, now, left),
    )
    if by:
        _values(source, line, known[by], told.only, base=base, save=save)


def _values(
    source: Source, line: ColumnLine, known: Condition, now: Condition | None, *, base: str, save: Save
) -> None:
    key = f"cb-only-values-{base}-{known.column}"
    chosen = set(now.values) if now and now.column == known.column else set()
    places = [place for place, value in enumerate(known.values) if value in chosen]

    def picked(told: list[int]) -> None:
        values = tuple(known.values[place] for place in told)
        save(SetOnly(source, line.name, known.column, values))

    st.multiselect(
        words.ONLY_VALUES,
        list(range(len(known.values))),
        default=places,
        format_func=lambda place: known.values[place],
        key=key,
        on_change=session.on_change(key, places, picked),
    )
