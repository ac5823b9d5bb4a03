"""A production as its operator starts it: portal, two workers, PostgreSQL, an S3 with locks and TLS."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from sqlalchemy import make_url

from tests import servers
from tests.deploy.documented import Machine, commands, machine
from tests.deploy.ending_tls import ending_tls
from tests.placing import Place
from tests.portal.serving import free_port

_PATIENCE = 180.0
_GIVEN_BY_THE_SHELL = {"PATH", "BACKUP", "DATABASE", "COPY", "OWNER", "PORTAL", "CURL_CA_BUNDLE"}
PARTS = {
    "portal": ("serve", "--production"),
    "worker-1": ("worker",),
    "worker-2": ("worker",),
}


@dataclass(frozen=True)
class Production:
    """machine: what its operator types commands at. folder: has what each process said, by name."""

    address: str
    machine: Machine
    folder: Path
    processes: dict[str, subprocess.Popen[bytes]]

    def lines(self) -> list[str]:
        """Of all logs, which are what stands on standard error."""
        return [line for name in PARTS for line in self._said(name).splitlines()]

    def ended(self) -> dict[str, int]:
        """The exit status of each, once all are told to end."""
        for process in self.processes.values():
            process.terminate()
        return {name: process.wait(60) for name, process in self.processes.items()}

    def _said(self, name: str) -> str:
        return (self.folder / f"{name}.err").read_text()

    def wait(self) -> None:
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until and self.processes["portal"].poll() is None:
            try:
                if httpx.get(f"{self.address}/readyz", verify=False, timeout=30).status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.3)
        raise AssertionError(f"the portal did not start: {self._said('portal')}")


@contextmanager
def production(folder: Path) -> Iterator[Production]:
    """All three start at once, on a database without tables: one of them makes those, the others wait."""
    inside, outside = free_port(), free_port()
    place = Place(servers.new_database(empty=True), servers.new_bucket(locking=True))
    with ExitStack() as stack:
        stack.callback(servers.drop, place.url)
        address = stack.enter_context(ending_tls(folder, port=outside, to=inside))
        here = _machine(folder, place, address, port=inside)
        processes = {name: _started(folder, name, words, here) for name, words in PARTS.items()}
        running = Production(address, here, folder, processes)
        stack.callback(running.ended)
        running.wait()
        yield running


def _machine(folder: Path, place: Place, address: str, *, port: int) -> Machine:
    made = machine(
        folder,
        **place.variables,
        CHARTBRIDGE_SIGN_IN="local",
        CHARTBRIDGE_ADDRESS=address,
        CHARTBRIDGE_PORT=str(port),
        CHARTBRIDGE_WORKER="false",
        CHARTBRIDGE_LOG="json",
        CHARTBRIDGE_ZONE="America/Chicago",
        DATABASE=make_url(place.url).set(drivername="postgresql").render_as_string(hide_password=False),
        COPY=f"s3://{servers.new_bucket()}/copies",
        OWNER="robin@maple.example",
        PORTAL=address,
        CURL_CA_BUNDLE=str(folder / "proxy.pem"),
    )
    told = {line.partition("=")[0] for line in commands("settings").splitlines() if not line.startswith("#")}
    assert told == set(made.environment) - _GIVEN_BY_THE_SHELL, "the page names other settings than these"
    return made


def _started(folder: Path, name: str, words: tuple[str, ...], here: Machine) -> subprocess.Popen[bytes]:
    program = Path(sys.executable).with_name("chartbridge")
    with (folder / f"{name}.out").open("wb") as said, (folder / f"{name}.err").open("wb") as log:
        return subprocess.Popen([program, *words], cwd=folder, env=here.environment, stdout=said, stderr=log)
