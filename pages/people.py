"""People: who is in this project, what each may do, who is invited, and what was taken in an emergency."""

from __future__ import annotations

import streamlit as st

from portal import session
from portal.components import states
from portal.components.acting import done
from portal.components.heading import heading, section
from portal.components.markup import Markup, tag
from portal.components.people_change import change_person
from portal.components.people_invite import invite_form
from portal.viewmodels.people import GlassLine, InvitationLine, PeoplePage, PersonLine
from portal.visit import Portal
from portal.wording import figures
from portal.wording import people as words


def render(portal: Portal) -> None:
    view = portal.people()
    heading(words.TITLE, words.WHY, over=view.project, left=words.left(view.unseen, view.may_change))
    refusal = session.take_refusal()
    if refusal is not None:
        states.failure(*refusal)
    _glass(portal, view)
    invite_form(portal, view)
    _people(portal, view)
    _invitations(portal, view)


def _glass(portal: Portal, view: PeoplePage) -> None:
    """What was taken in an emergency stands first until the owner has read it."""
    if not view.glass:
        return
    section(words.GLASS, words.GLASS_WHY)
    st.html(tag("ul", *(tag("li", _told(portal, line)) for line in view.glass), class_="cb-leads").html)
    if view.unseen and view.may_change:
        st.button(words.GLASS_SEEN, key="cb-glass-seen", on_click=_have_read, args=(portal,))


def _have_read(portal: Portal) -> None:
    done(portal.read_broken_glass, words.GLASS_READ)


def _told(portal: Portal, line: GlassLine) -> str:
    at, until = (figures.moment(when, portal.zone) for when in (line.at, line.until))
    return words.GLASS_LINE.format(name=line.person, at=at, until=until, reason=line.reason)


def _people(portal: Portal, view: PeoplePage) -> None:
    section(words.HERE)
    if not view.people:
        states.empty(words.NOBODY, words.NOBODY_MORE)
    for place, person in enumerate(view.people):
        with st.container(border=True, key=f"cb-person-line-{place}"):
            st.html(_line(portal, person).html)
            if view.may_change:
                change_person(portal, view, person)


def _line(portal: Portal, person: PersonLine) -> Markup:
    seen = (
        words.LAST_SEEN.format(figures.moment(person.seen_at, portal.zone)) if person.seen_at else words.NEVER
    )
    is_what = f"{person.role}, {person.post}" if person.post else person.role
    yourself = f" ({words.YOU})" if person.yourself else ""
    lines = [
        tag("strong", f"{person.name}{yourself}"),
        tag("small", is_what),
        tag("small", f"{person.email}, {seen}"),
        *(tag("small", _given(portal, person, place)) for place in range(len(person.grants))),
    ]
    return tag("p", *lines, class_="cb-task")


def _given(portal: Portal, person: PersonLine, place: int) -> str:
    given = person.grants[place]
    told = words.GRANTS.get(given.grant, given.grant)
    at = figures.moment(given.at, portal.zone)
    return words.GIVEN.format(grant=told, at=at, by=given.by, reason=given.reason)


def _invitations(portal: Portal, view: PeoplePage) -> None:
    if not view.invitations:
        return
    section(words.OPEN)
    for place, each in enumerate(view.invitations):
        with st.container(horizontal=True, vertical_alignment="center", key=f"cb-invitation-{place}"):
            st.html(
                tag("p", tag("strong", each.email), tag("small", _until(portal, each)), class_="cb-task").html
            )
            st.button(words.WITHDRAW, key=f"cb-withdraw-{place}", on_click=_withdraw, args=(portal, each.id))


def _until(portal: Portal, each: InvitationLine) -> str:
    return words.OPEN_UNTIL.format(
        role=each.role, by=each.by, until=figures.moment(each.ends_at, portal.zone)
    )


def _withdraw(portal: Portal, invitation: str) -> None:
    done(lambda: portal.withdraw_invitation(invitation), words.WITHDRAWN)
