"""Concerns about charts: raised beside the chart, listed with who sees to each, and settled in words."""

from __future__ import annotations

import streamlit as st

from portal import session
from portal.components.acting import done
from portal.components.heading import section
from portal.components.markup import Markup, joined, tag
from portal.viewmodels.charts import ChartsPage, ChartView, ConcernLine
from portal.viewmodels.files import FilesPage
from portal.visit import Portal
from portal.wording import charts as words
from portal.wording import figures
from portal.wording import files as file_words


def form(portal: Portal, view: ChartsPage, shown: ChartView, *, wanted: bool) -> None:
    """wanted: whether a serious difference was just found, so that it stands open."""
    base = f"{view.version}-{shown.seen.place}"
    text_key, owner_key = f"cb-concern-text-{base}", f"cb-concern-owner-{base}"

    def raised() -> None:
        text, owner = str(session.entered(text_key) or ""), str(session.entered(owner_key) or "")
        done(lambda: portal.raise_concern(shown.seen, text, owner=owner), words.CONCERN_RAISED)

    with (
        st.expander(words.CONCERN, expanded=wanted, key=f"cb-concern-{base}"),
        st.form(f"cb-concern-form-{base}", border=False, clear_on_submit=True),
    ):
        st.caption(words.CONCERN_WHY)
        st.text_area(words.CONCERN_TEXT, key=text_key, max_chars=1_000, height=100)
        st.selectbox(words.CONCERN_OWNER, words.OWNERS, key=owner_key)
        st.form_submit_button(words.CONCERN_DO, type="primary" if wanted else "secondary", on_click=raised)


def shown(portal: Portal, view: ChartsPage) -> None:
    """Open ones first, and serious differences that nobody has raised one about before them."""
    unanswered = view.result.unanswered if view.result else ()
    if not view.concerns and not unanswered:
        return
    section(words.CONCERNS, words.CONCERNS_WHY)
    for place in unanswered:
        st.html(tag("p", words.UNANSWERED.format(place), class_="cb-void", role="status").html)
    for line in view.concerns:
        with st.container(key=f"cb-concern-line-{line.number}"):
            st.html(_line(portal, line).html)
            if view.may_settle and line.settled_at is None:
                _settle(portal, line)


def about_files(portal: Portal, view: FilesPage) -> None:
    """Those that a file with the wrong patient raised; open ones first."""
    if not view.concerns and not view.unanswered:
        return
    section(file_words.CONCERNS, file_words.CONCERNS_WHY)
    for place in view.unanswered:
        said = file_words.UNANSWERED.format(place) if place else file_words.UNANSWERED_GONE
        st.html(tag("p", said, class_="cb-void", role="status").html)
    for line in view.concerns:
        with st.container(key=f"cb-concern-line-{line.number}"):
            st.html(_line(portal, line).html)
            if view.may_settle and line.settled_at is None:
                _settle(portal, line)


def _line(portal: Portal, line: ConcernLine) -> Markup:
    head = words.concern(line)
    at = figures.moment(line.at, portal.zone)
    told = [
        tag("strong", head),
        tag("span", line.text or words.CONCERN_HIDDEN),
        tag("small", words.CONCERN_FOR.format(owner=line.owner, by=line.by, at=at)),
    ]
    if line.settled_at is not None:
        when = figures.moment(line.settled_at, portal.zone)
        said = words.CONCERN_SETTLED.format(by=line.settled_by, at=when)
        told.append(tag("small", f"{said} {line.answer}"))
    state = "settled" if line.settled_at else "open"
    return tag("p", joined(*told), class_=f"cb-concern {state}")


def _settle(portal: Portal, line: ConcernLine) -> None:
    key = f"cb-settle-text-{line.number}"

    def settled() -> None:
        answer = str(session.entered(key) or "")
        done(lambda: portal.settle_concern(line.number, answer=answer), words.SETTLED)

    with st.form(f"cb-settle-{line.number}", border=False, clear_on_submit=True):
        st.text_input(words.SETTLE_HOW, key=key, max_chars=500)
        st.form_submit_button(words.SETTLE, on_click=settled)
