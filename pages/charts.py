"""Charts: what is left, one chart with old beside new, a verdict by one tap, and what the result proves.

Made for a practitioner between two patients, with a phone. A verdict is saved as it is tapped, and the next
chart opens by itself. Every control carries the draw and the chart that it was drawn from.
"""

from __future__ import annotations

import streamlit as st

from core.spotchecks import Found
from portal import session
from portal.components import chart as drawing
from portal.components import chart_answers, chart_files, concerns, states
from portal.components.acting import done
from portal.components.emergency import emergency
from portal.components.heading import heading, section
from portal.components.markup import Markup, joined, tag
from portal.components.to_top import to_top
from portal.session import Place
from portal.viewmodels.charts import ChartLine, ChartsPage, ChartView, Result, Seen
from portal.visit import Portal
from portal.wording import chart_answers as answer_words
from portal.wording import charts as words
from reports.charts.sample import figure_of_sample

_NUMBER = "charts.number"
_OPENED = session.CHART


def render(portal: Portal) -> None:
    view = portal.charts()
    heading(words.TITLE, words.WHY, over=view.project, left=words.left(view))
    refusal = session.take_refusal()
    if refusal is not None:
        states.failure(*refusal)
    emergency(portal)
    if not view.ran or not view.patients:
        _nothing_yet(view)
        return
    if view.draw is None:
        _to_draw(portal, view)
        chart_answers.changes(portal, view)
        return
    opened = _opened(view)
    if opened is not None:
        _chart(portal, view, opened)
        return
    _next(view)
    _result(view)
    chart_answers.changes(portal, view)
    concerns.shown(portal, view)
    _list(view)
    _more(portal, view)


def _nothing_yet(view: ChartsPage) -> None:
    told = (words.NOBODY, words.NOBODY_MORE) if view.ran else (words.NOT_RUN, words.NOT_RUN_MORE)
    states.empty(*told)
    if st.button(words.TO_OVERVIEW, type="primary", key="cb-charts-overview"):
        session.go_to(Place.OVERVIEW)


def _opened(view: ChartsPage) -> int | None:
    """The place that this person has open, where they see charts and it is one of the draw's."""
    told = session.remembered(_OPENED)
    draw = view.draw.number if view.draw else 0
    number, _, place = told.partition(".")
    there = number == str(draw) and place.isdigit() and 1 <= int(place) <= len(view.lines)
    return int(place) if there and view.opens else None


def _open(view: ChartsPage, place: int) -> None:
    session.show_chart(view.draw.number if view.draw else 0, place)


def _to_draw(portal: Portal, view: ChartsPage) -> None:
    if not view.may_draw:
        states.empty(words.NOT_DRAWN, words.NOT_DRAWN_MORE.format(view.ask))
        return
    with st.container(border=True, key="cb-draw"):
        section(words.DRAW, words.DRAW_WHY)
        _draw_form(portal, view, main=True)


def _draw_form(portal: Portal, view: ChartsPage, *, main: bool) -> None:
    shares, told = dict(view.sizes), words.size if main else answer_words.more
    size_key, seed_key, why_key = (f"cb-{each}-{view.version}" for each in ("size", "seed", "why-again"))

    def drawn() -> None:
        size, seed = int(session.entered(size_key) or 0), str(session.entered(seed_key) or "")
        why = str(session.entered(why_key) or "")
        if done(lambda: portal.draw_charts(size, seed=seed, seen=view.version, reason=why), words.DRAWN):
            session.remember(_OPENED, "")

    with st.form(f"cb-draw-form-{view.version}", border=False):
        st.radio(words.HOW_MANY, list(shares), key=size_key, format_func=lambda n: told(n, shares[n]))
        st.text_input(words.SEED, key=seed_key, help=words.SEED_HELP, max_chars=12)
        if not main:
            st.text_input(answer_words.DRAW_REASON, key=why_key, max_chars=500)
            st.caption(answer_words.READ_BY_ALL)
        label = words.DRAW_DO if main else words.DRAW_AGAIN
        st.form_submit_button(label, type="primary" if main else "secondary", on_click=drawn)


def _next(view: ChartsPage) -> None:
    if view.left and view.opens:
        place = view.left[0]
        st.button(words.OPEN_NEXT, type="primary", key="cb-next-chart", on_click=_open, args=(view, place))


def _chart(portal: Portal, view: ChartsPage, place: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="cb-chart-way"):
        st.button(
            words.CLOSE,
            key="cb-close-chart",
            type="tertiary",
            icon=":material/arrow_back:",
            on_click=session.remember,
            args=(_OPENED, ""),
        )
    to_top(place)
    shown = portal.chart(Seen(view.draw.number if view.draw else 0, place))
    line = view.lines[place - 1]
    if line.again:
        st.html(tag("p", words.AGAIN, class_="cb-void", role="status").html)
    drawing.chart(shown, lambda: chart_files.closer(portal, shown))
    if not line.closed:
        chart_answers.so_far(portal, shown)
    if view.scope is not None and not line.closed:
        _verdict(portal, view, shown)
        concerns.form(portal, view, shown, wanted=shown.found is Found.SERIOUS)


