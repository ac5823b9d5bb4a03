"""Columns read together, pieces for other fields, rows that are left out: what few columns need.

Values by which rows are told apart may be of patients, so the widgets hold their places and not them (law 7).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from core.mapping.readings import is_pieces
from portal import session
from portal.components import mapping_blanks, mapping_lookup
from portal.viewmodels.mapping import (
    ColumnLine,
    ColumnView,
    Home,
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
    if len(table.split.kinds) > 1:
        _other_rows(table, line, base=base, save=save)
    mapping_blanks.blanks(source, line, detail, base=base, save=save)
    if told is not None:
        mapping_lookup.lookup(source, line, told, base=base, save=save)
        _join(source, line, told, base=base, save=save)
        _only(source, line, told, base=base, save=save)


def anything(table: TableView, line: ColumnLine, detail: ColumnView) -> bool:
    """Whether there is more to settle of the column than where it goes."""
    kinds = len(table.split.kinds) > 1 and detail.feeds
    return kinds or detail.ways is not None or bool(detail.blanks) or _in_pieces(detail)


def _in_pieces(detail: ColumnView) -> bool:
    return any(name is OptionName.READING and is_pieces(value) for name, value in detail.options)


def _free(table: TableView) -> list[Home]:
    """Fields that no column feeds."""
    taken = {column.to for column in table.columns} | {
        home for column in table.columns for home in column.also
    }
    return [home for home in table.homes if home not in taken]


def _also(table: TableView, line: ColumnLine, *, base: str, save: Save) -> None:
    """The next piece of cells that are cut."""
    _field(table, line, _free(table), (words.ALSO, words.ALSO_NONE), key=f"cb-also-{base}", save=save)


def _other_rows(table: TableView, line: ColumnLine, *, base: str, save: Save) -> None:
    """A field of rows of another kind than those that the column feeds already."""
    fed = {to.entity for to in (line.to, *line.also) if isinstance(to, Home)}
    kinds = set(table.split.kinds) - fed
    homes = [home for home in _free(table) if home.entity in kinds]
    if fed and homes:
        label = (words.OTHER_ROWS, words.OTHER_ROWS_NONE)
        _field(table, line, homes, label, key=f"cb-other-rows-{base}", save=save)


def _field(
    table: TableView,
    line: ColumnLine,
    offered: Sequence[Home],
    label: tuple[str, str],
    *,
    key: str,
    save: Save,
) -> None:
    """label: of the choice, and of choosing none."""
    homes = {f"{home.entity}.{home.field}": home for home in offered}

    def chosen(code: str) -> None:
        save(AlsoFeed(table.line.source, line.name, homes[code].entity, homes[code].field))

    st.selectbox(
        label[0],
        ["", *homes],
        format_func=lambda code: mapping_words.choice(homes[code]) if code else label[1],
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
