"""The Finances page's facts, over the newest run: totals beside ours, receivables, the owner's figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

import polars as pl

from core import finances
from core.finances import Asked, Basis, NoShows, Report
from core.money import Money
from core.readiness import Part, Signer, Statement
from core.readiness.statements import standing
from core.record.model import Sensitivity
from portal.permissions import Action, Actor, allowed, authorise
from portal.services.control_totals import ours_of
from portal.services.finance_names import Names, names_in
from portal.services.finance_standing import papers_of
from portal.services.money_records import UTC, entries_in, frame_of, zones_in
from portal.services.overview import newest_run
from portal.services.remembered import Memory
from portal.services.signing_key_lines import key_of, replaced_lines
from portal.viewmodels.finances import Choices, FinancesPage, FinanceTotal, Flow, Flows, Owed
from portal.visit import ProjectChoice
from portal.wording import finances as words
from storage import RunRow, Storage, Work

_CODES = 12
"""Procedure codes with figures of their own; a chart of more tells nothing."""


def view(store: Storage, actor: Actor, project: ProjectChoice, *, as_of: date | None = None) -> FinancesPage:
    """as_of: the day that receivables are of; that of the newest entry where none is asked for."""
    authorise(actor, Action.TIE_OUT, project.id)
    with store.read() as work:
        return page_in(store, work, actor, project, as_of=as_of)


def page_in(
    store: Storage, work: Work, actor: Actor, project: ProjectChoice, *, as_of: date | None = None
) -> FinancesPage:
    """The same within a unit of work; whoever calls it has asked for authority."""
    state = work.readiness.of(project.id)
    run = newest_run(work, project.id)
    if run is None:
        return FinancesPage(project.name, state.version, None)
    told = _figures_in(work, project.id, run, as_of)
    return FinancesPage(
        project=project.name,
        version=state.version,
        run=run.run,
        newest=told.newest,
        as_of=told.day,
        totals=totals(work, project.id, run.run, state.statements),
        choices=told.choices,
        owed=told.owed,
        flows=told.flows,
        apart=told.apart,
        visits=told.visits,
        papers=papers_of(state, run),
        may_state=allowed(actor, Action.STATE_TOTALS),
        may_sign=allowed(actor, Action.SIGN_FINANCES),
        key=key_of(store, work, project.id, actor),
        replaced=replaced_lines(work, project.id, Signer.ACCOUNTANT),
    )


@dataclass(frozen=True)
class _FiguresOfRun:
    """What the page says of a run and a day whoever stated what."""

    newest: date | None
    day: date | None
    choices: Choices
    owed: tuple[Owed, ...]
    flows: tuple[Flows, ...]
    apart: tuple[finances.Apart, ...]
    visits: tuple[tuple[str, NoShows], ...]


_FIGURES: Memory[_FiguresOfRun] = Memory(16)


def _figures_in(work: Work, project: str, run: RunRow, as_of: date | None) -> _FiguresOfRun:
    """A run never changes, so they are added up once for all who open the same; in memory only."""
    key = (work.opened, project, run.run, as_of)
    return _FIGURES.get(key, lambda: _added_up(work, project, run, as_of))


def _added_up(work: Work, project: str, run: RunRow, as_of: date | None) -> _FiguresOfRun:
    entries, names = _whole(work, project, run.run)
    newest = finances.newest_day(entries)
    day = as_of or newest
    return _FiguresOfRun(
        newest,
        day,
        choices(entries, names),
        _owed(entries, names, day) if day else (),
        tuple(_flows(entries, each, names) for each in _currencies(entries)),
        finances.apart(entries),
        _visits(work, project, run, names),
    )


def totals(work: Work, project: str, run: str, said: Iterable[Statement]) -> tuple[FinanceTotal, ...]:
    """What stands, differences that nobody has explained first. Ours is always that of `run`, also of a total
    that was stated for an older one: an explanation speaks for the difference that it was given for.
    """
    stands = [each for each in standing(said) if each.part is Part.TOTALS]
    ours, entries, names = ours_of(work, project, run, stands), *_whole(work, project, run)
    lines = [_total(entries, each, names, ours.get(each.subject)) for each in stands]
    return tuple(sorted(lines, key=lambda line: (line.explained, line.ties)))


def _whole(work: Work, project: str, run: str) -> tuple[pl.DataFrame, Names]:
    return entries_in(work, project, run), names_in(work, project, run)


def _total(entries: pl.DataFrame, said: Statement, names: Names, ours: int | None) -> FinanceTotal:
    asked = finances.from_facts(dict(said.selection), said.currency) if said.selection else None
    return FinanceTotal(
        said,
        asked,
        Money(said.figure("theirs"), said.currency),
        None if ours is None else Money(ours, said.currency),
        said.explains(ours),
        doubt(entries, asked, names) if asked else "",
    )


def doubt(entries: pl.DataFrame, asked: Asked, names: Names) -> str:
    """Whether the total may be of another day or clinic than the extract: one question, or ""."""
    newest = finances.newest_day(entries)
    if newest is None:
        return ""
    if asked.clinic:
        own = _currencies(entries.filter(pl.col("clinic") == asked.clinic))
        if asked.currency not in own:
            return words.other_clinic(names.clinic(asked.clinic), asked.currency, " and ".join(own) or "none")
    if asked.day is not None and asked.day != newest:
        return words.other_day(asked.day, newest)
    if not asked.report.of_a_day and asked.period[:7] > newest.isoformat()[:7]:
        return words.month_beyond(asked.period, newest)
    return ""


def choices(entries: pl.DataFrame, names: Names) -> Choices:
    counted = finances.counting(entries)
    months = counted["service"].drop_nulls().dt.strftime("%Y-%m").unique().sort(descending=True).to_list()
    here = set(counted["clinic"].drop_nulls().unique())
    active = set(counted["provider"].drop_nulls().unique())
    return Choices(
        {each: name for each, name in names.clinics.items() if each in here},
        {each: name for each, name in names.providers.items() if each in active},
        tuple(months),
        _currencies(entries),
    )


def _currencies(entries: pl.DataFrame) -> tuple[str, ...]:
    return tuple(finances.counting(entries)["currency"].unique().sort().to_list())


def _owed(entries: pl.DataFrame, names: Names, day: date) -> tuple[Owed, ...]:
    return tuple(
        Owed(
            each.clinic,
            names.clinic(each.clinic),
            each.currency,
            tuple((report, Money(units, each.currency)) for report, units in _figures(each)),
        )
        for each in finances.aged(entries, day)
    )


def _figures(ages: finances.Ages) -> Iterable[tuple[Report, int]]:
    for name, units in zip(finances.AGES, ages.ages, strict=True):
        yield Report(name), units
    yield Report.CREDITS, ages.credits
    yield Report.UNAPPLIED, ages.unapplied
    yield Report.BALANCE, ages.balance


def _flows(entries: pl.DataFrame, currency: str, names: Names) -> Flows:
    here = entries.filter(pl.col("currency") == currency)
    months = _flow_by(here, currency, "month", words.month)
    providers = _flow_by(here, currency, "provider", names.provider)
    codes = finances.total_by(here, Report.PRODUCTION, ["code"]).sort("amount", "code", descending=True)
    return Flows(
        currency,
        tuple(sorted(months, key=attrgetter("key"), reverse=True)),
        tuple(sorted(providers, key=lambda each: -each.production.minor_units)),
        tuple(
            (code or words.NO_CODE, Money(units, currency))
            for code, units in codes.select("code", "amount").head(_CODES).rows()
        ),
    )


def _flow_by(entries: pl.DataFrame, currency: str, key: str, name: object) -> list[Flow]:
    told = [
        _amounts(entries, report, key)
        for report in (Report.PRODUCTION, Report.COLLECTIONS, Report.ADJUSTMENTS)
    ]
    keys = sorted({each for found in told for each in found})
    said = name if callable(name) else str
    return [Flow(each, said(each), *(Money(found.get(each, 0), currency) for found in told)) for each in keys]


def _amounts(entries: pl.DataFrame, report: Report, key: str) -> Mapping[str, int]:
    if key == "month":
        found = finances.by_month(entries, report, Basis.SERVICE)
    else:
        found = finances.total_by(entries, report, [key])
    return {each or "": units for each, units in found.select(key, "amount").rows()}


def _visits(work: Work, project: str, run: RunRow, names: Names) -> tuple[tuple[str, NoShows], ...]:
    booked = frame_of(work, project, run.run, "appointment", (Sensitivity.OPERATIONAL.value,))
    if booked is None:
        return ()
    found = finances.no_shows(booked, zones_in(work, project, run.run), zone=UTC)
    return tuple((names.clinic(each.clinic), each) for each in found)
