"""What was said about a group of the Decisions page: proposals, the decision that stands, and corrections.

A proposal is accepted with one tap by whoever may decide, and whatever stands can be taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import streamlit as st

from portal.components import decision_group
from portal.components.markup import Markup, joined, tag
from portal.viewmodels.decisions import Correction, DecisionsPage, GroupLine, Said, Say
from portal.wording import decision_choices as choices
from portal.wording import decisions as words
from portal.wording import figures


@dataclass(frozen=True)
class Acts:
    """What can be done about something said, each by the id of its group."""

    accept: Callable[[str], None]
    take_back: Callable[[str], None]


def decided(view: DecisionsPage, lines: Sequence[GroupLine], zone: ZoneInfo, *, acts: Acts) -> None:
    """Decided groups, folded while others are open."""
    if not lines:
        return
    with st.expander(words.decided(len(lines)), expanded=not view.open):
        for line in lines:
            with st.container(key=f"cb-decided-{line.id}"):
                st.html(decision_group.row(line).html)
                _stands(view, line, zone, acts=acts)


def _stands(view: DecisionsPage, line: GroupLine, zone: ZoneInfo, *, acts: Acts) -> None:
    if line.made is None:
        corrections(view, line, acts=acts)
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"cb-stands-{line.id}"):
        st.html(tag("div", standing(line, line.made, zone)).html)
        if line.say is Say.DECIDES:
            _back(view, line.id, acts=acts)


def proposal(view: DecisionsPage, line: GroupLine, zone: ZoneInfo, *, acts: Acts) -> None:
    if line.proposal is None:
        return
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"cb-proposal-{line.id}"
    ):
        st.html(_proposed(line, line.proposal, zone).html)
        if line.say is Say.DECIDES:
            _answers(view, line.id, acts=acts)


def corrections(view: DecisionsPage, line: GroupLine, *, acts: Acts) -> None:
    """What was decided, or proposed, about single texts of a group of values."""
    if line.corrections:
        st.html(tag("h4", words.CORRECTIONS).html)
    for told in line.corrections:
        with st.container(
            horizontal=True, vertical_alignment="center", gap="small", key=f"cb-correction-{told.group}"
        ):
            st.html(_correction(told).html)
            if line.say is Say.DECIDES and told.proposed:
                _answers(view, told.group, acts=acts)
            elif line.say is Say.DECIDES:
                _back(view, told.group, acts=acts)


def standing(line: GroupLine, told: Said, zone: ZoneInfo) -> Markup:
    """What was chosen, by whom, when and why, and whether the last run followed it."""
    who = f"{told.by}, {told.role} · {figures.moment(told.at, zone)} · {told.reason}"
    return joined(
        tag("p", tag("strong", choices.said(line, told)), class_="cb-decided"),
        tag("p", who, class_="cb-why"),
        tag("p", words.stand(line), class_="cb-why"),
    )


def _proposed(line: GroupLine, told: Said, zone: ZoneInfo) -> Markup:
    said = tag("strong", choices.proposal(line, told))
    when = tag("small", f"{figures.moment(told.at, zone)} · {told.reason}")
    return tag("p", said, when, class_="cb-proposal")


def _correction(told: Correction) -> Markup:
    said = told.said
    word = f"{words.PROPOSED} " if told.proposed else ""
    return tag("p", word, choices.correction(told), tag("small", f"{said.by}, {said.role} · {said.reason}"))


def _answers(view: DecisionsPage, group: str, *, acts: Acts) -> None:
    base = f"{view.version}-{group}"
    st.button(words.ACCEPT, key=f"cb-accept-{base}", on_click=acts.accept, args=(group,))
    aside = f"cb-aside-{base}"
    st.button(words.SET_ASIDE, key=aside, type="tertiary", on_click=acts.take_back, args=(group,))


def _back(view: DecisionsPage, group: str, *, acts: Acts) -> None:
    key = f"cb-back-{view.version}-{group}"
    st.button(words.TAKE_BACK, key=key, type="tertiary", on_click=acts.take_back, args=(group,))
