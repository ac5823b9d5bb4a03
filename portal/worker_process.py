"""The worker as a child of the server: started with it, ended with it, started again if it dies."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from types import TracebackType

PARENT = "--with-parent"
ALONE, CLUSTERED = "portal.worker", "portal.cluster.at_work"
"""What runs as a worker, of which the second one hands runs to a cluster: its libraries take a second."""
_SECONDS_TO_END = 10.0
_SECONDS_BETWEEN_STARTS = 2.0


class WorkerProcess:
    """A context: a worker runs inside it, in a process of its own, if `wanted`."""

    def __init__(self, *, wanted: bool, program: str = ALONE) -> None:
        self._wanted = wanted
        self._program = program
        self._over = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._keeper = threading.Thread(target=self._keep, name="worker-keeper", daemon=True)

    def __enter__(self) -> WorkerProcess:
        if self._wanted:
            self._keeper.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        if self._child is not None:
            end(self._child)

    def _keep(self) -> None:
        """Jobs are kill-safe, so a worker that died is simply started again."""
        while not self._over.is_set():
            self._child = _start(self._program)
            self._child.wait()
            self._over.wait(_SECONDS_BETWEEN_STARTS)


def _start(program: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", program, PARENT, str(os.getpid())]
    return subprocess.Popen(command)  # noqa: S603


def end(child: subprocess.Popen[bytes]) -> None:
    """Ask, wait, then insist: a job under way is taken up again by the next worker."""
    if child.poll() is None:
        child.terminate()
    try:
        child.wait(_SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
