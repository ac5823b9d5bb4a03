"""A scheduler or a worker of the cluster as a process, until it is told to stop."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from tempfile import TemporaryDirectory

from distributed import Scheduler, Worker
from distributed.core import Server

from core.errors import WrongUsage
from core.side_by_side import AT_A_TIME
from portal.cluster.secured import ClusterAway, Place, place_of
from portal.cluster.tasks import Holding
from portal.opening import open_storage
from portal.quiet_logs import begin_logging
from portal.settings import Settings
from storage import Storage

_OURS_ALONE = "127.0.0.1:0"
"""Where the library answers over HTTP, with nothing at all; it cannot be told not to."""


@asynccontextmanager
async def scheduler(place: Place) -> AsyncIterator[Scheduler]:
    """Answers at the place. Keeps no data: only which task is where."""
    async with Scheduler(
        host=place.host,
        port=place.port,
        protocol="tls",
        security=place.security,
        dashboard=False,
        dashboard_address=_OURS_ALONE,
    ) as running:
        yield running


@asynccontextmanager
async def worker(place: Place, store: Storage, folder: str) -> AsyncIterator[Worker]:
    """Does what it is handed, with what lies in `store`. folder: for locks of the library, and no data."""
    async with Worker(
        place.address,
        nthreads=AT_A_TIME,
        memory_limit=0,
        local_directory=folder,
        security=place.security,
        dashboard=False,
        dashboard_address=_OURS_ALONE,
        plugins=(Holding(store),),
    ) as running:
        yield running


def run_scheduler(settings: Settings) -> None:
    """Until SIGINT or SIGTERM. Raises WrongUsage where the place is taken or not this machine's."""
    begin_logging(settings.log)
    asyncio.run(_scheduling(place_of(settings)))


def run_worker(settings: Settings) -> None:
    """Until SIGINT or SIGTERM, or until its scheduler is gone. Raises ClusterAway where none answers."""
    begin_logging(settings.log)
    place = place_of(settings)
    with closing(open_storage(settings)) as store, TemporaryDirectory() as folder:
        asyncio.run(_working(place, store, folder))


async def _scheduling(place: Place) -> None:
    try:
        async with scheduler(place) as running:
            await _until_told(running)
    except OSError:
        raise WrongUsage(
            place=place.address,
            found="A scheduler cannot answer there: the port is taken, or the address is another machine's.",
            do="End the other program, or start the scheduler on the machine of that address.",
        ) from None


async def _working(place: Place, store: Storage, folder: str) -> None:
    try:
        async with worker(place, store, folder) as running:
            await _until_told(running)
    except (OSError, TimeoutError):
        raise ClusterAway(place.address, found="No scheduler of a cluster answers there.") from None


async def _until_told(running: Server) -> None:
    """Ends when a signal comes, and when the other side is gone for good."""
    told = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    waits = [asyncio.ensure_future(told.wait()), asyncio.ensure_future(running.finished())]
    await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    for each in waits:
        each.cancel()
