"""The portal as people start it: a process of its own, in a home of its own, stopped at the end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.placing import variables

_PATIENCE = 90.0


@dataclass(frozen=True)
class Served:
    address: str
    process: subprocess.Popen[str]
    said: Path

    def stop(self, how: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """Exit status and everything it said."""
        self.process.send_signal(how)
        return self.process.wait(30), self.said.read_text()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment(home: Path, **settings: str) -> dict[str, str]:
    """Of this process, with no setting but these and a small example; the key lies beside the home."""
    ours = {
        "HOME": str(home / "state"),
        "MASTER_KEY_FILE": str(home / "key" / "master.key"),
        "EXAMPLE": "small",
        **settings,
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CHARTBRIDGE_")}
    told = {f"CHARTBRIDGE_{name}": value for name, value in ours.items()}
    return {**kept, **variables(Path(ours["HOME"])), **told}


@contextmanager
def served(home: Path, *arguments: str, **settings: str) -> Iterator[Served]:
    """arguments: what Python runs, `-m portal.server` by default. PORT: a free one unless it is named."""
    port = int(settings.get("PORT") or free_port())
    said = home / "said.txt"
    command = [sys.executable, *(arguments or ("-m", "portal.server"))]
    with said.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=home,
            env=environment(home, **{"PORT": str(port), "PERSON": "Robin", **settings}),
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
        )
    portal = Served(f"http://127.0.0.1:{port}", process, said)
    try:
        _wait_for(portal)
        yield portal
    finally:
        if process.poll() is None:
            portal.stop()


def _wait_for(portal: Served) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and portal.process.poll() is None:
        try:
            urlopen(f"{portal.address}/healthz", timeout=2).close()
            return
        except (URLError, OSError):
            time.sleep(0.2)
    raise AssertionError(f"the portal did not start: {portal.said.read_text()}")
