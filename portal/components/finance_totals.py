"""Totals of the old system beside ours: what differs first, its explanation, the accountant's forms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from core.finances import Asked, Basis, Report, to_facts
from portal import session
from portal.components.acting import done
from portal.components.choices import pick
from portal.components.markup import Content, Markup, joined, tag
from portal.components.table import Column, plain_table
from portal.session import Place
from portal.viewmodels.finances import FinancesPage, FinanceTotal, Pasted, Typed
from portal.visit import Portal
from portal.wording import figures
from portal.wording import finances as words

_FIRST = (Report.BALANCE, Report.COLLECTIONS)


def opens(asked: Asked, said: Content) -> Markup:
    """A link to the entries behind a figure."""
    there = session.address(Place.FINANCES, currency=asked.currency, **to_facts(asked))
    return tag("a", said, href=there, target="_self")


def table(portal: Portal, view: FinancesPage) -> None:
    """What stands, differences that nobody has explained first."""
    head = (
        Column(words.TOTAL),
        Column(words.THEIRS, number=True),
        Column(words.OURS, number=True),
        Column(words.DIFFERENCE, number=True),
        Column(words.SAID),
    )
    plain_table(head, [_row(portal, each) for each in view.totals], label=words.TOTALS, stacks=True)


def _row(portal: Portal, total: FinanceTotal) -> tuple[Content, ...]:
    said = total.statement
    doubt = tag("small", total.doubt, class_="cb-uneven") if total.doubt else Markup("")
    ours: Content = words.NO_OURS if total.ours is None else str(total.ours)
    if total.asked is not None and total.ours is not None:
        ours = opens(total.asked, str(total.ours))
    who = tag("span", said.by, tag("small", figures.moment(said.at, portal.zone)))
    return tag("strong", said.subject) + doubt, str(total.theirs), ours, _difference(total), who


def _difference(total: FinanceTotal) -> Markup:
    if total.ties or total.difference is None:
        return tag("span", words.TIES, class_="cb-ties") if total.ties else Markup("")
    gap = tag("span", words.difference(total.difference))
    if total.explained:
        return gap + tag("small", words.EXPLAINED.format(total.statement.note))
    return gap + tag("small", words.UNEXPLAINED, class_="cb-uneven")


def explaining(portal: Portal, view: FinancesPage) -> None:
    """One door for each difference that is not explained, and one to take out what was typed by mistake."""
    with st.container(horizontal=True, key="cb-explaining"):
        for number, total in enumerate(view.open):
            if total.ours is not None:
                _explain(portal, view, total, total.ours.minor_units, number)
        if view.totals:
            with st.popover(words.TAKE_OUT, type="tertiary", key=f"cb-finance-out-{view.version}"):
                for number, total in enumerate(view.totals):
                    _take_out(portal, view, total, number)


def _explain(portal: Portal, view: FinancesPage, total: FinanceTotal, ours: int, number: int) -> None:
    """ours: as it is shown, so that the words are for this difference and for none that a newer run makes."""
    key, name = f"cb-finance-why-{view.version}-{number}", total.statement.subject

    def explained() -> None:
        note = str(session.entered(key) or "")
        done(lambda: portal.explain_total(name, note, ours=ours, seen=view.version), words.EXPLAINED_NOTE)

    with st.popover(words.explain(total), key=f"{key}-door"):
        st.html(tag("p", tag("strong", name), tag("small", words.EXPLAIN_WHY)).html)
        with st.form(f"{key}-form", border=False):
            st.text_area(words.EXPLANATION, key=key, max_chars=500)
            st.form_submit_button(words.EXPLAIN_DO, on_click=explained)


def _take_out(portal: Portal, view: FinancesPage, total: FinanceTotal, number: int) -> None:
    name = total.statement.subject

    def gone() -> None:
        done(lambda: portal.take_out_total(name, seen=view.version), words.TAKEN_OUT)

    label = words.TAKE_OUT_ONE.format(name)
    st.button(label, key=f"cb-finance-out-{view.version}-{number}", on_click=gone)


def form(portal: Portal, view: FinancesPage) -> None:
    """One total. Which report it is decides whether a day or a month is asked for."""
    report = pick(words.REPORT, words.REPORTS, key="cb-finance-report", start=Report.BALANCE)
    prefix = f"cb-finance-{view.version}-{report}"

    def entered(name: str) -> str:
        value = session.entered(f"{prefix}-{name}")
        return value.isoformat() if isinstance(value, date) else str(value or "")

    def saved() -> None:
        typed = Typed(
            report, entered("currency"), entered("amount"), entered("clinic"), entered("provider"),
            entered("period"), Basis(entered("basis") or Basis.SERVICE), entered("note"),
        )  # fmt: skip
        done(lambda: portal.type_total(typed, seen=view.version), words.SAVED)

    with st.form(f"{prefix}-form", border=False):
        _whose(view, report, prefix)
        left, right = st.columns([3, 1])
        with left:
            st.text_input(words.AMOUNT, key=f"{prefix}-amount", placeholder=words.AMOUNT_HINT, max_chars=30)
        with right:
            st.selectbox(words.CURRENCY, view.choices.currencies, key=f"{prefix}-currency")
        st.form_submit_button(words.SAVE, on_click=saved, type="primary")


def _whose(view: FinancesPage, report: Report, prefix: str) -> None:
    columns = st.columns(2 if report.of_a_day else 4)
    with columns[0]:
        clinics = {"": words.ALL_CLINICS, **view.choices.clinics}
        pick(words.CLINIC, clinics, key=f"{prefix}-clinic")
    with columns[1]:
        if report.of_a_day:
            st.date_input(words.DAY, value=view.newest, format="YYYY/MM/DD", key=f"{prefix}-period")
        else:
            months = {"": words.ALL_TIME, **{each: words.period(each) for each in view.choices.months}}
            pick(words.MONTH, months, key=f"{prefix}-period")
    if not report.of_a_day:
        with columns[2]:
            providers = {"": words.ALL_PROVIDERS, **view.choices.providers}
            pick(words.PROVIDER, providers, key=f"{prefix}-provider")
        with columns[3]:
            start = Basis.SERVICE if report is Report.PRODUCTION else Basis.ENTRY
            pick(words.BY, {each: words.BASES[each] for each in Basis}, key=f"{prefix}-basis", start=start)


def paste(portal: Portal, view: FinancesPage) -> None:
    """Several totals of one report; lines that cannot be read stay with their sentence."""
    st.html(tag("p", words.PASTE_WHY, class_="cb-why").html)
    prefix = f"cb-paste-{view.version}"
    with st.form(f"{prefix}-form", border=False):
        left, middle, right = st.columns([2, 1, 1])
        with left:
            report = pick(words.PASTE_REPORT, words.REPORTS, key=f"{prefix}-report", start=Report.COLLECTIONS)
        with middle:
            currency = st.selectbox(words.PASTE_CURRENCY, view.choices.currencies, key=f"{prefix}-currency")
        with right:
            basis = pick(words.PASTE_BY, {each: words.BASES[each] for each in Basis}, key=f"{prefix}-basis")
        text = st.text_area(words.PASTE, key=f"{prefix}-text", placeholder=words.PASTE_HINT, max_chars=20_000)
        pressed = st.form_submit_button(words.PASTE_DO)
    if pressed and text.strip():
        like = replace(Typed(report, str(currency or ""), ""), basis=basis)
        _pasted(portal.paste_totals(text, like, seen=view.version))


def _pasted(found: Pasted) -> None:
    if not found.refused:
        session.leave_note(words.kept(found.kept))
        st.rerun()
    lines = (tag("li", tag("strong", each.text), tag("small", each.why)) for each in found.refused)
    st.html(tag("section", tag("p", words.not_kept(found)), tag("ul", joined(*lines)), role="alert").html)
    st.button(words.GO_ON, key="cb-paste-on")
