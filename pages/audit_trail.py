"""Audit trail: who did what when, and whether the chain that keeps it still fits (law 8)."""

from __future__ import annotations

import streamlit as st

from portal import session
from portal.components import states
from portal.components.choices import pick
from portal.components.heading import heading
from portal.components.markup import Content, Markup, tag
from portal.components.removal import removal
from portal.components.table import Column, paging, plain_table
from portal.components.take_along import take_along
from portal.permissions import Action, allowed
from portal.viewmodels.audit_trail import PORTAL, ChainCheck, EventLine, Soundness, TrailPage, TrailQuery
from portal.viewmodels.taking import TRAIL_FORMS
from portal.visit import Portal
from portal.wording import audit_trail as words
from portal.wording import figures

_SIGNS = {Soundness.WHOLE: "✓", Soundness.PARTED: "!"}
_LOOKS = {Soundness.WHOLE: "settled", Soundness.PARTED: "uneven"}


def render(portal: Portal) -> None:
    whole = portal.trail(TrailQuery())
    heading(words.TITLE, words.WHY, over=whole.project, left="" if whole.everyone else words.OWN_ONLY)
    _chain(portal, whole.check)
    if not whole.total:
        states.empty(words.EMPTY, words.EMPTY_MORE)
        return
    _answer(portal, _question(whole))
    if whole.everyone and allowed(portal.actor, Action.PURGE):
        removal(portal, whole.project, whole.key)


def _chain(portal: Portal, check: ChainCheck) -> None:
    with st.container(border=True, key="cb-chain"):
        st.html(_state(portal, check).html)
        if st.button(words.CHECK, key="cb-check-chain"):
            portal.check_chain()
            session.leave_note(words.CHECKED)
            st.rerun()


def _state(portal: Portal, check: ChainCheck) -> Markup:
    sign = tag("i", _SIGNS[check.soundness], aria_hidden="true")
    standing = tag(
        "p",
        tag("span", sign, words.STANDS[check.soundness], class_=f"cb-standing {_LOOKS[check.soundness]}"),
    )
    anchored = figures.moment(check.anchored_at, portal.zone) if check.anchored_at else ""
    said = words.found(check, checked=figures.moment(check.at, portal.zone), anchored=anchored)
    role = "alert" if check.soundness is Soundness.PARTED else "status"
    text = tag("p", said, " ", words.newer(check.newer), class_="cb-why")
    return tag("section", standing, text, class_="cb-chain", role=role)


def _question(whole: TrailPage) -> TrailQuery:
    with st.container(key="cb-filters"):
        columns = st.columns(3)
        with columns[0]:
            people = {"": words.ANYBODY, **{p: _who("" if p == PORTAL else p) for p in whole.people}}
            person = pick(words.PERSON, people, key="cb-trail-person")
        with columns[1]:
            kinds = {"": words.ANYTHING, **{kind: words.kind(kind) for kind in whole.kinds}}
            kind = pick(words.KIND, kinds, key="cb-trail-kind")
        with columns[2]:
            days = {"": words.ANY_DAY, **{day.isoformat(): figures.day(day) for day in whole.days}}
            day = pick(words.DAY, days, key="cb-trail-day")
    return TrailQuery(person, kind, day)


def _answer(portal: Portal, query: TrailQuery) -> None:
    first = portal.trail(query)
    below = st.container()
    wanted = paging(first.pages, key=f"cb-trail-page-{query.person}-{query.kind}-{query.day}")
    page = first if wanted == 1 else portal.trail(TrailQuery(query.person, query.kind, query.day, wanted))
    with below:
        st.caption(words.showing(page.matching, page.total))
        if page.lines:
            if page.everyone:
                take_along(TRAIL_FORMS, lambda form: portal.take_trail(query, form), key="trail")
            _lines(portal, page)
        else:
            states.empty(words.NO_MATCH, words.NO_MATCH_MORE)


def _lines(portal: Portal, page: TrailPage) -> None:
    head = (Column(words.WHEN), Column(words.PERSON), Column(words.DONE), Column(words.NUMBER, number=True))
    rows = [_row(portal, line, page.check) for line in page.lines]
    plain_table(head, rows, label=words.TITLE, stacks=True)


def _row(portal: Portal, line: EventLine, check: ChainCheck) -> tuple[Content, ...]:
    when = tag("span", figures.moment(line.at, portal.zone), class_="cb-when")
    fits = line.readable and line.seq != check.first_bad
    number = tag("span", figures.count(line.seq), class_="cb-seq" if fits else "cb-seq cb-uneven")
    if not line.readable:
        return when, "–", tag("span", words.UNREADABLE, class_="cb-uneven"), number
    return when, tag("strong", _who(line.person)), words.sentence(line.kind, line.facts), number


def _who(person: str) -> str:
    return person or words.THE_PORTAL
