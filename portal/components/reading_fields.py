"""The fields in which a person puts an unreadable line right: a component of our own, for the sake of law 7.

A field of the framework that begins with a patient's cell would keep that cell in the session's state for as
long as it is shown. Here the cells come with the page, as in all our HTML, stay in the browser while somebody
types, and come back once as a trigger, which the framework forgets with the rerun that it starts.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import streamlit as st

from portal.components.markup import tag
from portal.wording import reading_repairs as words

_HERE = Path(__file__).parent
_LONGEST = 100_000
"""Letters that one cell may have."""


def fields(columns: Sequence[str], cells: Sequence[str], *, of: str, key: str) -> tuple[str, ...] | None:
    """The cells that were saved since the page was drawn last, one for each column; else None.

    of: names the line and the version that it was drawn under; what was saved of another one is not taken.
    """
    drawn = st.components.v2.component(
        "chartbridge_reading_fields",
        html=tag("form", "").html,
        css=_text("reading_fields.css"),
        js=_text("reading_fields.js"),
    )
    told = drawn(
        key=key,
        data={"of": of, "columns": [*columns], "cells": [*cells], "words": {"save": words.SAVE}},
        on_saved_change=_nothing,
    )
    return cells_of(told.get("saved"), of=of, width=len(columns))


def cells_of(saved: object, *, of: str, width: int) -> tuple[str, ...] | None:
    """What a browser tells, where it is as many texts as there are columns, of the line that is shown."""
    if not isinstance(saved, Mapping) or saved.get("of") != of:
        return None
    cells = saved.get("cells")
    if not isinstance(cells, list) or len(cells) != width:
        return None
    texts = tuple(each for each in cells if isinstance(each, str) and len(each) <= _LONGEST)
    return texts if len(texts) == width else None


def as_split(raw: str, delimiter: str, width: int) -> list[str]:
    """The line cut at every delimiter, as a beginning; what has no column goes into the last one."""
    if len(delimiter) != 1:
        return [raw]
    pieces = _quoted(raw, delimiter)
    if len(pieces) <= width:
        return pieces
    return [*pieces[: width - 1], delimiter.join(pieces[width - 1 :])]


def _quoted(raw: str, delimiter: str) -> list[str]:
    """With quotation marks where they close; else at each delimiter, with the marks as they stand."""
    try:
        (row,) = csv.reader([raw.rstrip("\r\n")], delimiter=delimiter, strict=True)
    except (csv.Error, ValueError):
        return raw.rstrip("\r\n").split(delimiter)
    return row


@cache
def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _nothing() -> None:
    """The page is drawn again, which is all that is asked for."""
