"""One column of the Mapping page: its line in the list, and where it goes as a person settles it.

Controls act through callbacks, which run before the page is drawn anew with what the person had before
them; authority is checked in the service, always (design, 10).
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from portal import session
from portal.components import mapping_readings
from portal.components.markup import Markup, joined, tag
from portal.components.side_by_side import side_by_side
from portal.viewmodels.mapping import (
    ColumnLine,
    ColumnView,
    Home,
    Level,
    OptionName,
    Place,
    Source,
    TableView,
)
from portal.viewmodels.mapping_asked import (
    Change,
    MoveColumn,
    SetOption,
)
from portal.wording import figures, findings, mapping_outcomes
from portal.wording import mapping as words

Save = Callable[[Change], None]
_LEVELS = {Level.SURE: "sure", Level.LIKELY: "likely", Level.NOT_SURE: "unsure"}


def row(line: ColumnLine) -> Markup:
    """Name, where it goes, and whether that is settled."""
    state = "open" if line.open else "person" if line.by_person else "sure"
    sign = {"open": "◔", "person": "✓", "sure": "·"}[state]
    return tag(
        "div",
        tag("strong", line.name),
        tag("span", tag("i", "→", aria_hidden="true"), words.stands(line), class_="cb-to"),
        tag("span", tag("i", sign, aria_hidden="true"), words.mark(line), class_=f"cb-mark {state}"),
        class_="cb-map-row",
    )


def told(source: Source, line: ColumnLine, detail: ColumnView, *, base: str, save: Save | None) -> None:
    """What stands in it beside what is suggested. save: None where the suggestion cannot be taken."""
    samples, suggested = st.columns([2, 3], gap="large")
    with samples:
        st.html(_samples(detail).html)
    with suggested:
        st.html(_suggestion(line).html)
        if save is not None:
            _take(source, line, base=base, save=save)
    word(line)


def _samples(detail: ColumnView) -> Markup:
    found = joined(
        *(tag("li", tag("code", text), tag("span", f"× {figures.count(n)}")) for text, n in detail.samples)
    )
    shapes = Markup("") if detail.values_shown else tag("small", words.SHAPES)
    counts = tag("p", words.filled(detail.filled, detail.rows, detail.distinct), class_="cb-why")
    return joined(tag("h4", words.SAMPLES), tag("ul", found, class_="cb-samples"), counts, shapes)


def _suggestion(line: ColumnLine) -> Markup:
    told = line.suggested
    badge = tag("span", words.LEVELS[told.level], class_=f"cb-level {_LEVELS[told.level]}")
    home = tag("strong", words.home(Place.KEY if line.in_key and told.home is None else told.home))
    return joined(tag("h4", words.SUGGESTION), tag("p", badge, home), tag("p", told.reason, class_="cb-why"))


def word(line: ColumnLine) -> None:
    """On which person's word it stands; of a rule, the suggestion above says why."""
    if line.by_person:
        said = f"{words.ON_WHOSE_WORD.format(line.by)}. {line.reason}"
        st.html(tag("p", said, class_="cb-why cb-word").html)


def _take(source: Source, line: ColumnLine, *, base: str, save: Save) -> None:
    """The suggestion and its runner-up, one tap each."""
    told = line.suggested
    with st.container(horizontal=True, key="cb-map-take"):
        if told.home is not None and not (line.to == told.home and line.by_person):
            asked = MoveColumn(source, line.name, told.home, accepted=True)
            st.button(words.USE, key=f"cb-use-{base}", on_click=save, args=(asked,))
        if told.runner_up is not None and line.to != told.runner_up:
            other = MoveColumn(source, line.name, told.runner_up)
            label = words.OR_USE.format(words.home(told.runner_up))
            st.button(label, key=f"cb-or-{base}", type="tertiary", on_click=save, args=(other,))
    mapping_readings.several(source, line, base=base, save=save)


def move(table: TableView, line: ColumnLine, *, base: str, save: Save) -> None:
    where, why = st.columns([3, 2])
    reason_key, home_key = f"cb-why-{base}", f"cb-home-{base}"
    with why:
        st.text_input(words.REASON, key=reason_key, max_chars=200)
    choices = _choices(table, line)

    def chosen(code: str) -> None:
        reason = session.entered(reason_key) or ""
        save(MoveColumn(table.line.source, line.name, choices[code], reason))

    with where:
        st.selectbox(
            words.WHERE,
            list(choices),
            index=list(choices).index(_code(line.to)),
            format_func=lambda code: words.choice(choices[code]),
            key=home_key,
            on_change=session.on_change(home_key, _code(line.to), chosen),
        )


def _choices(table: TableView, line: ColumnLine) -> dict[str, Home | Place]:
    """By code: the places that fit, then the fields, kind by kind; what it feeds now is always there."""
    places = [Place.KEY] if line.in_key else [Place.WAITING, Place.ARCHIVED, Place.DECLINED]
    told: list[Home | Place] = [*places, *table.homes]
    also = (line.to, line.suggested.home, line.suggested.runner_up)
    more = [to for to in also if to is not None and to not in told and table.line.entity is not None]
    return {_code(to): to for to in (*told, *more)}


def _code(to: Home | Place) -> str:
    return f"{to.entity}.{to.field}" if isinstance(to, Home) else to.value


def options(source: Source, line: ColumnLine, detail: ColumnView, *, base: str, save: Save) -> None:
    for name, value in detail.options:
        if name in mapping_readings.OWN:
            mapping_readings.option(source, line, detail, name, value, base=base, save=save)
        else:
            _option(source, line, name, value, base=base, save=save)
        if name is OptionName.ORDER and detail.evidence is not None:
            st.caption(words.evidence(detail.evidence))


def _option(source: Source, line: ColumnLine, name: OptionName, value: str, *, base: str, save: Save) -> None:
    label, told = (words.ORDER, words.ORDERS) if name is OptionName.ORDER else (words.MARK, words.MARKS)
    widget = f"cb-option-{name}-{base}"
    shown = value if value in told else next(iter(told))

    def chosen(code: str) -> None:
        save(SetOption(source, line.name, name, code))

    st.selectbox(
        label,
        list(told),
        index=list(told).index(shown),
        format_func=lambda code: told[code],
        key=widget,
        on_change=session.on_change(widget, shown, chosen),
    )


def preview(line: ColumnLine, detail: ColumnView) -> None:
    if detail.outcomes is None:
        return
    blanks = mapping_outcomes.blanks(
        detail.outcomes, required=detail.required, field=words.lowered(words.home(line.to))
    )
    kinds = ", ".join(f"{findings.title(k).lower()} ({figures.count(n)})" for k, n in detail.outcomes.failed)
    st.html(
        joined(
            tag("h4", words.PREVIEW),
            tag(
                "p",
                mapping_outcomes.outcomes(detail.outcomes, unread=f": {kinds}" if kinds else ""),
                class_="cb-why",
            ),
            tag("p", blanks, class_="cb-why") if blanks else "",
        ).html
    )
    if detail.examples:
        side_by_side(detail.examples, values=detail.values_shown)
