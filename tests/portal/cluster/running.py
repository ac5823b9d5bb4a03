"""A scheduler and workers in this process, over TLS on this computer, for the time of a test."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path

from portal.cluster.secured import Place, place_of
from portal.cluster.serving import scheduler, worker
from portal.settings import Settings
from storage import Storage
from tests.portal.cluster.certificates import certified
from tests.portal.serving import free_port


def place_in(folder: Path) -> Place:
    """One that nobody answers at yet."""
    files = {name.removeprefix("CHARTBRIDGE_").lower(): said for name, said in certified(folder).items()}
    return place_of(Settings(cluster=f"tls://127.0.0.1:{free_port()}", **files))


@contextmanager
def running(place: Place, stores: Sequence[Storage], folder: Path) -> Iterator[None]:
    """A scheduler at `place`, and one worker for each of `stores`."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    stack = AsyncExitStack()

    async def begin() -> None:
        await stack.enter_async_context(scheduler(place))
        for number, store in enumerate(stores):
            await stack.enter_async_context(worker(place, store, str(folder / f"worker {number}")))

    try:
        asyncio.run_coroutine_threadsafe(begin(), loop).result(60)
        yield
    finally:
        asyncio.run_coroutine_threadsafe(stack.aclose(), loop).result(60)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
