"""What one act costs the portal, page by page: milliseconds of a processor, statements and transactions.

    python -m benchmarks acts [--rounds 3] [--database URL]

One act at a time, so that nobody waits for anybody: the figures hold on a busy machine too, where times by
the clock do not. Everybody of the example goes to each page and then types into its first field, as in
`python -m benchmarks people`, over the framework's own websocket.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request, urlopen

from benchmarks import a_clinic
from benchmarks.results import keep, machine
from benchmarks.served import Served, free_port, served
from benchmarks.visits import Visit
from portal.services import acting

TITLE = "What one act costs"
_WARM = 1
"""Rounds before those that count: what is read once a process has been read by then."""


@dataclass(frozen=True)
class Cost:
    """cpu: seconds of a processor."""

    acts: int
    cpu: float
    statements: float
    transactions: float

    def __add__(self, other: Cost) -> Cost:
        mine, theirs = vars(self), vars(other)
        return Cost(**{name: mine[name] + theirs[name] for name in mine})

    def __sub__(self, before: Cost) -> Cost:
        return self + Cost(-before.acts, -before.cpu, -before.statements, -before.transactions)


FREE = Cost(0, 0, 0, 0)
Costs = dict[str, Cost]


def options(asked: argparse.ArgumentParser) -> None:
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--database", default="", help="a PostgreSQL in place of SQLite, empty")


def measure(wanted: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as name, _portal(Path(name), wanted.database) as (portal, cookies):
        costs = asyncio.run(_costs(portal, cookies, wanted.rounds))
    keep(TITLE, report(costs, wanted.rounds, database=bool(wanted.database)))


@contextmanager
def _portal(folder: Path, database: str) -> Iterator[tuple[Served, list[str]]]:
    port = free_port()
    environment = {
        "CHARTBRIDGE_HOME": str(folder / "state"),
        "CHARTBRIDGE_MASTER_KEY_FILE": str(folder / "key" / "master.key"),
        "CHARTBRIDGE_PORT": str(port),
        "CHARTBRIDGE_SIGN_IN": "local",
        "CHARTBRIDGE_EXAMPLE": "none",
        **({"CHARTBRIDGE_DATABASE_URL": database} if database else {}),
    }
    os.environ.update(environment)
    clinic = a_clinic.made(len(acting.PEOPLE))
    cookies = [f"chartbridge-{port}={token}" for token in clinic.tokens]
    command = [sys.executable, "-m", "benchmarks.counted_portal"]
    with served(command, environment, port=port, alive="/healthz", log=folder / "portal.txt") as portal:
        yield portal, cookies


async def _costs(server: Served, cookies: Sequence[str], rounds: int) -> Costs:
    visits = [await Visit.begun(f"ws://{server.address}", cookie) for cookie in cookies]
    for visit in visits:
        await visit.arrives()
    costs: Costs = defaultdict(lambda: FREE)
    for number in range(_WARM + rounds):
        for page in sorted(visits[0].pages):
            spent = await _spent(server, cookies[0], visits, page)
            if number >= _WARM:
                costs[page or "overview"] += spent
    for visit in visits:
        await visit.ends()
    return costs


async def _spent(server: Served, cookie: str, visits: Sequence[Visit], page: str) -> Cost:
    """Everybody who has the page goes there and types."""
    there = [visit for visit in visits if page in visit.pages]
    before = _so_far(server, cookie)
    for visit in there:
        for answer in (await visit.goes_to(page), await visit.types("b")):
            if answer.wrong:
                raise SystemExit(f"{page}: {answer.wrong}")
    spent = _so_far(server, cookie) - before
    return spent + Cost(2 * len(there), 0, 0, 0)


def _so_far(server: Served, cookie: str) -> Cost:
    asked = Request(f"http://{server.address}/cost", headers={"Cookie": cookie})
    with urlopen(asked, timeout=60) as answer:
        return Cost(acts=0, **json.load(answer))


def report(costs: Mapping[str, Cost], rounds: int, *, database: bool) -> str:
    where = "PostgreSQL and a folder" if database else "SQLite and a folder"
    every = sum(costs.values(), start=FREE)
    dearest_first = sorted(costs.items(), key=lambda item: -item[1].cpu / item[1].acts)
    return "\n".join(
        [
            f"Written by `python -m benchmarks acts`. {machine()}.",
            "",
            f"One portal ({where}). Everybody of the small example goes to each page and types there,"
            f" {rounds} times, one act at a time; what is read once a process had been read before.",
            "",
            "| page | CPU ms an act | statements | transactions |",
            "|---|---|---|---|",
            *(_row(page, cost) for page, cost in dearest_first),
            _row("**every page**", every),
        ]
    )


def _row(page: str, cost: Cost) -> str:
    each = (cost.statements / cost.acts, cost.transactions / cost.acts)
    return f"| {page} | {cost.cpu / cost.acts * 1000:,.0f} | {each[0]:.1f} | {each[1]:.1f} |"
