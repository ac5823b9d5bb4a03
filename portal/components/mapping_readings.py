"""How the cells of a column are read, where its panel on the Mapping page lets a person settle it.

Several fields from one cell are taken with one tap; what tells the parts apart is settled for the column.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from portal import session
from portal.components.markup import tag
from portal.viewmodels.mapping import (
    ColumnLine,
    ColumnView,
    OptionName,
    Source,
)
from portal.viewmodels.mapping_asked import (
    Change,
    SetOption,
    TakeSeveral,
)
from portal.wording import mapping_readings as words

OWN = frozenset(words.LABELS)
"""Options whose controls stand here."""


def several(source: Source, line: ColumnLine, *, base: str, save: Callable[[Change], None]) -> None:
    """The answer "several fields", where it is one and the column does not feed them yet."""
    told = line.suggested.several
    if told is None or line.also:
        return
    st.html(tag("p", tag("strong", words.SEVERAL), f": {told.reason}", class_="cb-why").html)
    asked = TakeSeveral(source, line.name)
    st.button(words.use_several(line), key=f"cb-several-{base}", on_click=save, args=(asked,))


def option(
    source: Source,
    line: ColumnLine,
    detail: ColumnView,
    name: OptionName,
    value: str,
    *,
    base: str,
    save: Callable[[Change], None],
) -> None:
    """One option, where there is more than one thing that it may be, and what speaks for each."""
    if name is OptionName.WIDTHS:
        _widths(source, line, value, base=base, save=save)
        return
    told, widget = words.choices(name, line.to), f"cb-option-{name}-{base}"
    if len(told) < 2 or (line.also and name in words.ONE_FIELD):
        return
    shown = value if value in told else next(iter(told))

    def chosen(code: str) -> None:
        save(SetOption(source, line.name, name, code))

    st.selectbox(
        words.LABELS[name],
        list(told),
        index=list(told).index(shown),
        format_func=lambda code: told[code],
        key=widget,
        on_change=session.on_change(widget, shown, chosen),
    )
    if name is OptionName.NOTATION and detail.teeth is not None:
        st.caption(words.teeth(detail.teeth))


def _widths(
    source: Source, line: ColumnLine, value: str, *, base: str, save: Callable[[Change], None]
) -> None:
    key = f"cb-option-widths-{base}"

    def typed(widths: str) -> None:
        save(SetOption(source, line.name, OptionName.WIDTHS, "".join(widths.split())))

    st.text_input(
        words.LABELS[OptionName.WIDTHS],
        value,
        help=words.WIDTHS_HELP,
        max_chars=100,
        key=key,
        on_change=session.on_change(key, value, typed),
    )
