"""How a file was read: each thing that was found with its reason, and how to say otherwise.

A choice is tried out first: the page is drawn as the file would be read, nothing is stored, and one tap keeps
it or leaves it (law 2).
"""

from __future__ import annotations

import streamlit as st

from core.choices.allowed import lines_of
from portal import session
from portal.components import reading_opened
from portal.components.heading import section
from portal.components.markup import Content, Markup, joined, tag
from portal.components.reading_opened import Asked
from portal.components.reading_rows import first_lines
from portal.components.tiles import facts
from portal.viewmodels.reading import NONE, ChoiceView, FileReading, Override, TableReading, Topic
from portal.wording import figures
from portal.wording import reading as words

_A_ROW = 3


def how_it_was_read(asked: Asked, file: FileReading, table: TableReading) -> None:
    """Choices above, and under them the lines in which their effect is seen."""
    changes = asked.may_change and bool(table.choices)
    section(words.HOW, words.HOW_WHY if changes else words.HOW_SEEN)
    if asked.trying is not None:
        _tried(asked, table, asked.trying)
    if changes:
        _choices(asked, file, table)
    elif table.choices:
        facts([(words.TOPICS[each.topic], _told(asked, each)) for each in table.choices])
    first_lines(table)


def _choices(asked: Asked, file: FileReading, table: TableReading) -> None:
    for start in range(0, len(table.choices), _A_ROW):
        columns = st.columns(_A_ROW)
        for column, choice in zip(columns, table.choices[start : start + _A_ROW], strict=False):
            with column:
                _choice(asked, file, table, choice)


def _choice(asked: Asked, file: FileReading, table: TableReading, choice: ChoiceView) -> None:
    values = _values(table, choice)
    drawn = _shown(asked, choice)
    key = f"cb-reading-{choice.topic.value}-{asked.key(file)}-{values.index(drawn)}"

    def tried(value: str) -> None:
        if value == (choice.found if choice.said is None else choice.said):
            reading_opened.try_nothing()
        else:
            reading_opened.try_out(table.path, choice.topic, None if value == choice.found else value)

    st.selectbox(
        words.TOPICS[choice.topic],
        values,
        index=values.index(drawn),
        format_func=lambda value: _label(choice, value),
        key=key,
        on_change=session.on_change(key, drawn, tried),
    )
    st.html(_why(asked, choice).html)


def _shown(asked: Asked, choice: ChoiceView) -> str:
    """The value under which the page is drawn."""
    trying = asked.trying
    if trying is not None and trying.topic is choice.topic:
        return choice.found if trying.value is None else trying.value
    return choice.found if choice.said is None else choice.said


def _values(table: TableReading, choice: ChoiceView) -> list[str]:
    """Every answer that is offered, what was found first. Names can stand on any line that is seen."""
    offered = [each.value for each in choice.options]
    if choice.topic is Topic.HEADER and not offered:
        lines = [*(str(row.line) for row in table.first), *map(str, range(1, 6))]
        offered = [NONE, *lines, *_several(choice.said or choice.found)]
    trying = reading_opened.trying()
    tried = [trying.value] if trying and trying.topic is choice.topic and trying.value else []
    standing = [choice.said] if choice.said is not None else []
    rest = (
        sorted({*offered, *tried, *standing}, key=_order)
        if not choice.options
        else offered + tried + standing
    )
    return list(dict.fromkeys([choice.found, *rest]))


def _several(standing: str) -> list[str]:
    """Names that go on in the line below, or the two below, of where they stand now."""
    first, _ = lines_of(standing)
    return [f"{first}-{first + more}" for more in (1, 2)] if first else []


def _order(value: str) -> tuple[int, str]:
    return (lines_of(value)[0], value)


def _label(choice: ChoiceView, value: str) -> str:
    told = words.option(choice.options, value, choice.topic)
    return words.AS_FOUND.format(told) if value == choice.found else told


def _why(asked: Asked, choice: ChoiceView) -> Markup:
    """On whose word it stands; else why the reader took it so."""
    tried = asked.trying is not None and asked.trying.topic is choice.topic
    if choice.said is None and not tried:
        return tag("p", choice.why, class_="cb-choice-why")
    found = words.FOUND.format(words.option(choice.options, choice.found, choice.topic))
    if choice.said is None:
        return tag("p", found, class_="cb-choice-why")
    return tag("p", tag("strong", _word(asked, choice)), tag("span", found), class_="cb-choice-why said")


def _word(asked: Asked, choice: ChoiceView) -> str:
    if choice.remembered:
        return words.REMEMBERED.format(by=choice.by) if choice.by else words.REMEMBERED_NOBODY
    if not choice.by or choice.at is None:
        return words.SAID_BY_NOBODY
    return words.SAID_BY.format(by=choice.by, at=figures.moment(choice.at, asked.portal.zone))


def _told(asked: Asked, choice: ChoiceView) -> Content:
    value = choice.found if choice.said is None else choice.said
    shown = words.option(choice.options, value, choice.topic)
    return joined(shown, tag("small", choice.why if choice.said is None else _word(asked, choice)))


def _tried(asked: Asked, table: TableReading, trying: Override) -> None:
    """What the tried choice comes to, with the two ways out of it."""
    choice = next((each for each in table.choices if each.topic is trying.topic), None)
    what = words.trying(choice, trying.value) if choice else words.TOPICS[trying.topic]
    comes = words.result(table.records, table.rejects_in_all, len(table.columns))
    with st.container(border=True, key="cb-reading-trying"):
        said = tag("strong", words.TRYING.format(what=what))
        st.html(tag("p", said, tag("small", words.TRYING_MORE.format(comes)), role="status").html)
        with st.container(horizontal=True):
            keep = "cb-reading-keep"
            st.button(words.KEEP, type="primary", key=keep, on_click=_kept, args=(asked, trying))
            st.button(words.LEAVE, key="cb-reading-leave", on_click=reading_opened.try_nothing)


def _kept(asked: Asked, trying: Override) -> None:
    if asked.changed(trying):
        reading_opened.try_nothing()
