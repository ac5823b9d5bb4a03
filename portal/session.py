"""The only door to st.session_state and to the address line: nothing else in the portal reads either.

What lies here is small and about the visit (which project, which message to show once), never about
patients. The address line carries a project id, a filter and the name of the visit at most; a search word
never gets there.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import quote

import streamlit as st

_PREFIX = "chartbridge."
_PROJECT = "project"
_VISIT = "visit"
_MOST_VISITS = 1_000
_KNOWN = ("disposition", "table", "record")
CHART = "charts.place"
"""The chart that is open, under which name `remembered` has it."""
MAPPING_SHEET, MAPPING_PART = "mapping.sheet", "mapping.part"
"""The part of the Mapping page that is shown, and that of the column that is open there."""
_FIGURE = ("report", "currency", "clinic", "provider", "period", "basis")


class Place(StrEnum):
    """The pages by name; the values are their addresses."""

    OVERVIEW = "overview"
    UPLOADS = "uploads"
    READING = "reading"
    MAPPING = "mapping"
    DECISIONS = "decisions"
    CHARTS = "charts"
    FILES = "files"
    LOG = "log"
    GO_LIVE = "go-live"
    SCOPE = "scope"
    FINANCES = "finances"
    VERIFY = "verify"
    AUDIT = "audit"
    TRAINING = "training"
    PEOPLE = "people"


@dataclass(frozen=True)
class LogLink:
    """A filter of the log as a link may carry it. table: the position of the table in the run, or "".

    record: the number of one record in that table, or "".
    """

    disposition: str = ""
    table: str = ""
    record: str = ""


def register_pages(pages: Mapping[Place, Any]) -> None:
    """Remember the pages of this rerun, so that a page can lead to another one."""
    st.session_state[f"{_PREFIX}pages"] = dict(pages)


def go_to(place: Place, **filters: str) -> None:
    """Switch to another page; does nothing where the page stands alone (in a test)."""
    page = st.session_state.get(f"{_PREFIX}pages", {}).get(place)
    if page is not None:
        st.switch_page(page, query_params={**_kept(), **filters})


def _kept() -> dict[str, str]:
    kept = {_PROJECT: chosen_project(), _VISIT: st.session_state.get(f"{_PREFIX}{_VISIT}")}
    return {name: value for name, value in kept.items() if value}


def chosen_project() -> str | None:
    """The project in the address line, else the one chosen in this visit."""
    named = st.query_params.get(_PROJECT)
    return named or st.session_state.get(f"{_PREFIX}{_PROJECT}")


def choose_project(project: str) -> None:
    st.session_state[f"{_PREFIX}{_PROJECT}"] = project
    if st.query_params.get(_PROJECT) != project:
        st.query_params[_PROJECT] = project


@st.cache_resource(show_spinner=False)
def _visits() -> dict[str, str]:
    """The visit's name, which nobody can guess, and the role of the example's person taken in it.

    A link and a reload begin a new session; the name in the address is what makes it the same visit.
    """
    return {}


def acting() -> str:
    """The role of the example's person whom this visit acts as; "" for the person of the settings."""
    visit = st.session_state.get(f"{_PREFIX}{_VISIT}") or st.query_params.get(_VISIT, "")
    if visit not in _visits():
        return ""
    _remember(visit)
    return _visits()[visit]


def act_as(role: str) -> None:
    """Keep `role` for this visit; who may is decided elsewhere, before."""
    visit = st.session_state.get(f"{_PREFIX}{_VISIT}") or secrets.token_urlsafe(12)
    known = _visits()
    while len(known) >= _MOST_VISITS:
        known.pop(next(iter(known)))
    known[visit] = role
    _remember(visit)


def _remember(visit: str) -> None:
    st.session_state[f"{_PREFIX}{_VISIT}"] = visit
    if st.query_params.get(_VISIT) != visit:
        st.query_params[_VISIT] = visit


def cookies() -> Mapping[str, str]:
    """What the browser held when this visit began."""
    return st.context.cookies.to_dict()


def listening_on() -> str:
    """The address that this server is bound to; "" where it is bound to every one."""
    return st.get_option("server.address") or ""


