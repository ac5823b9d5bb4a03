"""From a figure to the entries that make it up, and from each to its source row; and where to look first.

What a difference may come from is looked for where the figure is made: among its own entries, among the
records of their tables that are no entry, and among the numbers that the old system gave and never exported.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import ceil
from typing import Any

import polars as pl

from core import finances
from core.errors import WrongUsage
from core.finances import Asked, Lead, LeadKind
from core.money import Money
from portal.permissions import Action, Actor, authorise
from portal.services.finance_names import Names, names_in
from portal.services.finance_totals import is_a_period, subject_of
from portal.services.finances import totals
from portal.services.log_entries import entries as log_entries
from portal.services.money_records import entries_in
from portal.services.overview import newest_run
from portal.viewmodels.finances import DRILL_PAGE, Drill, EntryLine
from portal.visit import ProjectChoice
from portal.wording import finances as words
from storage import RunRow, Storage
from storage.errors import NotStored

_HERE = ("imported", "flagged")
Place = tuple[str, str]


def drill(store: Storage, actor: Actor, project: ProjectChoice, asked: Asked, *, page: int = 1) -> Drill:
    """The screenful `page` of the entries behind one figure of the newest run. Raises WrongUsage where an
    address asks for a month that is none.
    """
    authorise(actor, Action.TIE_OUT, project.id)
    authorise(actor, Action.SEE_MONEY, project.id)
    if asked.period and not is_a_period(asked.period):
        raise WrongUsage(place=words.MONTH, found=words.NO_PERIOD, do=words.NO_PERIOD_DO)
    with store.read() as work:
        run = newest_run(work, project.id)
        if run is None:
            raise NotStored(place=words.TITLE, found=f"{words.NO_RUN}.", do=words.NO_RUN_MORE)
        said = work.readiness.of(project.id).statements
        whole, names = entries_in(work, project.id, run.run), names_in(work, project.id, run.run)
        stated = totals(work, project.id, run.run, said)
    found = finances.behind(whole, asked).sort(
        pl.col("against").not_(), pl.col("day"), pl.col("id"), descending=[False, True, True]
    )
    total = next((each for each in stated if each.asked == asked), None)
    gap = total.difference.minor_units if total is not None and total.difference is not None else 0
    pages = max(1, ceil(found.height / DRILL_PAGE))
    shown = min(max(1, page), pages)
    places = _places(run)
    return Drill(
        title=subject_of(asked, names),
        asked=asked,
        ours=Money(sum(found["amount"].to_list()), asked.currency),
        total=total,
        leads=_leads(store, project.id, run, whole, found, asked, gap),
        tables=places,
        days=_days(found, asked.currency),
        entries=tuple(
            _line(row, asked.currency, names, places)
            for row in found.slice((shown - 1) * DRILL_PAGE, DRILL_PAGE).iter_rows(named=True)
        ),
        count=found.height,
        page=shown,
        pages=pages,
    )


def _places(run: RunRow) -> dict[Place, int]:
    return {(each["file"], each["table"]): at for at, each in enumerate(run.summary["tables"])}


def _leads(
    store: Storage,
    project: str,
    run: RunRow,
    whole: pl.DataFrame,
    found: pl.DataFrame,
    asked: Asked,
    gap: int,
) -> tuple[Lead, ...]:
    """Only where there is a difference: nothing is suspected of a figure that ties."""
    if not gap:
        return ()
    return (
        *finances.leads_to(found, gap),
        *_missing(store, project, run, whole),
        *_struck(whole, asked.currency),
    )


def _missing(store: Storage, project: str, run: RunRow, whole: pl.DataFrame) -> tuple[Lead, ...]:
    """By each table that entries come from: gaps in its numbers, and records that are no entry."""
    log = log_entries(store, project, run.run)
    leads: list[Lead] = []
    for file, table in whole.select("file", "table").unique(maintain_order=True).rows():
        place = (str(file), str(table))
        told = log.filter((pl.col("file") == file) & (pl.col("table") == table))
        own = whole.filter((pl.col("file") == file) & (pl.col("table") == table))
        leads += finances.gaps_in(
            own["source_id"].drop_nulls().to_list(),
            known=told["source_id"].drop_nulls().to_list(),
            place=place,
        )
        absent = told.filter(~pl.col("disposition").is_in(_HERE)).height
        if absent:
            leads.append(Lead(LeadKind.NOT_HERE, absent, place=place))
    return tuple(leads)


def _struck(whole: pl.DataFrame, currency: str) -> tuple[Lead, ...]:
    return tuple(
        Lead(LeadKind.APART, each.count, each.amount, first=each.why)
        for each in finances.apart(whole)
        if each.currency in ("", currency)
    )


def _days(found: pl.DataFrame, currency: str) -> tuple[tuple[date, int, Money], ...]:
    by = found.group_by("day").agg(pl.len(), pl.col("amount").sum()).sort("day", descending=True)
    return tuple((day, count, Money(units, currency)) for day, count, units in by.head(31).rows())


def _line(row: Mapping[str, Any], currency: str, names: Names, places: Mapping[Place, int]) -> EntryLine:
    place = (str(row["file"]), str(row["table"]))
    return EntryLine(
        id=str(row["id"]),
        day=row["day"],
        kind=str(row["kind"] or ""),
        amount=Money(int(str(row["amount"])), currency),
        clinic=names.clinic(str(row["clinic"] or "")),
        provider=names.provider(str(row["provider"] or "")),
        patient=str(row["patient"] or "").split(":", 2)[-1],
        file=place[0],
        record=int(str(row["record"])),
        line=int(str(row["line"])),
        table=places.get(place),
        against=bool(row["against"]),
    )
