"""A portal on this computer with its blobs in a stand-in for S3, and a cluster of processes beside it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from tests.portal.cluster.certificates import certified
from tests.portal.serving import free_port
from tests.soak import outages

ROOT = Path(__file__).resolve().parents[2]
CHARTBRIDGE = [sys.executable, "-m", "portal.cli"]


@dataclass(frozen=True)
class Ran:
    """digests: of the run and of its result. seconds: of the whole process."""

    digests: tuple[str, str]
    seconds: float


@dataclass
class Clustered:
    """alone: the environment of a run on one machine; cluster: what makes it one over the cluster."""

    alone: Mapping[str, str]
    cluster: Mapping[str, str]
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, what: str) -> subprocess.Popen[bytes]:
        environment = {**os.environ, **self.alone, **self.cluster}
        process = subprocess.Popen(
            [*CHARTBRIDGE, "cluster", what], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
        )
        self.processes.append(process)
        return process

    def begin(self, files: Sequence[Path], *, over_it: bool) -> subprocess.Popen[bytes]:
        """A run, of these files and all suggestions."""
        environment = {**os.environ, **self.alone, **(self.cluster if over_it else {})}
        command = [*CHARTBRIDGE, "migrate", "--no-export", "--json", "--accept", "all", *map(str, files)]
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE)

    def ran(self, files: Sequence[Path], *, over_it: bool) -> Ran:
        started = perf_counter()
        digests = digests_of(self.begin(files, over_it=over_it))
        return Ran(digests, perf_counter() - started)


def digests_of(running: subprocess.Popen[bytes]) -> tuple[str, str]:
    said, _ = running.communicate()
    told = json.loads(said)
    return told["run"], told["result"]


@contextmanager
def clustered(folder: Path) -> Iterator[Clustered]:
    """With a scheduler and no worker yet."""
    with outages.s3() as blobs:
        blobs.client().create_bucket(Bucket="cluster")
        alone = {
            "CHARTBRIDGE_HOME": str(folder / "state"),
            "CHARTBRIDGE_MASTER_KEY_FILE": str(folder / "key" / "master.key"),
            "CHARTBRIDGE_BLOBS": "s3://cluster/clinic",
            "AWS_ENDPOINT_URL_S3": blobs.address,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": "us-east-1",
        }
        address = {"CHARTBRIDGE_CLUSTER": f"tls://127.0.0.1:{free_port()}"}
        both = Clustered(alone, {**address, **certified(folder / "tls")})
        both.start("scheduler")
        try:
            yield both
        finally:
            for process in both.processes:
                process.kill()
                process.wait()
