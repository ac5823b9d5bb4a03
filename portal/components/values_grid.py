"""The grid of a column's values: a component of our own, for the sake of law 7.

The framework's own grid would keep patients' cells in the session's state, and hand them out by its toolbar.
Here values come with the page, a screenful at a time; what somebody types stays in the browser until it is
tried, and comes back as a trigger, which the framework forgets with the rerun that it starts. So does what is
searched for. A change is saved only after what it does was seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from core.decisions.settling import WITHOUT_CODE
from core.errors import ChartbridgeError
from core.values import Origin
from portal import session
from portal.components.markup import tag
from portal.viewmodels.mapping import Source
from portal.viewmodels.mapping_asked import (
    Change,
    SetValues,
    UseValues,
)
from portal.viewmodels.values import (
    LONGEST,
    MOST_EDITS,
    Reuse,
    Show,
    Trial,
    TriedLine,
    ValueLine,
    ValuesPage,
    ValuesQuery,
)
from portal.wording import findings
from portal.wording import values as words
from portal.wording.figures import count

_HERE = Path(__file__).parent
_LONGEST_REASON, _LONGEST_SEARCH = 200, 200
_DEALT, _SAVED = "mapping.values.dealt", "mapping.values.saved"


@dataclass(frozen=True)
class Asking:
    """What the grid may ask of the portal, about one column.

    place: names project, table and column; what is typed there stays until it is saved.
    of: names the version that is drawn too. save: whether it could be saved.
    """

    source: Source
    column: str
    place: str
    of: str
    look: Callable[[ValuesQuery], ValuesPage]
    attempt: Callable[[SetValues | UseValues], Trial]
    save: Callable[[Change], bool]


@dataclass(frozen=True)
class Told:
    """What a browser asks: to LOOK at other values, to TRY what was typed, or to KEEP what was tried.

    reuse: the place of an offer in the list that was drawn, in place of values.
    """

    act: str
    turn: str
    show: Show = Show.ALL
    search: str = field(default="", repr=False)
    page: int = 1
    values: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    reuse: int | None = None
    reason: str = ""


LOOK, TRY, KEEP = "look", "try", "keep"


def values_grid(asking: Asking) -> None:
    """Paged by itself: looking at other values draws nothing else of the page anew."""

    @st.fragment
    def drawn() -> None:
        key = f"cb-values-{asking.place}"
        told = told_of(session.entered(key), of=asking.of) or Told(LOOK, "")
        page = asking.look(ValuesQuery(asking.source, asking.column, told.show, told.search, told.page))
        change = _change(asking, told, page.reuse)
        if told.act == KEEP and change is not None and session.remembered(_DEALT) != told.turn:
            session.remember(_DEALT, told.turn)
            if asking.save(change):
                session.remember(_SAVED, told.turn)
            st.rerun()
        _mounted(key, _drawn(asking, page, told) | _tried(asking, told, change, dict(page.codes)))

    drawn()


def _mounted(key: str, data: dict[str, Any]) -> None:
    grid = st.components.v2.component(
        "chartbridge_values_grid",
        html=tag("section", "", class_="grid", aria_label=words.TITLE).html,
        css=_text("values_grid.css"),
        js=_text("values_grid.js"),
    )
    grid(key=key, data=data, on_told_change=_nothing)


def told_of(entered: object, *, of: str) -> Told | None:
    """What a browser tells, where it is sound and about the column and version that are drawn."""
    told = entered.get("told") if isinstance(entered, Mapping) else None
    if not isinstance(told, Mapping) or told.get("of") != of or told.get("act") not in (LOOK, TRY, KEEP):
        return None
    values, page, reuse = _values(told.get("values")), told.get("page"), told.get("reuse")
    show = told.get("show")
    return Told(
        act=str(told["act"]),
        turn=_short(told.get("turn"), 40),
        show=Show(show) if show in tuple(Show) else Show.ALL,
        search=_short(told.get("search"), _LONGEST_SEARCH),
        page=page if isinstance(page, int) and page > 0 else 1,
        values=values,
        reuse=reuse if isinstance(reuse, int) and reuse >= 0 else None,
        reason=_short(told.get("reason"), _LONGEST_REASON),
    )


def _values(told: object) -> tuple[tuple[str, str], ...]:
    """Pairs of a value and what it is to become; none at all where one of them is no such pair."""
    if not isinstance(told, list) or len(told) > MOST_EDITS:
        return ()
    pairs = [each for each in told if isinstance(each, list) and len(each) == 2 and all(map(_is_value, each))]
    return tuple((str(text), str(to)) for text, to in pairs) if len(pairs) == len(told) else ()


def _is_value(told: object) -> bool:
    return isinstance(told, str) and len(told) <= LONGEST


def _short(told: object, longest: int) -> str:
    return told[:longest] if isinstance(told, str) else ""


def _change(asking: Asking, told: Told, offers: tuple[Reuse, ...]) -> SetValues | UseValues | None:
    if told.reuse is not None and told.reuse < len(offers):
        of = offers[told.reuse]
        return UseValues(asking.source, asking.column, of.source, of.column, told.reason)
    return SetValues(asking.source, asking.column, told.values, told.reason) if told.values else None


def _tried(
    asking: Asking, told: Told, change: SetValues | UseValues | None, names: Mapping[str, str]
) -> dict[str, Any]:
    """What the change would do, or why it cannot be done; for the browser that asked, by its turn."""
    if told.act != TRY or change is None:
        return {"trial": None, "refusal": ""}
    try:
        trial = asking.attempt(change)
    except ChartbridgeError as error:
        return {"trial": None, "refusal": f"{error.found} {error.do}"}
    said = {"turn": told.turn, "says": words.trial(trial), "more": words.more(trial)}
    lines = [_tried_line(line, names) for line in trial.lines]
    return {"trial": {**said, "lines": lines, "changes": bool(trial.values)}, "refusal": ""}


def _tried_line(line: TriedLine, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "text": line.text,
        "times": count(line.count),
        "before": names.get(line.before or "", line.before or words.SCREEN["unread"]),
        "after": names.get(line.after or "", line.after or words.SCREEN["unread"]),
        "lost": line.after is None,
        "why": findings.sentence(line.finding) if line.finding and line.after is None else "",
    }


def _drawn(asking: Asking, page: ValuesPage, told: Told) -> dict[str, Any]:
    return {
        "of": asking.of,
        "saved": session.remembered(_SAVED),
        "words": words.SCREEN,
        "why": _why(page),
        "standing": words.standing(page),
        "showing": words.showing(page),
        "shows": [[show.value, label] for show, label in words.SHOWS.items()],
        "show": told.show.value,
        "search": told.search,
        "page": page.page,
        "pages": page.pages,
        "lines": [_line(line, dict(page.codes)) for line in page.lines],
        "listed": bool(page.codes),
        "blank": words.SCREEN["nothing" if page.coded else "as_is"],
        "codes": [[*each] for each in page.codes],
        "money": page.money_shown and any(line.worth for line in page.lines),
        "edits": page.values_shown and page.may_map,
        "searches": page.values_shown,
        "note": "" if page.values_shown and page.may_map else _note(page),
        "reuse": [words.offer(each) for each in page.reuse] if page.may_map else [],
        "most": MOST_EDITS,
        "longest": LONGEST,
    }


def _note(page: ValuesPage) -> str:
    return words.READ_ONLY if page.values_shown else words.FORBIDDEN.format(page.ask)


def _why(page: ValuesPage) -> str:
    if page.coded:
        return words.WHY_CODED
    if page.codes == words.YES_OR_NO:
        return words.WHY_YES_OR_NO
    return words.WHY_TARGET if page.codes else words.WHY_TEXT


def _line(line: ValueLine, names: Mapping[str, str]) -> dict[str, Any]:
    sign, origin = words.ORIGINS[line.origin]
    return {
        "text": line.text,
        "whole": line.whole,
        "times": count(line.count),
        "worth": words.worth(line.worth),
        "becomes": None if line.becomes is None else names.get(line.becomes, line.becomes),
        "code": line.code,
        "origin": line.origin.value,
        "sign": sign,
        "says": origin,
        "why": _finding(line),
        "hint": _hint(line, names),
    }


def _finding(line: ValueLine) -> str:
    """Why nothing comes of it, beyond that it waits."""
    wanted = line.origin in (Origin.UNREAD, Origin.ASTRAY) and line.finding != WITHOUT_CODE
    return findings.sentence(line.finding) if wanted and line.finding else ""


def _hint(line: ValueLine, names: Mapping[str, str]) -> dict[str, Any] | None:
    if line.hint is None:
        return None
    label = names.get(line.hint.code, line.hint.code)
    return {"code": line.hint.code, "label": label, "sure": line.hint.sure, "why": words.hint(line.hint)}


@cache
def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _nothing() -> None:
    """The grid is drawn again, which is all that is asked for."""