def log_link() -> LogLink:
    """The filter that a link brought here."""
    return LogLink(*(st.query_params.get(name, "") for name in _KNOWN))


def figure_link() -> dict[str, str]:
    """Which figure of money a link leads to: a kind, ids of a clinic and a provider, a month; no patient."""
    return {name: st.query_params[name] for name in _FIGURE if name in st.query_params}


def address(place: Place, **filters: str) -> str:
    """A link to a page of this project, for use in our own HTML."""
    asked = {**_kept(), **{name: value for name, value in filters.items() if value}}
    query = "&".join(f"{name}={quote(value, safe=':')}" for name, value in asked.items())
    return f"{place.value}?{query}" if query else place.value


def leave_note(text: str) -> None:
    """A message to show once, after the next rerun."""
    st.session_state[f"{_PREFIX}note"] = text


def take_note() -> str:
    note: str = st.session_state.pop(f"{_PREFIX}note", "")
    return note


def leave_refusal(place: str, found: str, do: str) -> None:
    """An expected failure of something done before the page was drawn, to show once."""
    st.session_state[f"{_PREFIX}refusal"] = (place, found, do)


def take_refusal() -> tuple[str, str, str] | None:
    refusal: tuple[str, str, str] | None = st.session_state.pop(f"{_PREFIX}refusal", None)
    return refusal


def remember(name: str, value: str) -> None:
    """What is opened on a page: a name of a table or a column, never a value from one."""
    st.session_state[f"{_PREFIX}opened.{name}"] = value


def remembered(name: str) -> str:
    value: str = st.session_state.get(f"{_PREFIX}opened.{name}", "")
    return value


def show_chart(draw: int, place: int) -> None:
    """What the Charts page has open when drawn next: a place in a draw, which tells nobody whose it is."""
    remember(CHART, f"{draw}.{place}")


def show_in_mapping(source: tuple[str, str], *, column: str = "") -> None:
    """What the Mapping page has open when it is drawn next: a table, and one of its columns."""
    remember("mapping.table", "\t".join(source))
    remember("mapping.column", column)
    show_part(MAPPING_SHEET, "")
    show_part(MAPPING_PART, "")


def show_part(name: str, part: str) -> None:
    """Which part of a page is drawn when it is drawn next; "" for its first."""
    remember(name, part)
    next_turn(name)


def entered(key: str) -> Any:
    """What a widget holds as its change is dealt with, before the page is drawn again."""
    return st.session_state.get(key)


def on_change(key: str, drawn: Any, act: Callable[[Any], None]) -> Callable[[], None]:
    """For a widget's `on_change`: does `act(value)` where a person gave it another value, and only once.

    The framework also calls back for a widget that the page has already replaced, where its last state comes
    along with a click made before the browser had heard of it (seen on busy machines, 1.67). Such an echo
    holds what was drawn, or what was dealt with already.

    drawn: the value with which the widget is about to be drawn.
    """
    dealt = f"{_PREFIX}dealt.{key}"
    st.session_state.pop(dealt, None)

    def changed() -> None:
        now = st.session_state.get(key)
        if now == drawn or (dealt in st.session_state and st.session_state[dealt] == now):
            return
        st.session_state[dealt] = now
        act(now)

    return changed


def turn(name: str) -> int:
    """How often `next_turn(name)` was called: part of a widget's key, so that it can be made anew."""
    number: int = st.session_state.get(f"{_PREFIX}turn.{name}", 0)
    return number


def next_turn(name: str) -> None:
    st.session_state[f"{_PREFIX}turn.{name}"] = turn(name) + 1


def begin_page() -> None:
    """A page is about to be drawn and has no heading yet."""
    st.session_state[f"{_PREFIX}headed"] = False


def head_page() -> None:
    st.session_state[f"{_PREFIX}headed"] = True


def has_heading() -> bool:
    headed: bool = st.session_state.get(f"{_PREFIX}headed", False)
    return headed


def dark_or_light() -> str:
    """The theme that the person sees; light where it is not known yet."""
    return st.context.theme.type or "light"
