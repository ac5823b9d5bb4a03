"""How quick pages are while many people act at once and a run goes on, beside a trivial page.

    python -m benchmarks people [--people 200] [--seconds 120] [--every 10] [--database URL]

Every visit is a session of its own over the framework's websocket (visits.py): it acts every ten seconds, a
page or a field in turn, at moments of its own. The portal has people who sign in, the small example and a
worker beside it that runs 200,000 rows again and again. The same load then goes to the peer, a page of the
same framework, while those runs go on. The clients run on this machine too and take their part of it.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from websockets.exceptions import WebSocketException

from benchmarks import a_clinic
from benchmarks.results import keep, machine
from benchmarks.served import ROOT, Served, free_port, served
from benchmarks.visits import Answer, Visit

TITLE = "Many people at once"
_SEED = 20261125
_AT_THE_DOOR = 4
"""How many arrive at once, so that arriving is not what is measured."""


@dataclass(frozen=True)
class Load:
    people: int
    seconds: float
    every: float


@dataclass(frozen=True)
class Measured:
    """answers: in the measured time. cpu: seconds of a processor that the server took for them, of `lasted`.

    session: MB that one more takes.
    """

    answers: tuple[Answer, ...]
    cpu: float
    lasted: float
    session: float
    by_itself: int
    arrived: tuple[Answer, ...]
    runs: int = 0

    @property
    def wrong(self) -> Counter[str]:
        return Counter(each.wrong for each in (*self.answers, *self.arrived) if each.wrong)


def options(asked: argparse.ArgumentParser) -> None:
    asked.add_argument("--people", type=int, default=200)
    asked.add_argument("--seconds", type=float, default=120)
    asked.add_argument("--every", type=float, default=10)
    asked.add_argument("--database", default="", help="a PostgreSQL in place of SQLite, empty")


def measure(wanted: argparse.Namespace) -> None:
    load = Load(wanted.people, wanted.seconds, wanted.every)
    with (
        tempfile.TemporaryDirectory() as name,
        _portal(Path(name), load, wanted.database) as (portal, cookies, working),
    ):
        ours = asyncio.run(_under(load, portal, cookies, working))
        with _peer(Path(name)) as peer:
            theirs = asyncio.run(_under(load, peer, [""] * load.people))
    keep(TITLE, report(load, ours, theirs, database=bool(wanted.database)))


@contextmanager
def _portal(folder: Path, load: Load, database: str) -> Iterator[tuple[Served, list[str], a_clinic.Working]]:
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
    clinic = a_clinic.made(load.people)
    cookies = [f"chartbridge-{port}={token}" for token in clinic.tokens]
    command = [sys.executable, "-m", "portal.server"]
    with (
        served(command, environment, port=port, alive="/healthz", log=folder / "portal.txt") as portal,
        clinic.working() as working,
    ):
        yield portal, cookies, working


@contextmanager
def _peer(folder: Path) -> Iterator[Served]:
    port = free_port()
    page = str(ROOT / "benchmarks" / "trivial_page.py")
    told = {"server.port": port, "server.headless": "true", "server.fileWatcherType": "none"}
    told |= {"browser.gatherUsageStats": "false", "server.address": "127.0.0.1"}
    command = [sys.executable, "-m", "streamlit", "run", page]
    command += [f"--{name}={value}" for name, value in told.items()]
    with served(command, {}, port=port, alive="/_stcore/health", log=folder / "peer.txt") as peer:
        yield peer


async def _under(
    load: Load, server: Served, cookies: Sequence[str], working: a_clinic.Working | None = None
) -> Measured:
    """What the server does while all of them act."""
    first = await _arrived(server, cookies[:1])
    before = server.megabytes()
    more = await _arrived(server, cookies[1:])
    visits = [visit for visit, _ in (*first, *more)]
    session = (server.megabytes() - before) / max(1, len(more))
    asked_itself = sum(visit.by_itself for visit in visits)
    cpu, began, done = server.processor_seconds(), time.monotonic(), working.done if working else 0
    answers = await asyncio.gather(*(_acts(visit, load, number) for number, visit in enumerate(visits)))
    spent, lasted = server.processor_seconds() - cpu, time.monotonic() - began
    asked_itself = sum(visit.by_itself for visit in visits) - asked_itself
    runs = working.done - done if working else 0
    for visit in visits:
        await visit.ends()
    arrived = tuple(answer for _, answer in (*first, *more))
    every = tuple(answer for each in answers for answer in each)
    return Measured(every, spent, lasted, session, asked_itself, arrived, runs)


async def _arrived(server: Served, cookies: Sequence[str]) -> list[tuple[Visit, Answer]]:
    door = asyncio.Semaphore(_AT_THE_DOOR)

    async def one(cookie: str) -> tuple[Visit, Answer]:
        async with door:
            visit = await Visit.begun(f"ws://{server.address}", cookie)
            return visit, await visit.arrives()

    return list(await asyncio.gather(*map(one, cookies)))


async def _acts(visit: Visit, load: Load, number: int) -> list[Answer]:
    """A page or a field every so often. Whoever is still waiting at their next moment lets it pass."""
    chance = random.Random(_SEED + number)
    begin = time.monotonic()
    moment = begin + chance.uniform(0, load.every)
    answers = []
    while moment < begin + load.seconds:
        await asyncio.sleep(max(0.0, moment - time.monotonic()))
        try:
            answers.append(await _act(visit, chance))
        except (OSError, WebSocketException, LookupError) as failure:
            answers.append(Answer("page", visit.page, 0, 0, type(failure).__name__))
        while moment <= time.monotonic():
            moment += load.every
    return answers


async def _act(visit: Visit, chance: random.Random) -> Answer:
    if chance.random() < 0.5:
        return await visit.goes_to(chance.choice(sorted(visit.pages)))
    return await visit.types(chance.choice("abcdefgh"))


def report(load: Load, ours: Measured, theirs: Measured, *, database: bool) -> str:
    where = "PostgreSQL and a folder" if database else "SQLite and a folder"
    loaded = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    ratio = _at(ours.answers, 0.95) / _at(theirs.answers, 0.95)
    return "\n".join(
        [
            f"Written by `python -m benchmarks people`. {machine()}; its load over 1, 5 and 15 minutes"
            f" at the end: {loaded}.",
            "",
            f"{load.people} sessions on one portal ({where}), each acting every {load.every:g} s for"
            f" {load.seconds:g} s: another page, or a field. Its worker ran {a_clinic.ROWS:,} rows all the"
            f" time ({ours.runs} runs ended). The peer is a title and a field, beside the same worker."
            " Clients ran on the same machine.",
            "",
            "| server | acts | p50 ms | p95 ms | p99 ms | in 300 ms | errors | processors | CPU ms an act |"
            " MB a session |",
            "|---|---|---|---|---|---|---|---|---|---|",
            _row("the portal", ours),
            _row("a trivial page", theirs),
            "",
            f"Ratio of p95: **{ratio:.1f}**. The design asks for 95 % under 300 ms. While it was measured,"
            f" pages asked again by themselves {ours.by_itself} times.{_errors(ours)}",
            "",
            "| page | acts | p50 ms | p95 ms | KB sent |",
            "|---|---|---|---|---|",
            *_by_page(ours.answers),
        ]
    )


def _row(name: str, measured: Measured) -> str:
    answers = measured.answers
    times = " | ".join(f"{_at(answers, share) * 1000:,.0f}" for share in (0.5, 0.95, 0.99))
    quick = sum(each.seconds < 0.3 for each in answers) / max(1, len(answers))
    each = measured.cpu / max(1, len(answers)) * 1000
    part = measured.cpu / measured.lasted
    more = f"{measured.wrong.total()} | {part:.2f} | {each:,.0f} | {measured.session:.1f}"
    return f"| {name} | {len(answers):,} | {times} | {quick:.0%} | {more} |"


def _by_page(answers: Sequence[Answer]) -> Iterator[str]:
    pages: dict[str, list[Answer]] = defaultdict(list)
    for each in answers:
        pages[each.page or "overview"].append(each)
    for page, those in sorted(pages.items(), key=lambda item: -_at(item[1], 0.95)):
        size = statistics.median(each.size for each in those) / 1000
        times = " | ".join(f"{_at(those, share) * 1000:,.0f}" for share in (0.5, 0.95))
        yield f"| {page} | {len(those)} | {times} | {size:,.0f} |"


def _errors(measured: Measured) -> str:
    if not measured.wrong:
        return ""
    return " Errors: " + ", ".join(f"{wrong} ({n})" for wrong, n in measured.wrong.most_common()) + "."


def _at(answers: Sequence[Answer], share: float) -> float:
    """Seconds within which this share of the answers came; one that failed counts as it took."""
    ordered = sorted(each.seconds for each in answers)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0
