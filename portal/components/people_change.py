"""Changing what somebody is in a project: one form folded under each person, one reason for what is done."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from portal import session
from portal.components.acting import done
from portal.components.choices import pick
from portal.components.people_invite import link_shown
from portal.permissions import Grant, Post, Role
from portal.viewmodels.people import PeoplePage, PersonLine
from portal.visit import Portal
from portal.wording import people as words


def change_person(portal: Portal, view: PeoplePage, person: PersonLine) -> None:
    with st.expander(f"{words.CHANGE}: {person.name}"):
        key = f"cb-change-{person.id}-{person.version}"
        reason = st.text_input(words.REASON, max_chars=500, key=f"{key}-why")
        _role(portal, view, person, key, reason)
        _rights(portal, person, key, reason)
        _leaving(portal, person, key, reason)


def _role(portal: Portal, view: PeoplePage, person: PersonLine, key: str, reason: str) -> None:
    roles = {person.role: person.role, **{role: role for role in view.roles}}
    role = pick(words.NEW_ROLE, roles, key=f"{key}-role")
    posts = {person.post: person.post or words.NO_POST, "": words.NO_POST, **{p.value: p.value for p in Post}}
    post = pick(words.POST, posts, key=f"{key}-post") if role == Role.VENDOR else ""
    _does(
        words.SAVE_ROLE,
        f"{key}-save",
        lambda: portal.change_role(person.id, role, post=post, reason=reason, seen=person.version),
        words.ROLE_CHANGED,
    )


def _rights(portal: Portal, person: PersonLine, key: str, reason: str) -> None:
    held = {each.grant for each in person.grants}
    open_ones = {g.value: words.GRANTS[g] for g in Grant if g.value not in held}
    if open_ones:
        grant = pick(words.GIVE, open_ones, key=f"{key}-give")
        _does(
            words.GIVE_IT,
            f"{key}-give-it",
            lambda: portal.give_right(person.id, grant, reason=reason, seen=person.version),
            words.RIGHT_GIVEN,
        )
    if held:
        taken = pick(words.TAKE, {g: words.GRANTS.get(g, g) for g in sorted(held)}, key=f"{key}-take")
        _does(
            words.TAKE_IT,
            f"{key}-take-it",
            lambda: portal.take_right(person.id, taken, reason=reason, seen=person.version),
            words.RIGHT_TAKEN,
        )


def _leaving(portal: Portal, person: PersonLine, key: str, reason: str) -> None:
    if person.last_owner:
        st.caption(words.LAST_OWNER_HINT)
    if st.button(words.REOPEN, key=f"{key}-reopen"):
        link_shown(portal.reopen_account(person.id), person.email)
    with st.container(horizontal=True):
        _does(words.SIGN_OUT, f"{key}-out", lambda: portal.sign_out_everywhere(person.id), words.SIGNED_OUT)
        if not person.last_owner:
            _does(
                words.REMOVE,
                f"{key}-remove",
                lambda: portal.remove_person(person.id, reason=reason, seen=person.version),
                words.REMOVED,
            )


def _does(label: str, key: str, act: Callable[[], object], note: str) -> None:
    """What was drawn is what is done: the version that was seen goes along."""
    if st.button(label, key=key):
        done(act, note)
        session.next_turn("people")
        st.rerun()
