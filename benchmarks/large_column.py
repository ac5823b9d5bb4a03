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
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import polars as pl

from core.accept import Settings as Clinic
from portal.permissions import Actor, Role
from portal.services import column_values, mapping, projects, uploads
from portal.viewmodels.mapping import Home, OptionName
from portal.viewmodels.mapping_asked import (
    Change,
    MoveColumn,
    SetKind,
    SetOption,
    SetValues,
)
from portal.viewmodels.uploads import Dropped
from portal.viewmodels.values import ValuesQuery
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
ROUNDS = 3


@dataclass(frozen=True)
class Changing:
    """column: as the table calls it. ways: two changes that take turns, so that each changes something."""

    column: str
    what: str
    ways: tuple[Change, Change]


def changes() -> tuple[Changing, ...]:
    def option(column: str, what: str, name: OptionName, *values: str) -> Changing:
        first, second = (SetOption(SOURCE, column, name, value) for value in values)
        return Changing(column, what, (first, second))

    def values(column: str, what: str, word: str, *to: str) -> Changing:
        first, second = (SetValues(SOURCE, column, ((word, each),)) for each in to)
        return Changing(column, what, (first, second))

    return (
        option("EntryDate", "order of day and month", OptionName.ORDER, "dmy", "mdy"),
        option("EnteredAt", "order of day and month", OptionName.ORDER, "dmy", "mdy"),
        option("Amount", "decimal mark", OptionName.DECIMAL_MARK, ",", "."),
        values("EntryType", "the code of a word", "XFER", "transfer", "credit"),
        values("Memo", "a text corrected", "Paid by Bloggs7, thank you", "Paid", ""),
    )


def table(rows: int) -> bytes:
    """Days and types with few distinct values; moments, amounts and notes with nearly as many as rows."""
    day = pl.date_range(pl.date(2012, 1, 1), pl.date(2025, 12, 31), eager=True)
    moment = pl.datetime(2012, 1, 1) + pl.duration(seconds=pl.col("n") * 397 % 430_000_000)
    frame = pl.DataFrame({"n": pl.int_range(rows, eager=True)}).with_columns(
        EntryNum=pl.col("n").cast(pl.String),
        EntryDate=pl.lit(day.dt.to_string("%m/%d/%Y")).gather(pl.col("n") * 7 % len(day)),
        EnteredAt=moment.dt.to_string("%m/%d/%Y %H:%M:%S"),
        Amount=((pl.col("n") * 7919 % 99_999_989) / 100).round(2).cast(pl.String),
        EntryType=pl.lit(pl.Series(TYPES)).gather(pl.col("n") % len(TYPES)),
        Memo=pl.concat_str(pl.lit("Paid by Bloggs"), pl.col("n") * 31 % rows, pl.lit(", thank you")),
    )
    return frame.drop("n").write_csv().encode()


@dataclass(frozen=True)
class Spent:
    """Seconds by the clock and of processors, in all threads."""

    wall: float
    cpu: float


def spent(act: Callable[[], object]) -> Spent:
    wall, cpu = perf_counter(), process_time()
    act()
    return Spent(perf_counter() - wall, process_time() - cpu)


class Portal:
    """Through the services, as a page asks, in a store of its own with everything sealed."""

    def __init__(self, home: Path, content: bytes) -> None:
        os.environ["CHARTBRIDGE_MASTER_KEY"] = base64.b64encode(bytes(range(32))).decode()
        master = EnvironmentMasterKey.of(os.environ)
        self.store = open_storage(home, master=master, clock=lambda: datetime.now(UTC))
        made = projects.create(self.store, OWNER, "A large ledger")
        self.project = ProjectChoice(made.id, made.name)
        uploads.receive(self.store, OWNER, made.id, [Dropped("ledger.csv", content)])

    def page(self) -> int:
        return mapping.view(self.store, OWNER, self.project, clinic=CLINIC).version

    def look(self, column: str) -> None:
        mapping.column(self.store, OWNER, self.project, clinic=CLINIC, source=SOURCE, name=column)

    def change(self, asked: Change) -> None:
        mapping.change(self.store, OWNER, self.project.id, asked, seen=self.page(), clinic=CLINIC)

    def values(self, column: str, **asked: Any) -> None:
        query = ValuesQuery(SOURCE, column, **asked)
        column_values.view(self.store, OWNER, self.project, query, clinic=CLINIC)

    def changes_and_looks(self, asked: Change, column: str) -> None:
        self.change(asked)
        self.page()
        self.look(column)


def measured(home: Path, rows: int) -> dict[str, Any]:
    content = table(rows)
    portal = Portal(home, content)
    first = spent(portal.page)
    portal.change(SetKind(SOURCE, "ledger_entry"))
    for column, field in HOMES.items():
        portal.change(MoveColumn(SOURCE, column, Home("ledger_entry", field)))
    frame = pl.read_csv(content, infer_schema=False)
    columns = [_column(portal, each, frame[each.column]) for each in changes()]
    return {"first": asdict(first), "columns": columns}


def _column(portal: Portal, each: Changing, texts: pl.Series) -> dict[str, Any]:
    opened = spent(lambda: portal.look(each.column))
    portal.values(each.column)
    told: dict[str, list[dict[str, float]]] = {"again": [], "grid": [], "next": [], "find": [], "bare": []}
    for turn in range(ROUNDS * 2):
        told["again"].append(
            asdict(spent(partial(portal.changes_and_looks, each.ways[turn % 2], each.column)))
        )
        told["grid"].append(asdict(spent(partial(portal.values, each.column))))
        told["next"].append(asdict(spent(partial(portal.values, each.column, page=2))))
        told["find"].append(asdict(spent(partial(portal.values, each.column, search="7"))))
        told["bare"].append(asdict(spent(texts.value_counts)))
    distinct = texts.n_unique()
    return {"column": each.column, "what": each.what, "distinct": distinct, "opened": asdict(opened), **told}


if __name__ == "__main__":
    print(json.dumps(measured(Path(sys.argv[1]), int(sys.argv[2]))))
