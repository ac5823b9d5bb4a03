"""Which words of a column mean blank, as a person settles it on the Mapping page.

Words are cells of the export, so the widget holds their places and not them (law 7).
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from core.transforms.text import ABSENT_WORDS
from portal import session
from portal.viewmodels.mapping import ColumnLine, ColumnView, Source
from portal.viewmodels.mapping_asked import Change
from portal.viewmodels.mapping_cells import BlankWord, SetBlanks
from portal.wording import mapping_readings as words


def blanks(
    source: Source, line: ColumnLine, detail: ColumnView, *, base: str, save: Callable[[Change], None]
) -> None:
    told, key = detail.blanks, f"cb-blanks-{base}"
    if not told:
        return
    places = [place for place, each in enumerate(told) if each.blank]

    def picked(chosen: list[int]) -> None:
        save(_asked(source, line.name, told, set(chosen)))

    st.multiselect(
        words.BLANKS,
        list(range(len(told))),
        default=places,
        format_func=lambda place: words.blank(told[place]),
        placeholder=words.BLANKS_NONE,
        select_all=False,
        help=words.BLANKS_HELP,
        key=key,
        on_change=session.on_change(key, places, picked),
    )


def _asked(source: Source, column: str, told: tuple[BlankWord, ...], chosen: set[int]) -> SetBlanks:
    blank = tuple(each.word for place, each in enumerate(told) if place in chosen)
    other = (each.word for place, each in enumerate(told) if place not in chosen)
    return SetBlanks(source, column, blank, tuple(word for word in other if word in ABSENT_WORDS))