def _verdict(portal: Portal, view: ChartsPage, shown: ChartView) -> None:
    """Three buttons that stay in reach of a thumb; each is one tap, saved at once."""
    assert view.scope is not None
    chart_answers.asks(shown)
    with st.container(key="cb-verdict-bar"):
        why_key = chart_answers.reason(view, shown)
        st.html(tag("p", words.VERDICT_OF[view.scope], class_="cb-verdict-asks").html)
        with st.container(horizontal=True, gap="small", key="cb-verdicts"):
            for found in Found:
                st.button(
                    f"{words.SIGNS[found]} {words.FOUND[found]}",
                    key=f"cb-found-{found.name.lower()}-{view.version}-{shown.seen.place}",
                    help=words.FOUND_HELP[found],
                    type="primary" if found is (shown.found or Found.RIGHT) else "secondary",
                    on_click=_judged,
                    args=(portal, view, shown.seen, found, why_key if found in shown.wants_reason else ""),
                )


def _judged(portal: Portal, view: ChartsPage, seen: Seen, found: Found, why_key: str) -> None:
    """A serious one stays open for its concern; else the next chart that is left opens."""
    why = str(session.entered(why_key) or "") if why_key else ""
    if why_key and not why.strip():
        session.leave_note(answer_words.CHANGE_FIRST)
        return
    said = words.SAVED.format(seen.place, words.FOUND[found].lower())
    serious = words.SAVED_SERIOUS.format(seen.place)
    kept = serious if found is Found.SERIOUS else said
    if not done(lambda: portal.judge_chart(seen, found, reason=why), kept):
        return
    if found is Found.SERIOUS:
        return
    rest = [each for each in view.left if each != seen.place]
    after = [each for each in rest if each > seen.place] or rest
    if after:
        _open(view, after[0])
    else:
        session.remember(_OPENED, "")
        session.leave_note(f"{said} {words.ALL_DONE}")


def _result(view: ChartsPage) -> None:
    if view.result is None or view.draw is None:
        return
    section(words.RESULT, words.RESULT_WHY)
    told = [tag("p", words.result(view.result), class_="cb-proves")]
    if words.serious(view.result):
        told.append(tag("p", words.serious(view.result)))
    if words.newer(view.result):
        told.append(tag("p", words.newer(view.result), class_="cb-uneven"))
    told += [tag("p", sentence) for sentence in answer_words.beside(view.result)]
    st.html(tag("div", joined(*told), class_="cb-result").html)
    chart_answers.draws(view)
    if view.result.checked:
        _figure(view.result)


def _figure(found: Result) -> None:
    st.plotly_chart(
        figure_of_sample(
            found.errors / found.checked,
            found.bound,
            names=words.SAMPLE_NAMES,
            theme=session.dark_or_light(),
        ),
        key="cb-sample",
        config={"displayModeBar": False},
        alt=words.CHART_ALT,
    )


def _list(view: ChartsPage) -> None:
    """Places and verdicts alone; a name is shown only once a chart is opened."""
    section(words.LIST, words.LIST_WHY)
    for line in view.lines:
        with st.container(
            horizontal=True, vertical_alignment="center", gap="small", key=f"cb-chart-line-{line.place}"
        ):
            st.html(_row(line).html)
            if view.opens and not line.closed:
                st.button(
                    words.OPEN if line.found is None else words.LOOK_AGAIN,
                    key=f"cb-open-chart-{line.place}",
                    type="tertiary",
                    on_click=_open,
                    args=(view, line.place),
                )


def _row(line: ChartLine) -> Markup:
    sign = words.SIGNS[line.found] if line.found else "·"
    kind = line.found.name.lower() if line.found else "left"
    return tag(
        "p",
        tag("i", sign, class_=f"cb-found {kind}", aria_hidden="true"),
        tag("strong", words.line(line)),
        tag("small", words.state(line)),
        class_="cb-chart-line",
    )


def _more(portal: Portal, view: ChartsPage) -> None:
    """What is rarely needed: a patient one knows, and another draw."""
    if not view.may_draw:
        return
    with st.expander(words.CHOOSE):
        st.caption(words.CHOOSE_WHY)
        _choose_form(portal, view)
    with st.expander(words.DRAW_AGAIN):
        st.caption(words.DRAW_AGAIN_WHY)
        _draw_form(portal, view, main=False)


def _choose_form(portal: Portal, view: ChartsPage) -> None:
    drawn = f"{view.version}.{session.turn(_NUMBER)}"
    key = f"cb-number-{drawn}"

    def chosen() -> None:
        number = str(session.entered(key) or "")
        session.next_turn(_NUMBER)
        done(lambda: portal.choose_chart(number, seen=view.version), words.CHOSEN)

    with st.form(f"cb-choose-{drawn}", border=False, clear_on_submit=True):
        st.text_input(words.CHOOSE_NUMBER, key=key, max_chars=40)
        st.form_submit_button(words.CHOOSE_DO, on_click=chosen)
