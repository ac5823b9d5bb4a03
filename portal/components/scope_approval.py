"""The terms, what changed since an approval, and the owner's approval with their passphrase."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from core.scope import Declaration, Difference, Terms
from core.scope.terms import STANDARD, blanks
from portal import session
from portal.components.acting import done
from portal.components.heading import section
from portal.components.markup import Content, Markup, joined, tag
from portal.components.secret_field import secret_field, taken
from portal.components.signing_key import with_key
from portal.components.table import Column, plain_table
from portal.viewmodels.scope import Open, ScopePage
from portal.visit import Portal
from portal.wording import figures, scope_changes, scope_said
from portal.wording import scope as words

_LONGEST_TERMS = 20_000


def terms(portal: Portal, view: ScopePage) -> None:
    st.caption(words.TERMS_WHY)
    for each in view.scope.terms[-1:]:
        _version(portal, each)
        if blanks(each.text):
            st.html(tag("p", words.BLANKS, class_="cb-void").html)
    if len(view.scope.terms) > 1:
        with st.expander(words.EARLIER_TERMS):
            for each in reversed(view.scope.terms[:-1]):
                _version(portal, each)
    if not view.scope.terms:
        st.html(tag("p", words.NO_TERMS_YET, class_="cb-why").html)
    if view.may_prepare:
        if view.scope.terms:
            with st.expander(words.NEW_TERMS):
                _write(portal, view)
        else:
            _write(portal, view)


def _version(portal: Portal, each: Terms) -> None:
    at = figures.moment(each.at, portal.zone)
    st.caption(words.VERSION.format(number=each.number, by=each.by, at=at))
    lines = (tag("p", line) for line in each.text.splitlines() if line.strip())
    st.html(tag("div", joined(*lines), class_="cb-text").html)


def _write(portal: Portal, view: ScopePage) -> None:
    prefix = f"cb-scope-terms-{view.version}"

    def written() -> None:
        said, why = (str(session.entered(f"{prefix}-{name}") or "") for name in ("text", "why"))
        note = words.AMENDED if view.amends else words.SAVED
        done(lambda: portal.write_terms(said, reason=why, seen=view.version), note)

    with st.form(prefix, border=False):
        begin = view.scope.terms[-1].text if view.scope.terms else STANDARD
        st.text_area(words.TERMS_TEXT, begin, key=f"{prefix}-text", height=320, max_chars=_LONGEST_TERMS)
        if view.amends:
            st.text_input(words.REASON, key=f"{prefix}-why", help=words.REASON_HELP, max_chars=300)
        st.form_submit_button(
            words.WRITE_TERMS.format(len(view.scope.terms) + 1),
            type="primary" if view.next is Open.TERMS else "secondary",
            on_click=written,
        )


def changed(portal: Portal, view: ScopePage) -> None:
    """What waits for the owner stands first: each amendment with its reason, then what it comes to."""
    section(words.CHANGED, words.CHANGED_WHY)
    told = [_amended(portal, each.number, each.by, each.at, each.reason) for each in view.scope.waiting]
    st.html(tag("ol", joined(*told), class_="cb-moves").html)
    differences(view.scope.pending)


def _amended(portal: Portal, number: int, by: str, at: datetime, reason: str) -> Markup:
    when = figures.moment(at, portal.zone)
    title = tag("strong", words.AMENDMENT.format(number=number))
    return tag("li", title, tag("span", reason, tag("small", f"{by}, {when}")))


def differences(found: tuple[Difference, ...]) -> None:
    """Old on the left, new on the right."""
    head = (Column(words.PART), Column(words.AS_AGREED), Column(words.TO_BE))
    plain_table(head, [_difference(each) for each in found], label=words.CHANGED, stacks=True)


def _difference(each: Difference) -> tuple[Content, ...]:
    before, after = scope_changes.told(each)
    return tag("strong", scope_changes.part(each)), before, tag("span", after, class_="cb-new")


def approval(portal: Portal, view: ScopePage, declared: Declaration) -> None:
    with st.container(border=True, key="cb-approval"):
        section(words.APPROVE_CHANGES if view.amends else words.APPROVE_TITLE, words.APPROVE_WHY)
        if view.refusal:
            open_ = words.COMES.format(words.NEXT.get(view.next, view.refusal))
            st.html(tag("p", tag("strong", words.NOT_READY), tag("small", open_), class_="cb-task").html)
            return
        if not view.amends:
            said = scope_said.approving(declared, view.scope)
            st.html(tag("ul", joined(*(tag("li", line) for line in said)), class_="cb-list").html)
        if not view.may_approve:
            st.caption(words.WAITS_FOR.format(view.ask_approve))
        else:
            main = view.next is Open.APPROVE
            with_key(portal, view.key, lambda: _approve(portal, view), main=main)


def _approve(portal: Portal, view: ScopePage) -> None:
    with st.form(f"cb-scope-approve-{view.version}", clear_on_submit=True, border=False):
        key = secret_field(f"cb-scope-phrase-{view.version}", words.PHRASE)

        def approved() -> None:
            phrase = taken(key)[0]
            done(lambda: portal.approve_scope(phrase, seen=view.version), words.APPROVED_NOTE)

        st.form_submit_button(
            words.APPROVE.format(portal.actor.name),
            type="primary" if view.next is Open.APPROVE else "secondary",
            on_click=approved,
        )


def history(portal: Portal, view: ScopePage) -> None:
    """Every approval and every amendment, newest first."""
    for number, each in reversed(list(enumerate(view.scope.approvals, start=1))):
        at = figures.moment(each.at, portal.zone)
        told = words.AGREED.format(by=each.by, at=at, terms=each.terms.number)
        st.html(tag("p", tag("strong", words.APPROVAL.format(number=number)), tag("small", told)).html)
    for amendment in reversed(view.scope.amendments):
        line = _amended(portal, amendment.number, amendment.by, amendment.at, amendment.reason)
        st.html(tag("ol", line, class_="cb-moves").html)
        differences(amendment.changes)
