"""Everybody's training for those who follow it: who does not feel ready stands first."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from portal import session
from portal.components.acting import done
from portal.components.heading import section
from portal.components.markup import Content, Markup, tag
from portal.components.table import Column, plain_table
from portal.viewmodels.training import Learner
from portal.visit import Portal
from portal.wording import figures
from portal.wording import training as words
from reports.charts.learning import Row, figure_of_learning


def team(portal: Portal, learners: Sequence[Learner]) -> None:
    section(words.TEAM, words.TEAM_WHY)
    if not learners:
        st.html(tag("p", words.NOT_BEGUN_MORE, class_="cb-why", role="status").html)
        return
    ordered = sorted(learners, key=lambda each: (each.unsure is None, each.finished, -each.late))
    for each in ordered:
        if each.unsure is not None:
            st.html(_doubt(portal, each).html)
    st.plotly_chart(
        figure_of_learning([_row(each) for each in ordered], theme=session.dark_or_light()),
        key="cb-learning",
        config={"displayModeBar": False},
        alt=words.TEAM_ALT,
    )
    head = (
        Column(words.PERSON),
        Column(words.STEPS, number=True),
        Column(words.MINUTES, number=True),
        Column(words.STATE),
    )
    plain_table(head, [_cells(each) for each in ordered], label=words.TEAM, stacks=True)
    _reopen(portal, ordered)


def _doubt(portal: Portal, each: Learner) -> Markup:
    at = figures.moment(each.unsure.at, portal.zone) if each.unsure else ""
    word = each.unsure.text if each.unsure else ""
    who = tag("strong", f"{each.person}, {each.role}: {words.NOT_READY.lower()}")
    return tag("p", who, tag("span", word), tag("small", at), class_="cb-void cb-doubt", role="status")


def _row(each: Learner) -> Row:
    return Row(f"{each.person}, {each.role}", len(each.done), each.whole)


def _cells(each: Learner) -> tuple[Content, ...]:
    who = tag("strong", each.person) + tag("small", each.role)
    state = words.NOT_READY if each.unsure else words.standing(each)
    when = tag("small", words.due(each.due, late=each.late > 0)) if each.due else Markup("")
    return who, f"{len(each.done)} of {each.whole}", str(each.minutes), tag("span", state) + when


def _reopen(portal: Portal, learners: Sequence[Learner]) -> None:
    """Two steps: whose, and then which; both by position, so that a click means what was drawn."""
    having = [each for each in learners if each.done]
    if not having:
        return
    with st.expander(words.REOPEN):
        known = list(range(len(having)))
        chosen = st.selectbox(
            words.REOPEN_WHOSE,
            known,
            format_func=lambda n: f"{having[n].person}, {having[n].role}",
            key="cb-reopen-whose",
        )
        _reopen_one(portal, having[chosen if chosen in known else 0])


def _reopen_one(portal: Portal, each: Learner) -> None:
    prefix = f"cb-reopen-{each.role}-{each.version}"
    keys = f"{prefix}-item", f"{prefix}-reason"

    def opened() -> None:
        number, reason = map(session.entered, keys)
        item = each.done[int(str(number or 0))].id
        done(
            lambda: portal.reopen(
                each.person, each.role, item=item, reason=str(reason or ""), seen=each.version
            ),
            words.REOPEN_NOTE,
        )

    with st.form(prefix, border=False):
        st.selectbox(
            words.REOPEN_WHICH,
            list(range(len(each.done))),
            format_func=lambda n: each.done[n].title,
            key=keys[0],
        )
        st.text_input(words.REOPEN_REASON, key=keys[1], max_chars=300, help=words.REOPEN_HINT)
        st.form_submit_button(words.REOPEN_DO, on_click=opened)
