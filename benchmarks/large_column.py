"""A project with one large table, and how long a change of one of its columns takes; printed as JSON.

    python -m benchmarks.large_column HOME ROWS

A process of its own for each run (benchmarks/preview.py), so that nothing is warm that would not be.
"""

from __future__ import annotations

import base64
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import polars as pl

from core.accept import Settings as Clinic
from portal.permissions import Actor, Role
from portal.services import mapping, projects, uploads
from portal.viewmodels.mapping import Change, Home, MoveColumn, OptionName, SetKind, SetOption
from portal.viewmodels.uploads import Dropped
from portal.visit import ProjectChoice
from storage import EnvironmentMasterKey, open_storage

OWNER, CLINIC = Actor("Robin", Role.OWNER), Clinic()
SOURCE = ("ledger.csv", "ledger")
HOMES = {
    "EntryDate": "date",
    "EnteredAt": "entered_at",
    "Amount": "amount",
    "EntryType": "type",
    "Memo": "note",
}
TYPES = ("CHG", "PAY", "ADJ", "INS PMT", "W/O", "REFUND", "DISC", "XFER", "FIN CHG", "DEP")


@dataclass(frozen=True)
class Changing:
    """column: as the table calls it. ways: two changes that take turns, so that each is one."""

    column: str
    ways: tuple[Change, Change]


def changes() -> tuple[Changing, ...]:
    def option(column: str, name: OptionName, *values: str) -> Changing:
        first, second = (SetOption(SOURCE, column, name, value) for value in values)
        return Changing(column, (first, second))

    return (
        option("EntryDate", OptionName.ORDER, "dmy", "mdy"),
        option("EnteredAt", OptionName.ORDER, "dmy", "mdy"),
        option("Amount", OptionName.DECIMAL_MARK, ",", "."),
    )


def table(rows: int) -> bytes:
    """Dates with few distinct values, moments, amounts and names with about as many as there are rows."""
    number = pl.int_range(rows, eager=True)
    day = pl.date_range(pl.date(2012, 1, 1), pl.date(2025, 12, 31), eager=True)
    moment = pl.datetime(2012, 1, 1) + pl.duration(seconds=pl.col("n") * 397 % 430_000_000)
    frame = pl.DataFrame({"n": number}).with_columns(
        EntryNum=pl.col("n").cast(pl.String),
        EntryDate=pl.lit(day.dt.to_string("%m/%d/%Y")).gather(pl.col("n") * 7 % len(day)),
        EnteredAt=moment.dt.to_string("%m/%d/%Y %H:%M:%S"),
        Amount=((pl.col("n") * 7919 % 99_999_989) / 100).round(2).cast(pl.String),
        EntryType=pl.lit(pl.Series(TYPES)).gather(pl.col("n") % len(TYPES)),
        Memo=pl.concat_str(pl.lit("Paid by Bloggs"), pl.col("n") * 31 % rows, pl.lit(", thank you")),
    )
    return frame.drop("n").write_csv().encode()


def seconds(act: Callable[[], object]) -> float:
    started = perf_counter()
    act()
    return perf_counter() - started


def measured(home: Path, rows: int) -> dict[str, object]:
    os.environ["CHARTBRIDGE_MASTER_KEY"] = base64.b64encode(bytes(range(32))).decode()
    store = open_storage(home, master=EnvironmentMasterKey.of(os.environ), clock=lambda: datetime.now(UTC))
    project = projects.create(store, OWNER, "A large ledger")
    choice = ProjectChoice(project.id, project.name)
    uploads.receive(store, OWNER, project.id, [Dropped("ledger.csv", table(rows))])

    def page() -> int:
        return mapping.view(store, OWNER, choice, clinic=CLINIC).version

    def look(column: str) -> None:
        mapping.column(store, OWNER, choice, clinic=CLINIC, source=SOURCE, name=column)

    def change(asked: Change) -> None:
        mapping.change(store, OWNER, project.id, asked, seen=page(), clinic=CLINIC)

    found: dict[str, object] = {"first": seconds(page)}
    change(SetKind(SOURCE, "ledger_entry"))
    for column, field in HOMES.items():
        change(MoveColumn(SOURCE, column, Home("ledger_entry", field)))
    frame = pl.DataFrame({"EntryDate": []})
    del frame
    columns = {}
    for each in changes():
        opened = seconds(lambda each=each: look(each.column))
        times = []
        for way in each.ways:
            saved = seconds(lambda way=way: change(way))
            drawn = seconds(lambda each=each: look(each.column))
            times.append((saved, drawn, seconds(page)))
        columns[each.column] = {"opened": opened, "times": times}
    return {**found, "columns": columns}


if __name__ == "__main__":
    print(json.dumps(measured(Path(sys.argv[1]), int(sys.argv[2]))))
