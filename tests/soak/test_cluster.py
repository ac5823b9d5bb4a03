"""Two workers of a cluster as processes, over TLS, with blobs in S3; and workers killed in every stage."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.servers import missing
from tests.soak.clustered import ROOT, clustered, digests_of

pytestmark = [pytest.mark.soak, pytest.mark.timeout(3600)]

GENERATOR = ROOT.parent / "shared" / "bench" / "legacy_export.py"
TABLES = ("patients", "appointments", "procedures", "ledger")
KILLS = (0.25, 0.4, 0.55, 0.7, 0.85)
"""At which share of an undisturbed run a worker is killed: while it reads, and while it shapes."""


def test_equal_digests_over_two_workers_whoever_of_them_is_killed_and_when(tmp_path: Path) -> None:
    if not GENERATOR.exists():
        missing("needs ../shared/bench/legacy_export.py beside this checkout")
    export = tmp_path / "export"
    subprocess.run([sys.executable, str(GENERATOR), str(export), "0.1"], check=True)
    files = [export / f"{table}.csv" for table in TABLES]
    with clustered(tmp_path) as cluster:
        alone = cluster.ran(files, over_it=False)
        workers = [cluster.start("worker") for _ in range(2)]
        together = cluster.ran(files, over_it=True)
        print(f"one machine {alone.seconds:.1f} s, over the cluster {together.seconds:.1f} s")
        assert together.digests == alone.digests
        for share in KILLS:
            running = cluster.begin(files, over_it=True)
            time.sleep(together.seconds * share)
            workers[0].kill()
            workers = [workers[1], cluster.start("worker")]
            assert digests_of(running) == alone.digests
