"""The only door to st.session_state and to the address line: nothing else in the portal reads either.

What lies here is small and about the visit (which project, which message to show once), never about
patients. The address line carries a project id and a filter at most; a search word never gets there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import streamlit as st

_PREFIX = "chartbridge."
_PROJECT = "project"
_KNOWN = ("disposition", "table")


class Place(StrEnum):
    """The pages by name; the values are their addresses."""

    OVERVIEW = "overview"
    UPLOADS = "uploads"
    LOG = "log"


@dataclass(frozen=True)
class LogLink:
    """A filter of the log as a link may carry it. table: the position of the table in the run, or ""."""

    disposition: str = ""
    table: str = ""


def register_pages(pages: Mapping[Place, Any]) -> None:
    """Remember the pages of this rerun, so that a page can lead to another one."""
    st.session_state[f"{_PREFIX}pages"] = dict(pages)


def go_to(place: Place) -> None:
    """Switch to another page; does nothing where the page stands alone (in a test)."""
    page = st.session_state.get(f"{_PREFIX}pages", {}).get(place)
    if page is not None:
        st.switch_page(page, query_params=_kept())


def _kept() -> dict[str, str]:
    project = chosen_project()
    return {_PROJECT: project} if project else {}


def chosen_project() -> str | None:
    """The project in the address line, else the one chosen in this visit."""
    named = st.query_params.get(_PROJECT)
    return named or st.session_state.get(f"{_PREFIX}{_PROJECT}")


def choose_project(project: str) -> None:
    st.session_state[f"{_PREFIX}{_PROJECT}"] = project
    if st.query_params.get(_PROJECT) != project:
        st.query_params[_PROJECT] = project


def log_link() -> LogLink:
    """The filter that a link brought here."""
    return LogLink(*(st.query_params.get(name, "") for name in _KNOWN))


def address(place: Place, **filters: str) -> str:
    """A link to a page of this project, for use in our own HTML."""
    asked = {**_kept(), **{name: value for name, value in filters.items() if value}}
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"{place.value}?{query}" if query else place.value


def leave_note(text: str) -> None:
    """A message to show once, after the next rerun."""
    st.session_state[f"{_PREFIX}note"] = text


def take_note() -> str:
    note: str = st.session_state.pop(f"{_PREFIX}note", "")
    return note


def turn(name: str) -> int:
    """How often `next_turn(name)` was called: part of a widget's key, so that it can be made anew."""
    number: int = st.session_state.get(f"{_PREFIX}turn.{name}", 0)
    return number


def next_turn(name: str) -> None:
    st.session_state[f"{_PREFIX}turn.{name}"] = turn(name) + 1


def dark_or_light() -> str:
    """The theme that the person sees; light where it is not known yet."""
    return st.context.theme.type or "light"
