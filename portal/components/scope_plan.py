"""The plan on the screen: its days in all, a bar a phase with its range, and what makes it longer."""

from __future__ import annotations

import streamlit as st

from core.scope.plan import Plan, Step
from portal import session
from portal.components.heading import section
from portal.components.markup import joined, tag
from portal.components.table import Column, plain_table
from portal.wording import figures
from portal.wording import plan as words
from reports.charts.plan import Span, figure_of_plan


def shown_plan(found: Plan) -> None:
    section(words.PLAN, words.PLAN_WHY)
    st.html(
        tag(
            "p", tag("strong", words.in_all(found)), tag("small", words.compared(found)), class_="cb-plan"
        ).html
    )
    spans = [span for step in found.steps if (span := _span(step)) is not None]
    if spans:
        st.plotly_chart(
            figure_of_plan(
                spans,
                names={"likely": words.LIKELY.capitalize(), "range": words.RANGE.capitalize()},
                theme=session.dark_or_light(),
            ),
            key="cb-plan-chart",
            config={"displayModeBar": False},
            alt=words.CHART_ALT,
        )
    else:
        st.caption(words.NO_DATES)
    _phases(found)
    _longer(found)


def _span(step: Step) -> Span | None:
    if step.begins is None or step.ends is None or step.earliest is None or step.latest is None:
        return None
    said = f"{_dates(step)}, {words.days(step.days)}"
    return Span(words.PHASES[step.phase], step.earliest, step.begins, step.ends, step.latest, said)


def _dates(step: Step) -> str:
    if step.begins is None or step.ends is None:
        return ""
    return words.FROM_TO.format(figures.day(step.begins), figures.day(step.ends))


def _phases(found: Plan) -> None:
    head = (
        Column(words.PHASE),
        Column(words.WORKING_DAYS),
        Column(words.LIKELY.capitalize()),
        Column(words.AT_LAST),
    )
    rows = [
        (
            tag("strong", words.PHASES[step.phase]) + tag("small", words.PHASE_WHAT[step.phase]),
            words.days(step.days),
            tag("span", tag("em", words.LIKELY), _dates(step) or words.likely(step.days)),
            words.BY.format(figures.day(step.latest)) if step.latest else "",
        )
        for step in found.steps
    ]
    plain_table(head, rows, label=words.PLAN, stacks=True)


def _longer(found: Plan) -> None:
    st.html(tag("h3", words.LONGER, class_="cb-plan-why").html)
    told = [words.contribution(each) for each in found.contributions] or [words.AS_USUAL]
    st.html(tag("ul", joined(*(tag("li", line) for line in told)), class_="cb-list").html)
