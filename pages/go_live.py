"""Go-live: the day, what stands in its way, what people state, and the document that four of them sign.

What is not ready stands first, the reader's own before that of others, and nothing here forces anything (laws
5 and 9). Every control carries the version that it was drawn from, so that a click in a page that has grown
old changes nothing.
"""

from __future__ import annotations

import streamlit as st

from core.readiness import Part, Signer, Verdict
from portal import session
from portal.components import document as paper
from portal.components import gates, statements, states
from portal.components.acting import done
from portal.components.go_live_day import the_day
from portal.components.heading import heading, section
from portal.components.markup import joined, tag
from portal.components.signing_key import replaced
from portal.session import Place
from portal.viewmodels.go_live import DocumentLine, GateLine, GoLive
from portal.visit import Portal
from portal.wording import figures
from portal.wording import go_live as words

_ELSEWHERE = {
    "sums_close": Place.OVERVIEW,
    "nothing_waiting": Place.DECISIONS,
    "cells_settled": Place.DECISIONS,
    "log_complete": Place.LOG,
    "clinical_decisions": Place.DECISIONS,
    "financial_decisions": Place.DECISIONS,
    "other_decisions": Place.DECISIONS,
    "orphan_payments": Place.DECISIONS,
    "orphan_clinical": Place.DECISIONS,
    "totals_compared": Place.FINANCES,
    "totals_tied": Place.FINANCES,
    "images_matched": Place.UPLOADS,
    "images_identical": Place.UPLOADS,
    "scope_approved": Place.SCOPE,
    "spot_checks": Place.CHARTS,
    "concerns_settled": Place.CHARTS,
    "training": Place.TRAINING,
}
"""Gate -> the page where it is settled; the others are settled on this one."""


def render(portal: Portal) -> None:
    view = portal.go_live()
    heading(words.TITLE, words.WHY, over=view.project, left=words.left(view, portal.actor.role.value))
    refusal = session.take_refusal()
    if refusal is not None:
        states.failure(*refusal)
    replaced(portal, view.replaced)
    if view.live is not None:
        _document(portal, view, view.live)
    elif void := words.no_longer(view):
        st.html(tag("p", void, class_="cb-void", role="status").html)
    the_day(portal, view)
    if not view.ran:
        _before_a_run()
        return
    if not _figures(portal, view):
        return
    _gates(portal, view)
    if view.live is None:
        _to_write(portal, view)
    _stated(portal, view)
    _no_longer(portal, view)


def _before_a_run() -> None:
    states.empty(words.NO_RUN, words.NO_RUN_MORE)
    if st.button(words.TO_OVERVIEW, type="primary", key="cb-to-overview"):
        session.go_to(Place.OVERVIEW)


def _figures(portal: Portal, view: GoLive) -> bool:
    """When the figures were taken; the first thing to do where they never were. Whether there are any."""
    known = view.figures
    if not known.run:
        states.empty(words.NOT_TAKEN, words.NOT_TAKEN_MORE)
        if view.may_take:
            _take(portal, view, words.TAKE, main=True)
        else:
            st.caption(words.ASK_TAKE)
        return False
    with st.container(horizontal=True, vertical_alignment="center", key="cb-figures"):
        st.html(tag("p", _taken(portal, view), class_="cb-why").html)
        if view.may_take:
            _take(portal, view, words.TAKE_AGAIN, main=known.newer_run and view.live is None)
    return True


def _taken(portal: Portal, view: GoLive) -> str:
    known = view.figures
    at = figures.moment(known.at, portal.zone) if known.at else ""
    told = [words.TAKEN_AT.format(at=at, by=known.by, run=figures.short(known.run))]
    if known.newer_run:
        told.append(words.NEWER_RUN)
    if known.waiting:
        told.append(words.waiting(known.waiting))
    if view.live is not None:
        told.append(words.VOIDS.format(view.live.id))
    return " ".join(told)


def _take(portal: Portal, view: GoLive, label: str, *, main: bool) -> None:
    def took() -> None:
        done(lambda: portal.take_figures(seen=view.version), words.TAKEN)

    st.button(label, type="primary" if main else "secondary", key="cb-take-figures", on_click=took)


def _gates(portal: Portal, view: GoLive) -> None:
    """What stands in the way first, with the whole at a glance under it; what is ready last."""
    role = portal.actor.role.value
    blocks = sorted((g for g in view.gates if g.blocks), key=lambda g: g.result.gate.owner != role)
    if blocks:
        section(words.BLOCKS, words.BLOCKS_WHY)
        for gate in blocks:
            _in_the_way(portal, view, gate)
    waived = [gate for gate in view.gates if gate.covered and gate.result.verdict is not Verdict.PASS]
    if not blocks:
        section(words.no_blocks(len(waived)))
    gates.at_a_glance(_in_order(view))
    if waived:
        section(words.WAIVED, words.WAIVED_WHY)
        for gate in waived:
            _waived(portal, view, gate)
    look = [gate for gate in view.gates if gate.result.verdict is Verdict.WARN and not gate.covered]
    if look:
        section(words.LOOK, words.LOOK_WHY)
        gates.list_of(look)
    ready = [gate for gate in view.gates if gate.result.verdict is Verdict.PASS]
    if ready:
        with st.expander(words.ready(len(ready), len(view.gates))):
            gates.list_of(ready)


