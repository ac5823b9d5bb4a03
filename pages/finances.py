"""Finances: the accountant's totals, what differs first; then the owner's figures, each clinic in its money.

A figure leads to the entries behind it and each of those to its row in the migration log. Nothing that
somebody wrote about a patient is shown here (law 7).
"""

from __future__ import annotations

import streamlit as st

from core.finances import Asked, from_facts
from portal import session
from portal.components import finance_drill as drilled
from portal.components import finance_figures as charts
from portal.components import finance_paper as paper
from portal.components import finance_totals as totals
from portal.components import states
from portal.components.heading import heading, section
from portal.session import Place
from portal.viewmodels.finances import FinancesPage
from portal.visit import Portal
from portal.wording import finances as words


def render(portal: Portal) -> None:
    view = portal.finances()
    heading(words.TITLE, words.WHY, over=view.project, left=words.left(view))
    refusal = session.take_refusal()
    if refusal is not None:
        states.failure(*refusal)
    if view.run is None:
        _before_a_run()
        return
    if not view.choices.currencies:
        states.empty(words.NO_MONEY, words.NO_MONEY_MORE)
        return
    asked = _asked()
    if asked is not None:
        _drill(portal, asked)
        return
    _totals(portal, view)
    paper.card(portal, view)
    charts.figures_of(view)


def _before_a_run() -> None:
    states.empty(words.NO_RUN, words.NO_RUN_MORE)
    if st.button(words.TO_OVERVIEW, type="primary", key="cb-to-overview"):
        session.go_to(Place.OVERVIEW)


def _asked() -> Asked | None:
    """The figure that a link leads to; a link that names none there is leads to the page."""
    link = session.figure_link()
    try:
        asked = from_facts(link, link["currency"])
        words.period(asked.period)
    except (KeyError, ValueError):
        return None
    return asked


def _drill(portal: Portal, asked: Asked) -> None:
    above, below = st.container(), st.container()
    found = portal.finance_drill(asked)
    page = drilled.wanted(found)
    shown = found if page == 1 else portal.finance_drill(asked, page)
    with above:
        drilled.head(shown)
    with below:
        drilled.entries(shown)
        if shown.count:
            with st.expander(words.DAYS):
                drilled.days(shown)


def _totals(portal: Portal, view: FinancesPage) -> None:
    section(words.TOTALS, words.TOTALS_WHY)
    if view.totals:
        totals.table(portal, view)
    else:
        st.caption(words.NO_TOTALS if view.may_state else words.NO_TOTALS_OTHERS)
    if view.may_state:
        totals.explaining(portal, view)
        with st.container(border=True, key="cb-finance-add"):
            section(words.ADD, words.ADD_WHY)
            totals.form(portal, view)
            with st.expander(words.PASTE):
                totals.paste(portal, view)
