"""The owner's figures: receivables, production and missed appointments, each clinic in its own currency."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from core.finances import AGES, Asked, Basis, NoShows, Report
from core.money import Money
from portal import session
from portal.components.finance_totals import opens
from portal.components.heading import section
from portal.components.markup import Content
from portal.components.table import Column, plain_table
from portal.session import Place
from portal.viewmodels.finances import FinancesPage, Flow, Flows, Owed
from portal.wording import figures
from portal.wording import finances as words
from reports.charts.finances import AmountBar, figure_of_ages, figure_of_amounts, figure_of_rates

_MONTHS = 12
_QUIET = {"displayModeBar": False}


def figures_of(view: FinancesPage) -> None:
    _receivables(view)
    for flows in view.flows:
        _flows(flows)
    _visits(view.visits)
    _apart(view)


def _receivables(view: FinancesPage) -> None:
    if view.as_of is None:
        section(words.RECEIVABLES, words.NO_DAYS)
        if st.button(words.TO_MAPPING, key="cb-finance-mapping"):
            session.go_to(Place.MAPPING)
        return
    if not view.owed:
        return
    section(words.RECEIVABLES, words.RECEIVABLES_WHY.format(figures.day(view.as_of)))
    reports = [report for report, _ in view.owed[0].figures]
    head = (Column(words.CLINIC), *(Column(words.SHORT[each], number=True) for each in reports))
    rows = [_owed(each, view.as_of.isoformat()) for each in view.owed]
    plain_table(head, rows, label=words.RECEIVABLES, stacks=True)
    for currency in dict.fromkeys(each.currency for each in view.owed):
        here = [each for each in view.owed if each.currency == currency]
        clinics = [(f"{each.name} ({currency})", _age_bars(each)) for each in here]
        st.plotly_chart(
            figure_of_ages(clinics, names=[words.SHORT[Report(age)] for age in AGES], theme=_theme()),
            key=f"cb-ages-{currency}",
            config=_QUIET,
            alt=words.OWED_ALT,
        )


def _owed(each: Owed, day: str) -> tuple[Content, ...]:
    cells = (
        opens(Asked(report, each.currency, each.clinic, period=day), str(money))
        for report, money in each.figures
    )
    return each.name, *cells


def _age_bars(each: Owed) -> list[AmountBar]:
    ages = [(report, money) for report, money in each.figures if report.value in AGES]
    return [_bar(words.SHORT[report], money) for report, money in ages]


def _bar(name: str, money: Money) -> AmountBar:
    return AmountBar(name, money.as_decimal(), str(money))


def _flows(flows: Flows) -> None:
    section(words.FLOWS, words.FLOWS_WHY.format(flows.currency))
    head = (Column(words.BY_MONTH), *(Column(words.SHORT[each], number=True) for each in _REPORTS))
    rows = [_month(each, flows.currency) for each in flows.months[:_MONTHS]]
    plain_table(head, rows, label=f"{words.FLOWS}, {flows.currency}", stacks=True)
    left, right = st.columns(2)
    with left:
        _bars(words.BY_PROVIDER.format(flows.currency), [(e.name, e.production) for e in flows.providers])
    with right:
        _bars(words.BY_CODE.format(flows.currency), flows.codes)
    with st.expander(words.PROVIDERS_TABLE.format(flows.currency)):
        rows = [_provider(each, flows.currency) for each in flows.providers]
        plain_table((Column(words.PROVIDER), *head[1:]), rows, label=words.PROVIDER, stacks=True)


_REPORTS = (Report.PRODUCTION, Report.COLLECTIONS, Report.ADJUSTMENTS)


def _month(each: Flow, currency: str) -> tuple[Content, ...]:
    def told(report: Report, money: Money) -> Content:
        return opens(Asked(report, currency, period=each.key, basis=Basis.SERVICE), str(money))

    if not each.key:
        return each.name, *(str(money) for _, money in _three(each))
    return each.name, *(told(report, money) for report, money in _three(each))


def _provider(each: Flow, currency: str) -> tuple[Content, ...]:
    if not each.key:
        return each.name, *(str(money) for _, money in _three(each))
    return each.name, *(
        opens(Asked(report, currency, provider=each.key), str(money)) for report, money in _three(each)
    )


def _three(each: Flow) -> Iterable[tuple[Report, Money]]:
    return zip(_REPORTS, (each.production, each.collections, each.adjustments), strict=True)


def _bars(title: str, bars: Iterable[tuple[str, Money]]) -> None:
    drawn = [_bar(name, money) for name, money in bars if money.minor_units]
    if drawn:
        st.caption(title)
        figure = figure_of_amounts(drawn, theme=_theme())
        st.plotly_chart(figure, key=f"cb-bars-{title}", config=_QUIET, alt=words.BARS_ALT)


def _visits(visits: tuple[tuple[str, NoShows], ...]) -> None:
    if not visits:
        return
    section(words.VISITS, words.VISITS_WHY)
    last = sorted({each.month for _, each in visits})[-_MONTHS:]
    clinics: dict[str, list[tuple[str, int, str]]] = {}
    for name, each in visits:
        if each.month in last:
            said = words.missed(each.missed, each.missed + each.kept)
            clinics.setdefault(name, []).append((each.month, each.per_mille, said))
    figure = figure_of_rates(clinics, theme=_theme())
    st.plotly_chart(figure, key="cb-visits", config=_QUIET, alt=words.VISITS_ALT)


def _apart(view: FinancesPage) -> None:
    if not view.apart:
        return
    section(words.APART, words.APART_WHY)
    head = (Column(words.WHY_APART), Column(words.ENTRIES, number=True), Column(words.TOGETHER, number=True))
    rows = [
        (words.WHYS[each.why], figures.count(each.count), _together(each.amount, each.currency))
        for each in view.apart
    ]
    plain_table(head, rows, label=words.APART, stacks=True)


def _together(amount: int, currency: str) -> str:
    return str(Money(amount, currency)) if currency else ""


def _theme() -> str:
    return session.dark_or_light()