def _in_order(view: GoLive) -> list[GateLine]:
    return sorted(view.gates, key=lambda gate: words.STATES.index(words.condition(gate)))


def _in_the_way(portal: Portal, view: GoLive, gate: GateLine) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"cb-gate-{gate.name}"):
        st.html(gates.line(gate).html)
        there = _ELSEWHERE.get(gate.name)
        if there is not None and st.button(words.SEE[there.value], key=f"cb-see-{gate.name}"):
            session.go_to(there)
        if gate.may_waive:
            with st.popover(words.WAIVE, key=f"cb-waive-{gate.name}-{view.version}"):
                _waive(portal, view, gate)


def _waive(portal: Portal, view: GoLive, gate: GateLine) -> None:
    key = f"cb-reason-{gate.name}-{view.version}"

    def waived() -> None:
        reason = str(session.entered(key) or "")
        done(lambda: portal.waive(gate.name, reason=reason, seen=view.version), words.WAIVED_NOTE)

    st.html(tag("p", words.WAIVE_WHY, class_="cb-why").html)
    with st.form(f"cb-waiving-{gate.name}-{view.version}", border=False):
        st.text_area(words.WAIVE_REASON, key=key, max_chars=500)
        st.form_submit_button(words.WAIVE_DO.format(name=portal.actor.name), on_click=waived)


def _waived(portal: Portal, view: GoLive, gate: GateLine) -> None:
    def back() -> None:
        done(lambda: portal.take_back_waiver(gate.name, seen=view.version), words.TAKEN_BACK)

    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"cb-gate-{gate.name}"):
        st.html(joined(gates.line(gate), gates.answered(gate, portal)).html)
        if gate.may_take_back:
            st.button(words.TAKE_BACK, key=f"cb-back-{gate.name}", type="tertiary", on_click=back)


def _document(portal: Portal, view: GoLive, document: DocumentLine) -> None:
    with st.container(border=True, key="cb-document"):
        section(f"{words.DOCUMENT}: {document.id}", words.DOCUMENT_WHY)
        st.html(tag("p", words.turn(document), class_="cb-left", role="status").html)
        paper.signatures(document, portal)
        paper.downloads(portal, document, trust=True)
        if document.yours:
            paper.sign_form(portal, view, document)
        elif document.turn is not None and document.refusal:
            st.caption(document.refusal)


def _to_write(portal: Portal, view: GoLive) -> None:
    with st.container(border=True, key="cb-document"):
        section(words.DOCUMENT, words.DOCUMENT_WHY)
        if view.refusal:
            st.html(tag("p", words.NONE_YET_MORE, class_="cb-why").html)
            return
        if not view.may_issue:
            st.html(tag("p", words.MAY_NOT_WRITE, class_="cb-why").html)
            return
        _write(portal, view)


def _write(portal: Portal, view: GoLive) -> None:
    prefix = f"cb-signer-{view.version}"

    def written() -> None:
        named = {role: str(session.entered(f"{prefix}-{role}") or "") for role in Signer}
        done(lambda: portal.issue_document(named, seen=view.version), words.WRITTEN)

    with st.form(f"cb-write-{view.version}", border=False):
        st.html(tag("p", words.SIGNERS, class_="cb-why").html)
        for role, column in zip(Signer, st.columns(len(Signer)), strict=True):
            with column:
                st.text_input(
                    words.signer(role), view.people.get(role, ""), key=f"{prefix}-{role}", max_chars=80
                )
        label = words.WRITE_AGAIN if view.documents else words.WRITE
        st.form_submit_button(label, type="primary", on_click=written)


def _stated(portal: Portal, view: GoLive) -> None:
    section(words.STATED, words.STATED_WHY)
    for part in statements.parts_of(view):
        title, why = words.PARTS[part]
        with st.expander(_title(view, part, title), expanded=_wanted(view, part)):
            st.caption(why)
            statements.part(portal, view, part)


def _title(view: GoLive, part: Part, title: str) -> str:
    stated = len(view.stating.of(part))
    return f"**{title}** · {words.spoken(stated)}"


def _wanted(view: GoLive, part: Part) -> bool:
    """Open where the person reading states it and has not yet, or where a difference is not explained."""
    unexplained = part is Part.TOTALS and not all(total.explained for total in view.stating.totals)
    return part in view.stating.may and (unexplained or not view.stating.of(part))


def _no_longer(portal: Portal, view: GoLive) -> None:
    void = [each for each in reversed(view.documents) if each.void]
    if void:
        with st.expander(words.void(len(void)), expanded=view.live is None):
            paper.no_longer(void, portal)
