"""Training: the reader's next step first, then all steps; for those who follow it, how far everybody is.

Made for a phone between two patients: one thing at a time, one main action, and nothing is lost by leaving.
"""

from __future__ import annotations

from functools import partial

import streamlit as st

from core.training import StepKind
from portal import session
from portal.components import lesson, states, training_team
from portal.components.acting import done
from portal.components.heading import heading, section
from portal.components.lesson import OPENED, learned
from portal.components.markup import tag
from portal.viewmodels.training import Asking, ItemLine, Mine, TrainingPage
from portal.visit import Portal
from portal.wording import figures
from portal.wording import training as words


def render(portal: Portal) -> None:
    view = portal.training()
    heading(words.TITLE, words.WHY, over=view.project, left=words.left(view))
    refusal = session.take_refusal()
    if refusal is not None:
        states.failure(*refusal)
    if view.mine is not None:
        _mine(portal, view.mine)
    elif not view.team:
        states.empty(*((words.NO_PATH_HERE, words.NO_PATH_MORE) if view.team is None else _NOT_BEGUN))
    _eyes(portal, view)
    if view.team:
        training_team.team(portal, view.team)


_NOT_BEGUN = (words.NOT_BEGUN, words.NOT_BEGUN_MORE)


def _mine(portal: Portal, mine: Mine) -> None:
    if mine.finished:
        _certificate(portal, mine)
    elif not mine.left and mine.unsure is None:
        _ready(portal, mine)
    line = _open_line(mine)
    if line is not None:
        lesson.step(portal, mine, line)
        if line.item.id != mine.next:
            st.button(
                words.BACK,
                key="cb-back-to-next",
                type="tertiary",
                on_click=session.remember,
                args=(OPENED, ""),
            )
    _doubt(portal, mine)
    section(words.ALL_STEPS, f"{mine.title}: {words.how_far(mine)}. {mine.why}")
    lesson.all_steps(portal, mine)


def _open_line(mine: Mine) -> ItemLine | None:
    """What the person opened, else what is best done now; nothing once all is done."""
    return mine.line(session.remembered(OPENED)) or mine.line(mine.next)


def _ready(portal: Portal, mine: Mine) -> None:
    with st.container(border=True, key="cb-ready"):
        st.html(tag("p", words.READY_WHY, class_="cb-asked").html)
        act = learned(portal, StepKind.READY, words.READY_NOTE, seen=mine.version)
        st.button(words.READY, type="primary", key=f"cb-am-ready-{mine.version}", on_click=act)


def _certificate(portal: Portal, mine: Mine) -> None:
    at = figures.moment(mine.ready.at, portal.zone) if mine.ready else ""
    said = words.CERTIFIED.format(name=portal.actor.name, path=mine.title, at=at)
    with st.container(border=True, key="cb-certificate"):
        st.html(
            tag(
                "section",
                tag("p", words.CERTIFICATE, class_="cb-over"),
                tag("p", said, class_="cb-asked", role="status"),
                tag("p", words.SEALED, class_="cb-why"),
            ).html
        )
        st.download_button(
            words.TAKE,
            partial(_certificate_of, portal),
            file_name=words.CERTIFICATE_NAME,
            mime="application/pdf",
            key="cb-take-certificate",
            on_click="ignore",
            type="primary",
        )


def _certificate_of(portal: Portal) -> bytes:
    return portal.certificate().content


def _doubt(portal: Portal, mine: Mine) -> None:
    """Always at hand, and taken back as easily as it is said."""
    if mine.unsure is not None:
        at = figures.moment(mine.unsure.at, portal.zone)
        told = words.YOU_UNSURE.format(word=mine.unsure.text, at=at)
        st.html(tag("p", told, class_="cb-void", role="status").html)
        act = learned(portal, StepKind.SETTLED, words.SETTLED_NOTE, seen=mine.version)
        st.button(words.SETTLED, key=f"cb-settled-{mine.version}", on_click=act)
        return
    key = f"cb-doubt-{mine.version}"

    def told_them() -> None:
        note = str(session.entered(key) or "")
        done(lambda: portal.learn(StepKind.UNSURE, note=note, seen=mine.version), words.UNSURE_NOTE)

    with st.popover(words.UNSURE, key=f"{key}-door"):
        who = mine.sees_doubt[:1].upper() + mine.sees_doubt[1:]
        st.html(tag("p", words.UNSURE_WHY.format(who), class_="cb-why").html)
        with st.form(f"{key}-form", border=False):
            st.text_area(words.UNSURE_WORD, key=key, max_chars=500)
            st.form_submit_button(words.UNSURE_DO, on_click=told_them)


def _eyes(portal: Portal, view: TrainingPage) -> None:
    if not view.eyes:
        return
    section(words.EYES, words.EYES_WHY)
    for number, each in enumerate(view.eyes):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"cb-eyes-{number}"):
            who = tag("small", f"{each.person}, {each.role}")
            st.html(tag("p", tag("strong", each.item.title), who, class_="cb-task").html)
            st.button(
                words.SAW,
                key=f"cb-saw-{number}-{each.role}-{each.version}",
                on_click=_saw,
                args=(portal, each),
            )


def _saw(portal: Portal, asked: Asking) -> None:
    done(
        lambda: portal.confirm_seen(asked.person, asked.role, item=asked.item.id, seen=asked.version),
        words.SAW_NOTE,
    )
