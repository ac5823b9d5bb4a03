"""A worker with leases of a second, for tests that kill it often; forked, so that it starts at once."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Mapping
from multiprocessing.process import BaseProcess

from portal.opening import open_storage
from portal.quiet_logs import begin_logging
from portal.settings import read_settings
from portal.worker import Pace, Worker

PACE = Pace(lease=1.5, heartbeat=0.4, idle=0.05, again=0.5)
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload([__name__])


def started(environment: Mapping[str, str]) -> BaseProcess:
    process = _FORKS.Process(target=_work, args=(dict(environment),), daemon=True)
    process.start()
    return process


def name_of(process: BaseProcess) -> str:
    """As what it holds its leases."""
    return f"worker:{process.pid}"


def _work(environment: dict[str, str]) -> None:
    os.environ.update(environment)
    settings = read_settings()
    begin_logging(settings.log)
    store = open_storage(settings)
    Worker(store, name=name_of(multiprocessing.current_process()), keep_on=lambda: True, pace=PACE).work()
