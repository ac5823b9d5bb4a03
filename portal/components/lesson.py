"""One step of a path, to be read and done: its words, what it asks for, and one main action."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from core.training import Proof, StepKind
from portal import session
from portal.components import practice
from portal.components.acting import done
from portal.components.markup import Markup, joined, tag
from portal.viewmodels.training import ItemLine, Mine
from portal.visit import Portal
from portal.wording import figures
from portal.wording import training as words

OPENED = "training.item"
"""Under which name the visit remembers the step that a person opened themselves."""

_DOES: dict[Proof, tuple[str, StepKind, str]] = {
    Proof.READ: (words.READ, StepKind.READ, words.DONE_NOTE),
    Proof.SAID: (words.DID, StepKind.DONE, words.DONE_NOTE),
    Proof.SEEN: (words.ASK, StepKind.ASK, words.ASKED_NOTE),
}


def step(portal: Portal, mine: Mine, line: ItemLine) -> None:
    with st.container(border=True, key="cb-lesson"):
        st.html(_told(portal, mine, line).html)
        if line.done is not None:
            return
        if line.item.proof is Proof.PROVEN:
            practice.exercise(portal, line.item.id)
        elif line.asked:
            st.html(tag("p", words.ASKED, class_="cb-why", role="status").html)
        else:
            _button(portal, mine, line)


def _told(portal: Portal, mine: Mine, line: ItemLine) -> Markup:
    item = line.item
    position = [each.item.id for each in mine.lines].index(item.id) + 1
    over = words.NOW if item.id == mine.next else words.OPENED
    facts = [
        f"{words.KIND[item.kind]} {position} of {len(mine.lines)}",
        words.minutes(item.minutes),
        words.due(line.due, late=line.late),
    ]
    parts = [
        tag("p", over, class_="cb-over"),
        tag("h2", item.title),
        tag("p", " · ".join(each for each in facts if each), class_="cb-why"),
        *(tag("p", paragraph) for paragraph in item.text),
    ]
    if line.reopened is not None and line.done is None:
        told = words.REOPENED.format(by=line.reopened.by, why=line.reopened.text)
        parts.insert(3, tag("p", told, class_="cb-void", role="status"))
    if line.done is not None:
        at = figures.moment(line.done.at, portal.zone)
        parts.append(tag("p", words.done_by(item.proof, line.done.by, at), class_="cb-shown right"))
    return tag("section", joined(*parts), class_="cb-lesson")


def _button(portal: Portal, mine: Mine, line: ItemLine) -> None:
    label, kind, note = _DOES[line.item.proof]
    st.button(
        label,
        type="primary",
        key=f"cb-learn-{mine.version}",
        on_click=learned(portal, kind, note, item=line.item.id, seen=mine.version),
    )


def learned(portal: Portal, kind: StepKind, note: str, *, item: str = "", seen: int) -> Callable[[], None]:
    """For a button: the step that it stands for, with the version that was drawn; then on to the next one."""

    def act() -> None:
        if done(lambda: portal.learn(kind, item=item, seen=seen), note):
            session.remember(OPENED, "")

    return act


def all_steps(portal: Portal, mine: Mine) -> None:
    """Every step with how it stands; each can be opened, in any order."""
    for position, line in enumerate(mine.lines):
        with st.container(
            horizontal=True, vertical_alignment="center", gap="small", key=f"cb-step-{position}"
        ):
            st.html(_in_short(portal, line, now=line.item.id == mine.next).html)
            st.button(
                words.OPEN,
                key=f"cb-open-step-{position}",
                type="tertiary",
                on_click=session.remember,
                args=(OPENED, line.item.id),
            )


def _in_short(portal: Portal, line: ItemLine, *, now: bool) -> Markup:
    item = line.item
    state = "done" if line.done else "late" if line.late else "now" if now else "later"
    mark = {"done": "✓", "late": "!", "now": "→", "later": "○"}[state]
    if line.done is not None:
        more = words.done_by(item.proof, line.done.by, figures.moment(line.done.at, portal.zone))
    else:
        told = [words.HOW[item.proof], words.minutes(item.minutes), words.due(line.due, late=line.late)]
        more = ", ".join(each for each in told if each)
    sign = tag("i", mark, aria_hidden="true")
    return tag(
        "p", sign, tag("span", tag("strong", item.title), tag("small", more)), class_=f"cb-step {state}"
    )
