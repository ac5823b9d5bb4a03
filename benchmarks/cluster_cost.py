"""What a cluster of two workers on this machine adds to a run, by TLS, with blobs in a stand-in for S3.

    python -m benchmarks cluster [--scale 0.1] [--runs 3]

On one machine a cluster can only cost: the same cores do the work, and what was read and shaped travels. The
figure says how much. Files are received once before, so that both sorts of run find them there.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path

from benchmarks import legacy
from benchmarks.results import keep, machine
from tests.soak.clustered import clustered

TITLE = "A run over two Dask workers"


def options(asked: argparse.ArgumentParser) -> None:
    asked.add_argument("--scale", type=float, default=0.1)
    asked.add_argument("--runs", type=int, default=3)


def measure(wanted: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as name:
        files = legacy.files(legacy.export(Path(name) / "export", wanted.scale))
        with clustered(Path(name)) as cluster:
            first = cluster.ran(files, over_it=False)
            for _ in range(2):
                cluster.start("worker")
            pairs = [[cluster.ran(files, over_it=over) for over in (False, True)] for _ in range(wanted.runs)]
    if {run.digests for pair in pairs for run in pair} != {first.digests}:
        raise SystemExit("the digests differ")
    alone, together = (statistics.median(pair[over].seconds for pair in pairs) for over in (0, 1))
    keep(
        TITLE,
        f"Written by `python -m benchmarks cluster`. {machine()}.\n\n"
        f"The messy legacy export at scale {wanted.scale:g}, {wanted.runs} runs in turns, medians of"
        f" whole processes: {alone:.1f} s on one machine, {together:.1f} s over two workers of it"
        f" by TLS, with blobs in a stand-in for S3 ({together - alone:+.1f} s). All digests equal.",
    )
