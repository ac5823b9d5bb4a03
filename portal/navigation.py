"""The sidebar: which project, which page, and who is here."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from portal import session
from portal.components import states
from portal.components.markup import Markup, joined, tag
from portal.permissions import Actor
from portal.services.sessions import SignedOut
from portal.visit import ProjectChoice
from portal.wording import own_sign_in as own_words
from portal.wording import sign_in
from portal.wording import states as words

SIGN_IN, SIGN_OUT, YOUR_SIGN_IN = "/sign-in", "/sign-out", "/your-sign-in"


def choose_project(projects: Sequence[ProjectChoice]) -> ProjectChoice | None:
    """The project of this visit: the one in the address, else the first; None where there is none."""
    if not projects:
        return None
    known = {project.id: project for project in projects}
    current = known.get(session.chosen_project() or "", projects[0])
    with st.sidebar:
        chosen = st.selectbox(
            words.PROJECT,
            list(known),
            index=list(known).index(current.id),
            format_func=lambda project: known[project].name,
            key=f"cb-project-{session.turn('project')}",
        )
    session.choose_project(chosen)
    return known[chosen]


def new_project() -> str:
    """The name of a project to create, once its button was pressed; "" otherwise."""
    with st.sidebar, st.popover(words.NEW_PROJECT, type="tertiary", icon=":material/add:"):
        return project_form(key="cb-new-sidebar")


def project_form(*, key: str) -> str:
    with st.form(key, border=False, clear_on_submit=True):
        name = st.text_input(words.NEW_PROJECT_NAME, max_chars=120, key=f"{key}-name")
        pressed = st.form_submit_button(words.CREATE, type="primary")
    return name.strip() if pressed and name else ""


def act_as(people: Sequence[Actor], start: Actor, *, now: str) -> str:
    """The role of the person of the example to act as, "" for `start`. now: the role taken so far."""
    known = {"": start, **{person.role.value: person for person in people}}
    with st.sidebar:
        chosen = st.selectbox(
            words.ACT_AS,
            list(known),
            index=list(known).index(now),
            format_func=lambda role: words.PERSON.format(name=known[role].name, role=known[role].role),
            help=words.ACT_AS_HELP,
            key=f"cb-person-{now}-{session.turn('person')}",
        )
    return chosen or ""


def who_is_here(actor: Actor, *, signed_in: bool = False) -> None:
    """signed_in: False for the one person of a portal without sign-in, who has nowhere to go."""
    said = words.SIGNED_AS.format(name=actor.name, role=actor.role)
    name = tag("a", said, href=YOUR_SIGN_IN, target="_self") if signed_in else said
    more = _own_ways() if signed_in else tag("p", words.NO_SIGN_IN)
    with st.sidebar:
        st.html(tag("div", tag("p", name), more, class_="cb-who").html)


def way_out() -> None:
    with st.sidebar:
        st.html(tag("div", _own_ways(), class_="cb-who").html)


def signed_out(ended: SignedOut) -> None:
    """Whatever was drawn before is gone; the way back leads through the sign-in."""
    states.empty(ended.found, ended.do)
    st.html(tag("p", tag("a", sign_in.TO_SIGN_IN, href=SIGN_IN, target="_self"), class_="cb-why").html)


def _own_ways() -> Markup:
    """To what is everybody's own: how they come in, and the way out."""
    ways = ((own_words.TITLE, YOUR_SIGN_IN), (sign_in.SIGN_OUT, SIGN_OUT))
    return joined(*(tag("p", tag("a", name, href=to, target="_self")) for name, to in ways))
