"""What is chosen in a scope: what moves, who sees to it, when it begins, which points were checked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import streamlit as st

from core.scope import Declaration, DomainName, Post
from portal.components.choices import pick
from portal.components.markup import joined, tag
from portal.components.scope_form import Entered, Key, part_form, text
from portal.components.table import Column, plain_table
from portal.viewmodels.scope import Open, ScopePage
from portal.visit import Portal
from portal.wording import figures
from portal.wording import scope as words

_LONGEST_NAME, _LONGEST_TEXT = 80, 160
_MOST_CLOSED = 60
_NO_DAYS: Any = ()
"""A range of days that begins empty; the framework takes it and does not say so in its types."""


def domains(portal: Portal, view: ScopePage, declared: Declaration) -> None:
    st.caption(words.DOMAINS_WHY)
    rows = [
        (
            tag("strong", words.DOMAINS[each.name]),
            words.moves(each),
            words.tolerance(each) if each.moves else "",
        )
        for each in declared.domains
    ]
    head = (Column(words.PART), Column(words.WHAT), Column(words.TOLERANCE))
    plain_table(head, rows, label=words.DOMAINS_TITLE, stacks=True)
    if view.may_prepare:
        _what_moves(portal, view, declared)
        with st.expander(words.TOLERANCE_ONE):
            _tolerance(portal, view, declared)


def _what_moves(portal: Portal, view: ScopePage, declared: Declaration) -> None:
    def draw(key: Key) -> None:
        st.pills(
            words.WHAT_MOVES,
            list(DomainName),
            selection_mode="multi",
            default=[each.name for each in declared.domains if each.moves],
            format_func=lambda name: words.DOMAINS[name],
            key=key("moves"),
        )

    def decided(entered: Entered) -> Declaration:
        return _moving(declared, {DomainName(name) for name in entered("moves") or ()})

    part_form(
        portal,
        view,
        "domains",
        draw,
        (words.DECIDE_DOMAINS, decided),
        (words.ALL_MOVES, lambda _: _moving(declared, set(DomainName))),
        main=view.next is Open.DOMAINS,
    )


def _moving(declared: Declaration, names: set[DomainName]) -> Declaration:
    return replace(
        declared, domains=tuple(replace(each, moves=each.name in names) for each in declared.domains)
    )


def _tolerance(portal: Portal, view: ScopePage, declared: Declaration) -> None:
    name = pick(words.PART, words.DOMAINS, key=f"cb-scope-which-{view.version}")
    there = declared.domain(DomainName(name))

    def draw(key: Key) -> None:
        st.text_input(words.TOLERANCE, there.tolerance, key=key("tolerance"), max_chars=_LONGEST_TEXT)
        pick(words.ACCEPTS, words.ROLES, key=key("accepts"), start=there.accepts)

    def saved(entered: Entered) -> Declaration:
        made = replace(there, tolerance=text(entered("tolerance")), accepts=str(entered("accepts")))
        kept = tuple(made if each.name is there.name else each for each in declared.domains)
        return replace(declared, domains=kept)

    part_form(portal, view, f"tolerance-{there.name}", draw, (words.SAVE, saved))


def team(portal: Portal, view: ScopePage, declared: Declaration) -> None:
    st.caption(words.TEAM_WHY)
    if not view.may_prepare:
        named = ((words.POSTS[post], declared.team.get(post) or words.NOBODY) for post in Post)
        lines = (tag("li", tag("strong", post), tag("small", name)) for post, name in named)
        st.html(tag("ul", joined(*lines)).html)
        return

    def draw(key: Key) -> None:
        for number, column in enumerate(st.columns(2)):
            with column:
                for post in list(Post)[number::2]:
                    there = declared.team.get(post, "")
                    label, why = words.POSTS[post], words.POST_HELP[post]
                    st.text_input(label, there, key=key(post.name), help=why, max_chars=_LONGEST_NAME)

    def saved(entered: Entered) -> Declaration:
        named = {post: text(entered(post.name)) for post in Post}
        return replace(declared, team={post: name for post, name in named.items() if name})

    part_form(portal, view, "team", draw, (words.SAVE_TEAM, saved), main=view.next is Open.TEAM)


def days(portal: Portal, view: ScopePage, declared: Declaration) -> None:
    st.caption(words.DAYS_WHY)
    if declared.closed:
        told = ", ".join(figures.day(day) for day in declared.closed)
        st.html(tag("p", tag("strong", words.CLOSED_DAYS), tag("small", told), class_="cb-task").html)
    if not view.may_prepare:
        first = figures.day(declared.start) if declared.start else words.NO_START
        st.html(tag("p", tag("strong", words.START), tag("small", first), class_="cb-task").html)
        return
    left, right = st.columns(2)
    with left:
        _start(portal, view, declared)
    with right:
        _closed(portal, view, declared)


def _start(portal: Portal, view: ScopePage, declared: Declaration) -> None:
    def draw(key: Key) -> None:
        st.date_input(words.START, value=declared.start, format="YYYY/MM/DD", key=key("start"))

    def saved(entered: Entered) -> Declaration:
        return replace(declared, start=entered("start"))

    part_form(portal, view, "start", draw, (words.SAVE_START, saved), main=view.next is Open.DAYS)


def _closed(portal: Portal, view: ScopePage, declared: Declaration) -> None:
    def draw(key: Key) -> None:
        st.date_input(words.CLOSED, value=_NO_DAYS, format="YYYY/MM/DD", key=key("closed"))

    def added(entered: Entered) -> Declaration:
        more = set(_every(tuple(entered("closed") or ())))
        return replace(declared, closed=tuple(sorted(more | set(declared.closed))))

    clear = (words.NO_CLOSED, lambda _: replace(declared, closed=()))
    buttons = ((words.ADD_CLOSED, added), *([clear] if declared.closed else []))
    part_form(portal, view, "closed", draw, *buttons)


def _every(chosen: tuple[date, ...]) -> tuple[date, ...]:
    """Each day from the first to the last that was chosen, two months at most."""
    if not chosen:
        return ()
    length = min((chosen[-1] - chosen[0]).days, _MOST_CLOSED)
    return tuple(chosen[0] + timedelta(days=n) for n in range(length + 1))


def points(portal: Portal, view: ScopePage, declared: Declaration) -> None:
    st.caption(words.POINTS_WHY)
    if not view.points:
        st.html(tag("p", words.NO_POINTS, class_="cb-why").html)
    lines = []
    for point in view.points:
        sign = tag("i", "✓" if point.name in declared.noted else "○", aria_hidden="true")
        source = tag("small", words.SAID_IN.format(point.source))
        title = tag("strong", words.TOPICS[point.topic])
        lines.append(tag("li", sign, tag("p", title, tag("span", f": {point.text}"), source)))
    if lines:
        st.html(tag("ul", joined(*lines), class_="cb-points").html)
    if view.may_prepare:
        if view.points:
            _noted(portal, view, declared)
        _country(portal, view, declared)


def _noted(portal: Portal, view: ScopePage, declared: Declaration) -> None:
    names = {point.name: words.TOPICS[point.topic] for point in view.points}

    def draw(key: Key) -> None:
        st.pills(
            words.NOTED,
            list(names),
            selection_mode="multi",
            default=[name for name in names if name in declared.noted],
            format_func=lambda name: names[name],
            key=key("noted"),
        )

    def saved(entered: Entered) -> Declaration:
        kept = [name for name in declared.noted if name not in names]
        return replace(declared, noted=(*kept, *(entered("noted") or ())))

    part_form(portal, view, "noted", draw, (words.SAVE_NOTED, saved))


def _country(portal: Portal, view: ScopePage, declared: Declaration) -> None:
    def draw(key: Key) -> None:
        st.text_input(words.COUNTRY, declared.country, key=key("country"), max_chars=2)

    def saved(entered: Entered) -> Declaration:
        return replace(declared, country=text(entered("country")).upper())

    part_form(portal, view, "country", draw, (words.SET_COUNTRY, saved))
