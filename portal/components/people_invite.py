"""Inviting somebody: an address and a role make a link, shown once and kept nowhere."""

from __future__ import annotations

import streamlit as st

from portal.components.choices import pick
from portal.components.markup import tag
from portal.permissions import Post, Role
from portal.viewmodels.people import PeoplePage
from portal.visit import Portal
from portal.wording import people as words


def invite_form(portal: Portal, view: PeoplePage) -> None:
    """The link is drawn in the rerun that made it and in no other: it lies in no state of the visit."""
    with st.form("cb-invite", border=True, enter_to_submit=False):
        st.html(tag("h2", words.INVITE, class_="cb-tasks-title").html)
        st.caption(words.INVITE_WHY)
        email = st.text_input(words.EMAIL, max_chars=254, key="cb-invite-email", autocomplete="off")
        role = st.selectbox(
            words.ROLE, view.roles, index=None, placeholder=words.CHOOSE_ROLE, key="cb-invite-role"
        )
        posts = {"": words.NO_POST, **{post.value: post.value for post in Post}}
        post = pick(words.POST, posts, key="cb-invite-post") if Role.VENDOR in view.roles else ""
        pressed = st.form_submit_button(words.MAKE_LINK, type="primary")
    if pressed:
        link_shown(portal.invite(email, role or "", post=post if role == Role.VENDOR else ""), email)


def link_shown(link: str, email: str) -> None:
    with st.container(border=True, key="cb-invite-link"):
        st.html(
            tag(
                "p", tag("strong", words.LINK.format(email)), tag("small", words.LINK_ONCE), class_="cb-task"
            ).html
        )
        st.code(link, language=None, wrap_lines=True)
