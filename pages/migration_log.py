"""Migration log: one entry for every source record, searched, filtered and paged on the server (law 1)."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from core.digests import facts_digest
from portal import session
from portal.components import states
from portal.components.choices import pick
from portal.components.conservation import dot
from portal.components.heading import heading
from portal.components.log_cells import cells_of
from portal.components.markup import Markup, joined, tag
from portal.components.table import paging
from portal.components.take_along import take_along
from portal.session import Place
from portal.viewmodels.conservation import RECORD_PARTS
from portal.viewmodels.log import EntryDetail, LogEntry, LogPage, LogQuery, Order
from portal.viewmodels.taking import LOG_FORMS, PROOF_FORMS
from portal.visit import Portal
from portal.wording import findings, parts
from portal.wording import log as words
from portal.wording import log_dependents as dependents


def render(portal: Portal) -> None:
    whole = portal.log(LogQuery())
    heading(words.TITLE, words.WHY, over=whole.project)
    if whole.run is None:
        _before_a_run()
        return
    query = _question(whole)
    _answer(portal, query)


def _before_a_run() -> None:
    states.empty(words.EMPTY, words.EMPTY_MORE)
    if st.button(words.TO_OVERVIEW, type="primary", key="cb-log-next"):
        session.go_to(Place.OVERVIEW)


def _question(whole: LogPage) -> LogQuery:
    """The filters; a link may have set the first ones."""
    link = session.log_link()
    start = dict(enumerate(key for key, _ in whole.tables))
    with st.container(key="cb-filters"):
        search, patient = _words(whole)
        columns = st.columns(4)
        with columns[0]:
            tables = {"": words.ANY_TABLE, **dict(whole.tables)}
            linked = start.get(int(link.table)) if link.table.isdigit() else None
            table = pick(words.TABLE, tables, key="cb-table", start=linked)
        with columns[1]:
            fates = {"": words.ANY_DISPOSITION, **{p: parts.NAMES[p].capitalize() for p in RECORD_PARTS}}
            fate = pick(words.DISPOSITION, fates, key="cb-disposition", start=link.disposition)
        with columns[2]:
            reasons = {"": words.ANY_REASON, **{r: findings.title(r) for r in whole.reasons}}
            reason = pick(words.REASON, reasons, key="cb-reason")
        with columns[3]:
            order = pick(words.ORDER, words.ORDERS, key="cb-order")
    record = int(link.record) if link.record.isdigit() and table and table == linked else None
    if record is not None:
        st.caption(words.one_record(record))
    return LogQuery(search, table, fate, reason, Order(order), record=record, patient=patient)


def _words(whole: LogPage) -> tuple[str, str]:
    """What is typed: anything, and a patient's number for who may know whose record an entry is about."""
    left, right = st.columns([3, 1]) if whole.identity_shown else (st.container(), None)
    with left:
        search = st.text_input(words.SEARCH, placeholder=words.SEARCH_HINT, key="cb-search", type="search")
    if right is None:
        return search or "", ""
    with right:
        patient = st.text_input(words.PATIENT, help=words.PATIENT_HELP, key="cb-patient", type="search")
    return search or "", patient or ""


def _answer(portal: Portal, query: LogQuery) -> None:
    first = portal.log(query)
    place = f"cb-page-{_named(query)}"
    below = st.container()
    wanted = paging(first.pages, key=place)
    shown = first if wanted == 1 else portal.log(_on_page(query, wanted))
    with below:
        st.caption(words.showing(shown.matching, shown.total))
        if not shown.entries:
            states.empty(words.NO_MATCH, words.NO_MATCH_MORE)
        else:
            take_along(LOG_FORMS, lambda form: portal.take_log(query, form), key="log")
        for entry in shown.entries:
            _entry(portal, entry, shown)


def _named(query: LogQuery) -> str:
    """The question as a widget may be called after it: what was typed stands in no key (law 7)."""
    told = {name: str(value) for name, value in vars(query).items() if name != "page"}
    return facts_digest(told)[:16]


def _on_page(query: LogQuery, page: int) -> LogQuery:
    return replace(query, page=page)


def _entry(portal: Portal, entry: LogEntry, page: LogPage) -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"cb-entry-{entry.ref.position}"
    ):
        st.html(_line(entry, page).html)
        opened = st.button(words.OPEN, key=f"cb-open-{entry.ref.position}", type="tertiary")
    if opened:
        _show(portal, entry)


def _line(entry: LogEntry, page: LogPage) -> Markup:
    fate = tag("span", dot(entry.disposition), parts.SHORT[entry.disposition], class_="cb-fate")
    where = tag("span", words.place(entry.file, entry.table, entry.record, entry.line), class_="cb-where")
    who = entry.source_id if page.identity_shown else words.HIDDEN
    said = " ".join(findings.sentence(r) for r in entry.reasons)
    return tag(
        "div", fate, where, tag("code", who or "–"), tag("span", said, class_="cb-said"), class_="cb-row"
    )


@st.dialog(words.ENTRY, width="large")
def _show(portal: Portal, entry: LogEntry) -> None:
    detail = portal.entry(entry.ref)
    st.html(_title(entry).html)
    old, new = st.columns(2, gap="large")
    with old:
        hanging = portal.entry_dependents(entry.ref) if detail.fates and _asks_what_hangs(entry) else ()
        st.html(cells_of(detail, hanging).html)
    with new:
        st.html(_new(entry).html)
        _to_chart(detail)
    if detail.provable:
        take_along(PROOF_FORMS, lambda _form: portal.take_proof(entry.ref), key="proof")
        st.caption(words.PROOF)


def _asks_what_hangs(entry: LogEntry) -> bool:
    """Told on demand, since it counts over every record of the run."""
    return st.toggle(
        dependents.ASK, help=dependents.ASK_HELP, key=f"cb-depends-{entry.ref.run[:8]}-{entry.ref.position}"
    )


def _to_chart(detail: EntryDetail) -> None:
    if detail.chart is None:
        return
    opening = (detail.chart.draw, detail.chart.place)
    if st.button(words.TO_CHART, key="cb-log-chart", on_click=session.show_chart, args=opening):
        session.go_to(Place.CHARTS)


def _title(entry: LogEntry) -> Markup:
    fate = tag("span", dot(entry.disposition), parts.NAMES[entry.disposition].capitalize(), class_="cb-fate")
    where = words.place(entry.file, entry.table, entry.record, entry.line)
    return tag("p", fate, " ", tag("strong", where), tag("small", parts.MEANINGS[entry.disposition]))


def _new(entry: LogEntry) -> Markup:
    targets = tag("ul", joined(*(tag("li", tag("code", t)) for t in entry.targets)), class_="cb-ids")
    why = (
        tag("ul", joined(*(_reason(r) for r in entry.reasons)))
        if entry.reasons
        else tag("p", words.NO_REASON)
    )
    return joined(
        tag("h3", words.NEW),
        tag("h4", words.TARGETS),
        targets if entry.targets else tag("p", words.NO_TARGETS),
        tag("h4", words.WHY_SO),
        why,
        tag("h4", words.ON_WHOSE_WORD),
        tag("p", entry.by),
    )


def _reason(name: str) -> Markup:
    return tag("li", findings.sentence(name), tag("small", findings.advice(name)))
