"""What was said of charts: of one that is open, and of all whose answers were made milder. Nothing is hidden
by a later word (ADR 67).
"""

from __future__ import annotations

import streamlit as st

from core.spotchecks import Found
from portal.components.heading import section
from portal.components.markup import Markup, joined, tag
from portal.viewmodels.charts import ChangeLine, ChartsPage, ChartView, DrawFacts, FileChangeLine, Said
from portal.visit import Portal
from portal.wording import chart_answers as words
from portal.wording import charts as chart_words


def so_far(portal: Portal, shown: ChartView) -> None:
    """Every word about the chart that is open, in order."""
    if not shown.said:
        return
    lines = joined(*(_said(portal, each) for each in shown.said))
    head = tag("h3", words.SAID_SO_FAR)
    st.html(tag("section", head, tag("ol", lines, class_="cb-said"), class_="cb-said-so-far").html)


def _said(portal: Portal, each: Said) -> Markup:
    told = [tag("span", words.said(each, portal.zone))]
    if words.why(each.reason) and each.reason is not None:
        told.append(tag("small", words.why(each.reason)))
    return tag("li", joined(*told))


def asks(shown: ChartView) -> None:
    """Says that a milder answer than was given needs a reason, and who reads it."""
    graver = [each for each in Found if all(milder.milder_than(each) for milder in shown.wants_reason)]
    if shown.wants_reason and graver:
        said = chart_words.FOUND[graver[0]].lower()
        st.caption(f"{words.CHANGE_ASKS.format(said)} {words.READ_BY_ALL}")


def reason(view: ChartsPage, shown: ChartView) -> str:
    """A place for why, beside the buttons; the key of it, "" where no answer needs one."""
    if not shown.wants_reason:
        return ""
    key = f"cb-why-milder-{view.version}-{shown.seen.place}"
    st.text_input(words.CHANGE_REASON, key=key, max_chars=500)
    return key


def changes(portal: Portal, view: ChartsPage) -> None:
    """For everybody of the project, the newest first."""
    everything: list[ChangeLine | FileChangeLine] = [*view.changes, *view.file_changes]
    lines = sorted(everything, key=lambda each: each.now.at, reverse=True)
    if not lines:
        return
    section(words.CHANGES, words.CHANGES_WHY)
    for line in lines[: words.CHANGES_SHOWN]:
        st.html(_change(portal, line).html)
    more = len(lines) - words.CHANGES_SHOWN
    if more > 0:
        st.caption(words.CHANGES_MORE.format(more))


def _change(portal: Portal, line: ChangeLine | FileChangeLine) -> Markup:
    before, now = words.change(line, portal.zone)
    told = [tag("strong", before), tag("span", now), tag("span", words.why(line.now.reason))]
    return tag("p", joined(*told), class_="cb-concern")


def draws(view: ChartsPage) -> None:
    """Every draw, the last one last, and why there was another."""
    lines = [_draw(each) for each in view.draws]
    if len(lines) == 1:
        st.html(tag("p", words.dated(view.draws[0]), class_="cb-why").html)
    elif lines:
        head = tag("p", tag("strong", words.DRAWS))
        st.html(tag("div", head, tag("ol", joined(*lines), class_="cb-said"), class_="cb-result").html)


def _draw(draw: DrawFacts) -> Markup:
    told = [tag("span", words.dated(draw))]
    if draw.number > 1:
        told.append(tag("small", words.why(draw.reason)))
    return tag("li", joined(*told))
