"""What the migration log costs a run, and how quick it answers: the log of 3.4 million records at scale 1.

    python -m benchmarks log [--scale 0.1] [--runs 3]

Each run is a fresh process over the messy legacy export; how much of it went into the log is what its makers,
its digest and its sealing took in that very process, so that both figures are of one moment of the machine.
The questions are asked in a fresh process each time too, so that the first one finds nothing in memory.
Medians go to benchmarks/RESULTS.md. Needs `../shared/bench/legacy_export.py`.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import legacy
from benchmarks.results import keep, machine

TITLE = "The migration log"
CLOCK, CPU = 0, 1
LOG = ("entries", "digest", "sealing")
ASKED = {
    "first question": ("the first look at the log after a start, everything read", None),
    "by patient": ("a search by a patient's number", 0.3),
    "by source id": ("a search by a source id", 0.3),
    "by reason": ("every record with one reason", 0.3),
    "another page": ("another page of an answer", 0.3),
    "first proof": ("the first proof of an entry", None),
    "a proof": ("the proof of an entry", 0.05),
}
"""What was asked, in words, and at most how many seconds that may take, where that was said."""

Seconds = dict[str, list[float]]
"""By what took them: on the clock, and of a processor."""


def child(what: str, home: Path, files: Sequence[Path] = ()) -> Seconds:
    own = {"CHARTBRIDGE_HOME": str(home / "state"), "CHARTBRIDGE_MASTER_KEY_FILE": str(home / "key" / "key")}
    command = [sys.executable, "-m", "benchmarks.log_child", what, str(home), *map(str, files)]
    done = subprocess.run(command, env={**os.environ, **own}, check=True, capture_output=True, text=True)
    found: Seconds = json.loads(done.stdout.splitlines()[-1])
    return found


def share(run: Seconds) -> float:
    """The log on top of the run without it."""
    cost = sum(run[part][CPU] for part in LOG)
    return cost / (run["whole"][CPU] - cost)


def median(of: Sequence[Seconds], name: str, which: int) -> float:
    return statistics.median(each[name][which] for each in of)


def told(of: Sequence[Seconds], name: str, *, times: int = 1) -> str:
    """On the clock and of a processor, as two cells."""
    places = 0 if times > 1 else 2
    return " | ".join(f"{median(of, name, which) * times:,.{places}f}" for which in (CLOCK, CPU))


def report(scale: float, runs: Sequence[Seconds], asked: Sequence[Seconds]) -> str:
    shares = [share(run) for run in runs]
    limits = {name: f"{limit * 1000:,.0f}" if limit else "" for name, (_, limit) in ASKED.items()}
    return "\n".join(
        [
            f"Written by `python -m benchmarks log --scale {scale:g}`. {machine()},"
            f" load {os.getloadavg()[0]:.1f}.",
            "",
            f"The messy legacy export at scale {scale:g}, {asked[0]['entries'][0]:,.0f} entries,"
            f" {len(runs)} runs, medians; fresh processes.",
            "",
            "| part of a run | wall s | processor s |",
            "|---|---|---|",
            f"| the whole run | {told(runs, 'whole')} |",
            *(f"| of it the log: {part} | {told(runs, part)} |" for part in LOG),
            f"| the tree, made when a document or proof first needs its root | {told(asked, 'tree')} |",
            "",
            f"The log on top of the run without it, in processor seconds: median"
            f" **{statistics.median(shares):.1%}**"
            f" ({min(shares):.1%} to {max(shares):.1%}). At most 35 % is wanted.",
            "",
            "| question | wall ms | processor ms | at most |",
            "|---|---|---|---|",
            *(f"| {said} | {told(asked, n, times=1000)} | {limits[n]} |" for n, (said, _) in ASKED.items()),
        ]
    )


def options(asked: argparse.ArgumentParser) -> None:
    asked.add_argument("--scale", type=float, default=0.1)
    asked.add_argument("--runs", type=int, default=3)


def measure(wanted: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        export = legacy.export(folder / "export", wanted.scale)
        runs, asked = [], []
        for number in range(wanted.runs):
            home = folder / f"home{number}"
            runs.append(child("run", home, legacy.files(export)))
            asked.append(child("ask", home))
        keep(TITLE, report(wanted.scale, runs, asked))
