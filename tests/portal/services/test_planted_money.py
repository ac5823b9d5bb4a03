"""What somebody planted in a ledger is found through the page's own view-model; where nothing is, nothing is.

The old system's report is made from the objects that the export is written from, by code that the page does
not share: the month with the variance is found by its totals, and the cause by what the drill says first.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
import pytest

from core.demonstration import SMALL, example_export
from core.finances import Basis, Lead, LeadKind, Report
from portal.services import example, finance_drill, finance_totals, finances
from portal.viewmodels.finances import Drill, FinancesPage, Typed
from portal.visit import ProjectChoice
from storage import Storage
from tests.portal.clinics import ACCOUNTANT, ledger
from tests.portal.stores import run_again, store_in

Rows = list[dict[str, str]]
FROM, CURRENCY = "2026-01", "USD"
IN = ("payment", "insurance_payment", "refund")


def report() -> dict[str, int]:
    """Month -> what the old system says came in, minor units."""
    kept = ledger().filter((pl.col("currency") == CURRENCY) & pl.col("type").is_in(IN))
    months = kept.select(pl.col("date").dt.strftime("%Y-%m").alias("month"), "amount").filter(
        pl.col("month") >= FROM
    )
    return {
        month: -units
        for month, units in months.group_by("month").agg(pl.col("amount").sum()).sort("month").rows()
    }


def batch() -> list[str]:
    """The numbers of a month's payments, as a lost deposit would take along; numbers go on after them."""
    kept = ledger().filter((pl.col("currency") == CURRENCY) & pl.col("type").is_in(IN))
    month = kept.filter(pl.col("date").dt.strftime("%Y-%m") == sorted(report())[-2])
    return [str(each).rsplit(":", 1)[-1] for each in month.sort("key")["key"]]


def nothing(rows: Rows) -> Rows:
    return rows


def without_batch(rows: Rows) -> Rows:
    gone = set(batch())
    return [row for row in rows if row["EntryNum"] not in gone]


def turned(rows: Rows) -> Rows:
    wanted = batch()[0]
    for row in rows:
        if row["EntryNum"] == wanted:
            row["Amount"] = row["Amount"].replace("-", "").replace("(", "").replace(")", "")
    return rows


def planted(files: dict[str, bytes], plant: Callable[[Rows], Rows]) -> dict[str, bytes]:
    text = files["ledger.csv"].decode("cp1252")
    head = next(csv.reader(io.StringIO(text)))
    rows = plant([dict(zip(head, each, strict=False)) for each in list(csv.reader(io.StringIO(text)))[1:]])
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([row[name] for name in head] for row in rows)
    return {**files, "ledger.csv": out.getvalue().encode("cp1252")}


class Books:
    """A project whose ledger was meddled with, and the old system's report typed beside it."""

    def __init__(self, home: Path, plant: Callable[[Rows], Rows]) -> None:
        self.store: Storage = store_in(home)
        with self.store.begin() as work:
            row = work.projects.create("Riverside", by="Robin")
            for path, content in sorted(planted(example_export(example.SEED, size=SMALL), plant).items()):
                work.uploads.receive(row.id, path, content, "Robin")
        self.project = ProjectChoice(row.id, row.name)
        run_again(self.store, self.project)
        text = "\n".join(f"All;{month};{units / 100:.2f}" for month, units in report().items())
        like = Typed(Report.COLLECTIONS, CURRENCY, "", basis=Basis.ENTRY)
        found = finance_totals.paste_totals(self.store, ACCOUNTANT, row.id, text, like, seen=0)
        assert (found.kept, found.refused) == (len(report()), ())

    @property
    def page(self) -> FinancesPage:
        return finances.view(self.store, ACCOUNTANT, self.project)

    def drill(self) -> Drill:
        (total,) = self.page.open
        assert total.asked is not None
        return finance_drill.drill(self.store, ACCOUNTANT, self.project, total.asked)


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Callable[[Callable[[Rows], Rows]], Books]]:
    made: list[Books] = []

    def make(plant: Callable[[Rows], Rows]) -> Books:
        made.append(Books(tmp_path, plant))
        return made[-1]

    yield make
    for each in made:
        each.store.close()


def leads(drill: Drill) -> dict[LeadKind, Lead]:
    return {each.kind: each for each in reversed(drill.leads)}


def test_nothing_is_found_where_nothing_was_planted(books: Callable[..., Books]) -> None:
    made = books(nothing)
    page = made.page
    assert page.open == () and all(total.ties for total in page.totals)
    assert len(page.totals) == len(report()) > 2
    for total in page.totals:
        assert total.asked is not None
        assert finance_drill.drill(made.store, ACCOUNTANT, made.project, total.asked).leads == ()


def test_a_sign_that_was_turned_is_the_one_variance_and_stands_first_in_its_drill(
    books: Callable[..., Books],
) -> None:
    found = books(turned).drill()
    assert found.title.startswith("Collections, ") and found.total is not None
    lead = leads(found)[LeadKind.TURNED]
    assert lead.count == 1 and lead.ids[0].endswith(batch()[0])
    assert found.entries[0].id == lead.ids[0] and found.entries[0].against
    assert leads(found)[LeadKind.HALF].ids == lead.ids
    assert LeadKind.NOT_EXPORTED not in leads(found)


def test_a_missing_batch_of_payments_is_the_one_variance_and_its_numbers_are_named(
    books: Callable[..., Books],
) -> None:
    found = books(without_batch).drill()
    gone = batch()
    named = [each for each in found.leads if each.kind is LeadKind.NOT_EXPORTED]
    told = {str(n) for each in named for n in range(int(each.first), int(each.last) + 1)}
    assert told == set(gone)
    assert {each.place for each in named} == {("ledger.csv", "ledger")}
    assert LeadKind.TURNED not in leads(found)
