"""Scope: what is left, what moves and what stays, the plan that follows, and the owner's approval (law 9).

What changed since an approval stands first. Each section opens by itself where it is the next to see to, so
that a person meets a few fields at a time.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from core.scope import Declaration
from portal import session
from portal.components import (
    scope_approval,
    scope_choices,
    scope_kit,
    scope_named,
    scope_plan,
    scope_staying,
    states,
)
from portal.components.acting import done
from portal.components.heading import heading
from portal.components.markup import tag
from portal.components.signing_key import replaced
from portal.viewmodels.scope import Open, ScopePage
from portal.visit import Portal
from portal.wording import figures
from portal.wording import plan as plan_words
from portal.wording import scope as words
from portal.wording import scope_said as said


def render(portal: Portal) -> None:
    view = portal.scope()
    heading(words.TITLE, words.WHY, over=view.project, left=words.left(view))
    refusal = session.take_refusal()
    if refusal is not None:
        states.failure(*refusal)
    replaced(portal, view.replaced)
    declared = view.scope.declaration
    if declared is None:
        _begin(portal, view)
        return
    if view.scope.pending:
        scope_approval.changed(portal, view)
        scope_approval.approval(portal, view, declared)
    _agreed(portal, view)
    _parts(portal, view, declared)
    if view.plan is not None:
        scope_plan.shown_plan(view.plan)
    _beside(portal, view, declared)
    if not view.amends:
        scope_approval.approval(portal, view, declared)
    else:
        with st.expander(words.HISTORY):
            scope_approval.history(portal, view)


def _begin(portal: Portal, view: ScopePage) -> None:
    states.empty(words.NOT_BEGUN, words.NOT_BEGUN_MORE)

    def begun() -> None:
        done(lambda: portal.begin_scope(seen=view.version), words.BEGUN)

    if view.may_prepare:
        st.button(words.BEGIN, type="primary", key="cb-begin-scope", on_click=begun)
    else:
        st.caption(words.ASK_PREPARE.format(view.ask_prepare))


def _agreed(portal: Portal, view: ScopePage) -> None:
    agreed = view.scope.agreed
    if agreed is None:
        return
    at = figures.moment(agreed.at, portal.zone)
    told = words.AGREED.format(by=agreed.by, at=at, terms=agreed.terms.number)
    st.html(tag("p", told, class_="cb-left", role="status").html)
    if view.signatures_fit:
        st.caption(words.SIGNED_AND_CHECKED)
    else:
        states.failure(words.THE_SCOPE, words.NOT_SIGNED, words.NOT_SIGNED_DO)


def _parts(portal: Portal, view: ScopePage, declared: Declaration) -> None:
    """What is declared, in the order in which it is said."""
    for step, title, state, draw in (
        (Open.SOURCES, words.SOURCES, said.sources_state(declared), scope_named.sources),
        (Open.DOMAINS, words.DOMAINS_TITLE, said.domains_state(declared), scope_choices.domains),
        (Open.INTEGRATIONS, words.INTEGRATIONS, said.integrations_state(declared), scope_named.integrations),
        (Open.TEAM, words.TEAM, said.team_state(declared), scope_choices.team),
        (Open.DAYS, words.DAYS, said.days_state(declared), scope_choices.days),
        (None, words.POINTS, said.points_state(declared, view.points), scope_choices.points),
    ):
        _folded(title, state, _with(draw, portal, view, declared), opened=view.next is step)


def _beside(portal: Portal, view: ScopePage, declared: Declaration) -> None:
    """The terms, and what helps to decide and to tell it."""
    opened = view.next is Open.TERMS
    _folded(
        words.TERMS, said.terms_state(view.scope), lambda: scope_approval.terms(portal, view), opened=opened
    )
    _folded(plan_words.STAYING, plan_words.STAYING_STATE, lambda: scope_staying.staying(view))
    _folded(words.KIT, words.KIT_STATE, lambda: scope_kit.sheets(view))


def _folded(title: str, state: str, draw: Callable[[], None], *, opened: bool = False) -> None:
    with st.expander(f"**{title}** · {state}", expanded=opened):
        draw()


def _with(
    draw: Callable[[Portal, ScopePage, Declaration], None],
    portal: Portal,
    view: ScopePage,
    declared: Declaration,
) -> Callable[[], None]:
    return lambda: draw(portal, view, declared)
