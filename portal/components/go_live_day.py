"""The day of going live on its page: what it is, how it moves, who proposes another, and how it came to be.

It is scheduled and never enforced (law 5). Whoever may only propose changes nothing.
"""

from __future__ import annotations

import streamlit as st

from portal import session
from portal.components.acting import done
from portal.components.markup import Markup, joined, tag
from portal.viewmodels.go_live import GoLive, Proposed
from portal.visit import Portal
from portal.wording import figures
from portal.wording import go_live_day as words


def the_day(portal: Portal, view: GoLive) -> None:
    with st.container(border=True, key="cb-day"):
        day = figures.day(view.date) if view.date else words.NO_DATE
        st.html(
            tag(
                "section",
                tag("p", words.DATE, class_="cb-over"),
                tag("p", day, class_="cb-day"),
                tag("p", words.PLAN, class_="cb-why"),
            ).html
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            if view.may_move:
                with st.popover(words.MOVE if view.date else words.SET, key=f"cb-day-door-{view.version}"):
                    _move(portal, view)
            else:
                st.caption(words.ASK_DATE.format(view.ask_move))
            if view.may_propose:
                label = words.PROPOSE if view.date else words.PROPOSE_FIRST
                with st.popover(label, key=f"cb-propose-door-{view.version}"):
                    _propose(portal, view)
        if view.proposal is not None:
            _proposed(portal, view, view.proposal)
        if view.moves:
            with st.expander(words.HISTORY):
                st.html(_history(portal, view).html)


def _move(portal: Portal, view: GoLive) -> None:
    keys = [f"cb-{name}-{view.version}" for name in ("new-day", "day-reason")]

    def moved() -> None:
        new, reason = map(session.entered, keys)
        done(lambda: portal.move_date(new, reason=str(reason or ""), seen=view.version), words.MOVED)

    def unset() -> None:
        reason = str(session.entered(keys[1]) or "")
        done(lambda: portal.move_date(None, reason=reason, seen=view.version), words.MOVED)

    with st.form(f"cb-move-{view.version}", border=False):
        st.date_input(words.NEW_DAY, value=view.date, format="YYYY/MM/DD", key=keys[0])
        st.text_area(words.DATE_REASON, key=keys[1], help=words.DATE_REASON_HINT, max_chars=500)
        st.form_submit_button(words.MOVE if view.date else words.SET, on_click=moved, type="primary")
        if view.date:
            st.form_submit_button(words.UNSET, on_click=unset, type="tertiary")


def _propose(portal: Portal, view: GoLive) -> None:
    keys = [f"cb-{name}-{view.version}" for name in ("proposed-day", "proposal-reason")]

    def proposed() -> None:
        new, reason = map(session.entered, keys)
        done(lambda: portal.propose_date(new, reason=str(reason or ""), seen=view.version), words.PROPOSED)

    st.caption(words.PROPOSE_WHY)
    with st.form(f"cb-propose-{view.version}", border=False):
        st.date_input(words.NEW_DAY, value=view.date, format="YYYY/MM/DD", key=keys[0])
        st.text_area(words.DATE_REASON, key=keys[1], help=words.PROPOSE_HINT, max_chars=500)
        st.form_submit_button(words.PROPOSE_DO, on_click=proposed, type="primary")


def _proposed(portal: Portal, view: GoLive, proposal: Proposed) -> None:
    """What is proposed, and the two answers for whoever moves the day. Taking it keeps who proposed it."""
    day = figures.day(proposal.day) if proposal.day else ""
    said = words.PROPOSAL if day else words.PROPOSES_NONE
    when = tag("small", figures.moment(proposal.at, portal.zone))
    head = tag("strong", said.format(by=proposal.by, day=day))
    st.html(tag("p", head, " ", proposal.reason, " ", when, class_="cb-proposal", role="status").html)
    if not view.may_move:
        st.caption(words.WAITS)
        return

    def take() -> None:
        reason = words.OF_PROPOSAL.format(reason=proposal.reason, by=proposal.by)
        done(lambda: portal.move_date(proposal.day, reason=reason, seen=view.version), words.MOVED)

    def leave() -> None:
        done(lambda: portal.decline_date(seen=view.version), words.LEFT_AS_IS)

    with st.container(horizontal=True, gap="small"):
        label = words.TAKE_DAY.format(day=day) if day else words.TAKE_NONE
        st.button(label, on_click=take, key=f"cb-take-day-{view.version}")
        st.button(words.LEAVE_DAY, on_click=leave, type="tertiary", key=f"cb-leave-day-{view.version}")


def _history(portal: Portal, view: GoLive) -> Markup:
    lines = []
    for move in reversed(view.moves):
        old = figures.day(move.old) if move.old else words.NO_DATE
        new = figures.day(move.new) if move.new else words.NO_DATE
        who = tag("small", f"{move.by}, {figures.moment(move.at, portal.zone)}")
        lines.append(tag("li", tag("strong", f"{old} → {new}"), tag("span", move.reason, who)))
    return tag("ol", joined(*lines), class_="cb-moves")
