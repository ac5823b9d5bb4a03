"""The conditions for going live, as lines that say what they ask, what they say, and who sees to them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from portal import session
from portal.components.markup import Markup, joined, tag
from portal.viewmodels.go_live import GateLine
from portal.visit import Portal
from portal.wording import figures
from portal.wording import go_live as words
from reports.charts.gates import Mark, figure_of_gates


def line(gate: GateLine) -> Markup:
    """One gate: its sign in form and colour, the question, the figure, and who sees to it."""
    state = words.condition(gate)
    sign = tag("i", words.SIGNS[state], class_=f"cb-gate-sign {state}", aria_hidden="true")
    where = words.who_sees_to_it(gate)
    told = tag("span", words.says(gate), tag("b", f" · {gate.result.verdict.word}"), class_="cb-gate-says")
    worse = tag("small", words.WORSE) if gate.blocks and gate.waiver is not None else Markup("")
    return tag(
        "div",
        sign,
        tag("p", tag("strong", gate.result.gate.question), told, worse, tag("small", where)),
        class_="cb-gate",
    )


def answered(gate: GateLine, portal: Portal) -> Markup:
    """The waiver of a gate: who answers for it, since when, and why."""
    given = gate.waiver
    if given is None:
        return Markup("")
    at = figures.moment(given.at, portal.zone)
    who = tag("small", f"{words.ANSWERS}: {given.name}, {given.role}, {at}")
    return tag("blockquote", given.reason, who, class_="cb-waiver")


def list_of(gates: Sequence[GateLine]) -> None:
    st.html(tag("ul", joined(*(tag("li", line(gate)) for gate in gates)), class_="cb-gates").html)


def at_a_glance(gates: Sequence[GateLine]) -> None:
    """Twenty marks, quiet: the whole of it on one look."""
    order = [*words.ROLES.values()]
    marks = [
        Mark(
            words.ROLES[gate.result.gate.owner],
            words.condition(gate),
            f"{gate.result.gate.question}<br>{words.says(gate)}",
        )
        for gate in gates
    ]
    st.plotly_chart(
        figure_of_gates(marks, rows=order, names=words.STATE_WORDS, theme=session.dark_or_light()),
        key="cb-gates-chart",
        config={"displayModeBar": False},
        alt=words.CHART_ALT,
    )
