"""One group of the Decisions page: its line in the list, its panel, and the decision that stands.

Controls act through callbacks, which run before the page is drawn anew with what the person had before
them; authority is checked in the service, always (design, 10). Keys hold ids of groups, never a value.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from core.decisions import Choice, GroupKind
from portal import session
from portal.components.markup import Content, Markup, joined, tag
from portal.components.table import Column, plain_table
from portal.viewmodels.decisions import Examples, GroupLine, Person, Row, Say, Verdict
from portal.wording import decision_choices as choices
from portal.wording import decisions as words
from portal.wording import figures

Save = Callable[[Verdict], None]
_LONGEST_REASON, _LONGEST_TEXT = 300, 160


_SIGNS = {"open": "◔", "person": "✓", "sure": "·"}


def row(line: GroupLine, *, indented: bool = False) -> Markup:
    """What it is, how much of it, and whether it is decided. indented: beside rows that can be selected."""
    state = "person" if not line.open else "sure" if line.say is Say.NONE else "open"
    money = joined(*(tag("small", sum_) for sum_ in line.money))
    return tag(
        "div",
        tag(
            "span", tag("strong", words.title(line)), tag("small", words.about(line)), class_="cb-group-what"
        ),
        tag("span", words.size(line), money, class_="cb-group-size"),
        tag("span", words.sensitivity(line.sensitivity), class_="cb-group-class"),
        tag("span", tag("i", _SIGNS[state], aria_hidden="true"), words.mark(line), class_=f"cb-mark {state}"),
        class_="cb-group indented" if indented else "cb-group",
    )


def choose(line: GroupLine, examples: Examples | None, *, base: str, save: Save) -> None:
    """The ways with what follows from each, why, and the one main button."""
    choice_key, chosen = f"cb-choice-{base}", None
    chosen = _ways(line, line.choices, key=choice_key)
    wanted = _wanted(line, chosen, examples, base=base)
    why = reason(line.kind, base=base)

    def decide() -> None:
        to, text = wanted()
        save(Verdict((line.id,), session.entered(choice_key), why(), to, text))

    st.button(words.decide(1, line.say), type="primary", key=f"cb-decide-{base}", on_click=decide)


def choose_together(lines: Sequence[GroupLine], *, base: str, main: bool, save: Save) -> None:
    """The same for several groups of one kind; what fits one value only is left out.

    main: whether it is the one main action of the page.
    """
    first, choice_key = lines[0], f"cb-choice-{base}"
    shared = (choice for choice in first.choices if all(choice in line.choices for line in lines))
    ways = tuple(choice for choice in shared if choice is not Choice.REPLACE)
    st.html(tag("h3", words.PICKED.format(figures.counted(len(lines), "group"))).html)
    if _ways(first, ways, key=choice_key) is Choice.MERGE and first.kind is GroupKind.PERSON:
        st.caption(words.FIRST_OF_EACH_STAYS)
    why = reason(first.kind, base=base)
    say = Say.PROPOSES if any(line.say is Say.PROPOSES for line in lines) else Say.DECIDES

    def decide() -> None:
        save(Verdict(tuple(line.id for line in lines), session.entered(choice_key), why()))

    label = words.decide(len(lines), say)
    st.button(label, type="primary" if main else "secondary", key=f"cb-decide-{base}", on_click=decide)


def _ways(line: GroupLine, ways: Sequence[Choice], *, key: str) -> Choice | None:
    chosen: Choice | None = st.radio(
        words.CHOICE,
        ways,
        index=None,
        format_func=lambda choice: choices.choice(line, choice),
        captions=[choices.follows(line, choice) for choice in ways],
        key=key,
    )
    return chosen


def reason(kind: GroupKind, *, base: str) -> Callable[[], str]:
    """A box and quick reasons beside it; gives what was entered once it is asked for."""
    text_key, quick_key = f"cb-why-{base}", f"cb-quick-{base}"
    st.text_input(words.REASON, key=text_key, max_chars=_LONGEST_REASON, placeholder=words.REASON_HINT)
    st.pills(words.QUICK, choices.QUICK_REASONS[kind], key=quick_key, label_visibility="collapsed")
    return lambda: session.entered(text_key) or session.entered(quick_key) or ""


def _wanted(
    line: GroupLine, chosen: Choice | None, examples: Examples | None, *, base: str
) -> Callable[[], tuple[str, str]]:
    """What a choice wants beside itself; gives (to, text) once it is asked for."""
    if chosen is Choice.REPLACE and line.codes:
        return _meaning(line, base=base)
    if chosen is Choice.REPLACE and examples is not None:
        return _instead(examples, base=base)
    if chosen is Choice.MERGE and line.kind is GroupKind.PERSON:
        return _survivor(examples.persons if examples else (), base=base)
    return lambda: ("", "")


def _meaning(line: GroupLine, *, base: str) -> Callable[[], tuple[str, str]]:
    key = f"cb-means-{base}"
    st.selectbox(
        words.MEANS,
        line.codes,
        index=None,
        placeholder=words.MEANS_NONE,
        format_func=lambda code: code.replace("_", " "),
        key=key,
    )
    return lambda: (session.entered(key) or "", "")


def _instead(examples: Examples, *, base: str) -> Callable[[], tuple[str, str]]:
    """Texts are chosen by their place in the list, so that no key and no option holds one."""
    which, instead = f"cb-which-{base}", f"cb-instead-{base}"
    texts = examples.texts
    left, right = st.columns(2)
    with left:
        st.selectbox(words.WHICH, range(len(texts)), format_func=lambda n: words.text(*texts[n]), key=which)
    with right:
        st.text_input(words.CORRECTED, key=instead, max_chars=_LONGEST_TEXT)

    def given() -> tuple[str, str]:
        place = session.entered(which)
        return session.entered(instead) or "", texts[place][0] if place is not None else ""

    return given


def _survivor(persons: Sequence[Person], *, base: str) -> Callable[[], tuple[str, str]]:
    if not persons:
        st.caption(words.FIRST_STAYS)
        return lambda: ("", "")
    key = f"cb-stays-{base}"
    numbers = [person.number for person in persons]
    st.selectbox(words.SURVIVES, range(len(numbers)), format_func=lambda n: numbers[n], key=key)
    return lambda: (numbers[session.entered(key) or 0], "")


def shown(line: GroupLine, examples: Examples) -> None:
    """What the group looks like, as far as this person may see it."""
    if examples.persons:
        _side_by_side(examples.persons)
    if examples.texts:
        more = words.TEXTS_MORE.format(figures.count(examples.more_texts)) if examples.more_texts else ""
        st.html(_texts(examples, more).html)
    if examples.rows:
        st.html(joined(tag("h4", words.AS_IT_STOOD), *(_row(each, line) for each in examples.rows)).html)
    if examples.why_not:
        st.caption(examples.why_not)


def _texts(examples: Examples, more: str) -> Markup:
    told = (tag("li", tag("code", text), tag("span", f"× {figures.count(n)}")) for text, n in examples.texts)
    said: list[Content] = [tag("h4", words.TEXTS), tag("ul", joined(*told), class_="cb-samples")]
    said += [
        tag("p", note, class_="cb-why") for note in (more, words.SHAPES if examples.shapes else "") if note
    ]
    return joined(*said)


def _row(told: Row, line: GroupLine) -> Markup:
    """One record; the column that the group is about is marked."""
    if not told.record:
        return tag("div", tag("h4", words.place(told)), tag("code", told.cells[0][1]), class_="cb-record")
    cells = (
        tag("div", tag("dt", name), tag("dd", text), class_="cb-about" if name == line.column else "")
        for name, text in told.cells
    )
    return tag(
        "div", tag("h4", words.place(told)), tag("dl", joined(*cells), class_="cb-facts"), class_="cb-record"
    )


def _side_by_side(persons: Sequence[Person]) -> None:
    """One column a record; what differs from the first is marked in form and colour."""
    names = [name for name, _ in persons[0].cells]
    cells = [dict(person.cells) for person in persons]
    rows = [
        (tag("strong", name), *(_cell(told[name], differs=told[name] != cells[0][name]) for told in cells))
        for name in names
    ]
    head = (Column(""), *(Column(f"{words.NUMBER} {person.number}") for person in persons))
    plain_table(head, rows, label=words.SIDE_BY_SIDE)


def _cell(text: str, *, differs: bool) -> Markup:
    if not text.strip():
        return tag("em", words.BLANK, class_="cb-none")
    return (
        tag("span", tag("i", "≠", aria_hidden="true"), text, class_="cb-differs") if differs else joined(text)
    )
